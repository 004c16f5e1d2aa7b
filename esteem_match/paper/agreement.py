"""The agreement as a page to fill in by hand, in the order in which a workshop's own has it."""

from esteem_match.documents import Document
from esteem_match.documents.agreement import WRITTEN, decisions, signatures
from esteem_match.documents.blocks import Block, Heading, Keep, Lines, NewPage, Para
from esteem_match.documents.phrases.view import help_of
from esteem_match.models import Agreement
from esteem_match.paper.paper import Paper
from esteem_match.words import Words

_HEAD = ("group", "practitioner", "day")


def agreement(paper: Paper) -> Document:
    """Page one: what is decided, and names and signatures; then the points to agree."""
    words, model = paper.words("practitioner"), paper.content.model
    empty = ("",) * (1 + len(WRITTEN))
    blocks: list[Block] = [
        Para(text=words.t("paper.what"), tone="note"),
        Para(text=words.t("paper.agree_what")),
        *(Lines(label=words.t(f"paper.agree_{who}"), count=1) for who in _HEAD),
        Heading(text=words.t("summary.decided")),
        decisions(words, [(help_of(words, role), *empty) for role in model.roles]),
        Keep(blocks=(Heading(text=words.t("agree.again")), Lines(count=1))),
        *signatures(words, [words.t("paper.agree_sign")]),
        NewPage(),
        Heading(text=words.t("agree.boundaries")),
        *(_point(words, point) for point in model.agreement),
    ]
    return paper.document(words.t("agree.title"), tuple(blocks))


def _point(words: Words, point: Agreement) -> Keep:
    """A point with room to write, under the name that a workshop's own agreement has for it."""
    title = words.t(f"agree.{point.part}") if point.part else words.put_in(point.title)
    room = Lines(label=words.put_in(point.text), count=2)
    return Keep(blocks=(Heading(text=title, level=3), room))
