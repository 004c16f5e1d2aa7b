"""An invitation to a workshop, to hand out or to pin up; and the same as a message to send."""

from collections.abc import Iterator
from datetime import date

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Keep,
    Lines,
    Para,
    Table,
)
from esteem_match.models import Noun
from esteem_match.words import Words


class Invited(Noun):
    """What a workshop's invitation says. `code` as people read it.

    `least`: the fewest members whose answers are shown; `minutes`: how long a member answers.
    """

    name: str
    day: date
    until: date
    address: str
    link: str
    code: str
    least: int
    minutes: int


def invitation_document(invited: Invited, words: Words, qr: str, on: date) -> Document:
    """One page: what it is about, that nobody has to, and how to join. `qr`: the link as SVG."""
    t = words.t
    return Document(
        title=t("invite.title"),
        name=" · ".join((t("invite.title"), invited.name)),
        language=words.language,
        direction=words.direction,
        made=on,
        blocks=(
            Heading(text=invited.name),
            Para(text=words.day(invited.day)),
            Lines(count=1, label=t("invite.where")),
            Para(text=t("invite.about")),
            Heading(text=t("invite.expect")),
            Bullets(texts=tuple(_expect(invited, words))),
            Heading(text=t("invite.free")),
            Para(text=t("invite.free_what")),
            *_join(invited, words, qr),
        ),
        foot=(t("invite.foot"),),
    )


def message(invited: Invited, words: Words) -> str:
    """In a few lines, for whoever sends it to people."""
    t, day = words.t, words.day(invited.day)
    return "\n".join(
        (
            t("invite.message", name=invited.name, day=day),
            t("invite.about"),
            t("invite.free_what"),
            t("invite.message_link", link=invited.link),
            t("invite.message_code", address=invited.address, code=invited.code),
        )
    )


def _expect(invited: Invited, words: Words) -> Iterator[str]:
    yield words.t("invite.answer", minutes=invited.minutes)
    yield words.t("invite.shown", least=invited.least)
    yield words.t("invite.practitioner")
    yield words.t("invite.after")


def _join(invited: Invited, words: Words, qr: str) -> Iterator[Block]:
    t = words.t
    typed = Table(
        caption=t("invite.by_hand"),
        headers=(t("wall.go_to"), t("host.code_title")),
        rows=((invited.address, invited.code),),
        widths=(3, 1),
    )
    how = Para(text=t("invite.scan", until=words.day(invited.until)))
    code = Figure(svg=qr, svg_large=qr, alt=t("host.qr"), table=typed)
    yield Keep(blocks=(Heading(text=t("invite.join")), how, code))
