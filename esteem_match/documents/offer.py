"""What a practitioner can offer: one page for a group and a manager, in the practitioner's voice.

It rests on what they said of themselves. How they see the group is theirs, and never on it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Keep,
    Lines,
    Only,
    Para,
    Table,
    Ticks,
)
from esteem_match.documents.parts import of_pair
from esteem_match.documents.phrases import View, talk
from esteem_match.documents.phrases import offer as phrases
from esteem_match.documents.phrases.roles import nothing_now

_WIDTHS = (7, 3, 4)


def offer_document(view: View, on: date) -> Document:
    """A practitioner's offer, with room to write where no question asks."""
    view = phrases.own(view)
    t = view.words.t
    blocks: list[Block] = [
        *_helps(view),
        *_list(t("offer.manner"), phrases.manner(view)),
        *_list(t("offer.settle"), phrases.settle(view)),
        *_links(view),
        *_allowed(view),
        *_again(view, on),
    ]
    of = phrases.whose(view)
    return of_pair(view, t("offer.title"), on, blocks, of, aid="offer.foot")


def _helps(view: View) -> Iterator[Block]:
    t = view.words.t
    if nothing_now(view):
        yield Para(text=t("offer.nothing"))
    heads, rows = (t("offer.what"), t("offer.how"), t("offer.time")), phrases.helps(view)
    yield Table(caption=t("offer.can"), headers=heads, rows=tuple(rows), widths=_WIDTHS)


def _list(title: str, texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield from (Heading(text=title), Bullets(texts=tuple(texts)))


def _links(view: View) -> Iterator[Block]:
    """That they know people, and room to say whom."""
    t = view.words.t
    yield Heading(text=t("offer.links"))
    yield from (Para(text=text) for text in phrases.contacts(view))
    yield _to_write(t("offer.links_which"))


def _allowed(view: View) -> Iterator[Block]:
    """What is still to be asked at work, for whoever decides there to tick."""
    t, asked = view.words.t, phrases.to_allow(view)
    if asked:
        yield Heading(text=t("offer.allowed"))
        yield Ticks(text=t("offer.allowed_what"), options=tuple(asked))
        yield _to_write(t("offer.allowed_by"))


def _again(view: View, on: date) -> Iterator[Block]:
    t, day = view.words.t, view.words.day(talk.again_on(view, on))
    said = Heading(text=t("offer.again")), Para(text=t("offer.again_what", day=day))
    yield Keep(blocks=(*said, _to_write(t("offer.reach")), Para(text=t("offer.close"))))


def _to_write(label: str) -> Block:
    """Room that only paper has."""
    return Only(medium="paper", blocks=(Lines(label=label, count=1),))
