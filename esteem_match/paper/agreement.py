"""The agreement as a page to fill in by hand: roles, points to agree, when to look again."""

from esteem_match.documents import Document
from esteem_match.documents.blocks import Block, Heading, Keep, Lines, Para, Ticks
from esteem_match.models import Agreement, Role
from esteem_match.paper.paper import Paper
from esteem_match.words import Words

DECISIONS = ("yes", "no", "open")
FIELDS = ("by", "task", "until")


def agreement(paper: Paper) -> Document:
    words = paper.words("practitioner")
    blocks: list[Block] = [
        Para(text=words.t("paper.what"), tone="note"),
        Para(text=words.t("paper.agree_what")),
        *(
            Lines(label=words.t(f"paper.agree_{who}"), count=1)
            for who in ("group", "practitioner", "day")
        ),
        Heading(text=words.t("agree.roles")),
        *(_role(words, role) for role in paper.content.model.roles),
        _field(words, "not_do", 3),
        Heading(text=words.t("agree.boundaries")),
        *(_point(words, point) for point in paper.content.model.agreement),
        _field(words, "again", 1),
    ]
    return paper.document(words.t("agree.title"), tuple(blocks))


def _role(words: Words, role: Role) -> Keep:
    decisions = tuple(words.t(f"agree.decision_{one}") for one in DECISIONS)
    return Keep(
        blocks=(
            Heading(text=role.name, level=3),
            Para(text=role.line, tone="small"),
            Ticks(text=words.t("agree.decision"), options=decisions, side_by_side=True),
            *(Lines(label=words.t(f"agree.{field}"), count=1) for field in FIELDS),
        )
    )


def _field(words: Words, field: str, lines: int) -> Keep:
    room = Lines(label=words.t(f"agree.{field}_what"), count=lines)
    return Keep(blocks=(Heading(text=words.t(f"agree.{field}")), room))


def _point(words: Words, point: Agreement) -> Keep:
    heading = Heading(text=words.put_in(point.title), level=3)
    return Keep(blocks=(heading, Lines(label=words.put_in(point.text), count=2)))
