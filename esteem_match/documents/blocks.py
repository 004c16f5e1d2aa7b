"""What a document says, in parts that every format knows how to draw. Pure, and knows no format.

    Document(
        title="...", language="en", made=date(2027, 5, 3), meta=("From: ...",), foot=("...",),
        blocks=(Heading(text="..."), Bullets(texts=("...",)), OwnWords(text=typed_by_a_user)),
    )

`reports.FORMATS["pdf"].render(document)` makes the file; `reports.pdf.pdf(document, large=True)`
is the same in large print. The title is heading 1, so a `Heading` begins at 2. `Keep` holds its
blocks on one page, `NewPage` begins one. `Ticks` is a question with boxes to tick, `Lines` is room
to write by hand; an empty cell of a `Table` is room too (`tall` makes its rows high enough).
Text is only ever text: no sign in it is markup in any format.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from esteem_match.models import Noun

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text without signs that no file can hold, or that turn what stands around them."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


Said = Annotated[str, AfterValidator(clean)]
Texts = tuple[Said, ...]


class Heading(Noun):
    """A heading below the title; it stays with what follows."""

    kind: Literal["heading"] = "heading"
    text: Said
    level: Annotated[int, Field(ge=2, le=5)] = 2


class Para(Noun):
    """A paragraph; a `note` is to be known while reading on, `small` is said by the way."""

    kind: Literal["para"] = "para"
    text: Said
    tone: Literal["plain", "note", "small"] = "plain"


class Bullets(Noun):
    """A list; of things to do one after the other, `numbered`."""

    kind: Literal["bullets"] = "bullets"
    texts: Texts
    numbered: bool = False


class Table(Noun):
    """Rows under headers; the first cell of a row names it. `widths` are shares, one a column."""

    kind: Literal["table"] = "table"
    caption: Said
    headers: Texts
    rows: tuple[Texts, ...]
    widths: tuple[int, ...] = ()
    tall: bool = False

    @model_validator(mode="after")
    def _fits(self) -> "Table":
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError("every row of a table needs a cell under each header")
        if self.widths and len(self.widths) != len(self.headers):
            raise ValueError("widths need one share a column")
        return self


class Figure(Noun):
    """A picture of our own as SVG, once more in large letters, and the table that says the same."""

    kind: Literal["figure"] = "figure"
    svg: str
    svg_large: str
    alt: Said
    table: Table


class Ticks(Noun):
    """A question with boxes to tick. `ticked`: positions that are ticked already."""

    kind: Literal["ticks"] = "ticks"
    text: Said = ""
    options: Texts
    ticked: tuple[int, ...] = ()
    side_by_side: bool = False


class OwnWords(Noun):
    """What a user typed, word by word, in whatever direction they write."""

    kind: Literal["own_words"] = "own_words"
    text: Said


class Lines(Noun):
    """Room to write by hand, under a label."""

    kind: Literal["lines"] = "lines"
    label: Said = ""
    count: Annotated[int, Field(ge=1, le=40)] = 2


class NewPage(Noun):
    """What follows begins on a page of its own, where a format has pages."""

    kind: Literal["new_page"] = "new_page"


class Keep(Noun):
    """Blocks that stay on one page, where a format has pages."""

    kind: Literal["keep"] = "keep"
    blocks: "tuple[Block, ...]"


Block = Annotated[
    Heading | Para | Bullets | Table | Figure | Ticks | OwnWords | Lines | NewPage | Keep,
    Field(discriminator="kind"),
]


class Document(Noun):
    """A document: `meta` stands under its title, `foot` at its end; `language` as in BCP 47."""

    title: Said
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    made: date
    meta: Texts = ()
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]
    foot: Texts = ()


def flat(blocks: Iterable[Block]) -> Iterable[Block]:
    """All blocks in order, without what only holds them together."""
    for block in blocks:
        if isinstance(block, Keep):
            yield from flat(block.blocks)
        else:
            yield block
