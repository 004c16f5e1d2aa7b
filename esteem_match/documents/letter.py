"""A group's letter: what it would like from a practitioner, to hand over or to pin up."""

from collections.abc import Iterator
from datetime import date

from esteem_match.documents.blocks import Block, Bullets, Card, Document, Heading, OwnWords, Para
from esteem_match.documents.parts import of_pair, room, written
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases import letter as phrases

ROOM = 2  # lines to write on: a letter is one page


def letter_document(view: View, on: date) -> Document:
    """The letter by itself: it alone says what the group is about and how to reach it."""
    t = view.words.t
    blocks: list[Block] = [
        *written(t("letter.about"), phrases.about(view)),
        *_hard(view),
        *_parts(view, 2),
        *written(t("letter.reach"), phrases.reach(view)),
        Para(text=t("letter.close"), tone="note"),
        *room(view.words, ROOM),
    ]
    whom = phrases.whom(view)
    return of_pair(view, t("letter.title"), on, blocks, whom, aid="letter.foot")


def _hard(view: View) -> Iterator[Block]:
    """What is hard for the group as it stands on its own, as it was asked."""
    found = phrases.hard(view)
    if found:
        yield Heading(text=view.words.t("letter.hard"))
        yield Bullets(texts=tuple(found))


def letter(view: View) -> Block:
    """The letter as a part of the group's result."""
    return Card(title=view.words.t("letter.title"), blocks=tuple(_parts(view, 3)))


def _parts(view: View, level: int) -> Iterator[Block]:
    for word, texts in phrases.parts(view).items():
        yield Heading(text=view.words.t(f"letter.{word}"), level=level)
        if word in phrases.OWN_WORDS:
            yield OwnWords(text=texts[0])
        else:
            yield Bullets(texts=tuple(texts))
