"""The tree that a document is: what is said of a result, in which order. Pure, knows no medium.

    Document(
        title="...", language="en", made=date(2027, 5, 3), meta=("From: ...",), foot=("...",),
        blocks=(Heading(text="..."), Bullets(texts=("...",)), OwnWords(text=typed_by_a_user)),
    )

`render.screen(document)` paints it for a page, `render.FORMATS["pdf"].render(document)` makes a
file. The title is heading 1, so a `Heading` begins at 2. `Keep` holds its blocks on one page,
`NewPage` begins one. `Fold` and a `RoleCard` are folded on a screen and open on paper; `Only` is
left out elsewhere. `Ticks` is a question with boxes to tick, `Lines` is room to write by hand; an
empty cell of a `Table` is room too (`tall` makes its rows high enough). `items` are the ids of the
questions that texts rest on. Text is only ever text: no character in it is markup in any medium.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from esteem_match.documents.role_grid import Cell, GridRow, RoleGrid, RoleName, Wanted
from esteem_match.documents.simple import (
    Bar,
    Bars,
    Bullets,
    ChartWords,
    Figure,
    Heading,
    Lines,
    Map,
    NewPage,
    OwnWords,
    Para,
    Question,
    Questions,
    Said,
    Table,
    Texts,
    Ticks,
)
from esteem_match.models import Label, Noun

__all__ = [
    "Bar",
    "Bars",
    "Beside",
    "Block",
    "Bullets",
    "Card",
    "Cell",
    "ChartWords",
    "Document",
    "Figure",
    "Fold",
    "GridRow",
    "Heading",
    "Keep",
    "Lines",
    "Map",
    "Medium",
    "NewPage",
    "Only",
    "OwnWords",
    "Para",
    "Question",
    "Questions",
    "RoleCard",
    "RoleGrid",
    "RoleName",
    "Said",
    "Table",
    "Texts",
    "Ticks",
    "Wanted",
    "flat",
]


class Keep(Noun):
    """Blocks that stay on one page, where a format has pages."""

    kind: Literal["keep"] = "keep"
    blocks: "tuple[Block, ...]"


class RoleCard(Noun):
    """A role in a row: what it is, where it stands and how sure, its bars; `blocks` unfold.

    `label` is the method's word, `said` what the reader is told of it, `notes` a clear no, and
    what a room said.
    """

    kind: Literal["role"] = "role"
    of: RoleName
    label: Label
    said: Said
    sure: Said = ""
    bars: tuple[Bar, ...]
    notes: Texts = ()
    level: Annotated[int, Field(ge=2, le=5)] = 3
    blocks: "tuple[Block, ...]"


class Card(Noun):
    """What stands out of a page: what to `begin` with, to `ask`, to `leave` alone, or anything."""

    kind: Literal["card"] = "card"
    tone: Literal["begin", "ask", "leave", "plain"] = "plain"
    title: Said
    level: Annotated[int, Field(ge=2, le=5)] = 2
    roles: tuple[RoleName, ...] = ()
    blocks: "tuple[Block, ...]" = ()


class Fold(Noun):
    """Blocks under a title: folded away on a screen, open on paper."""

    kind: Literal["fold"] = "fold"
    key: str
    title: Said
    level: Annotated[int, Field(ge=2, le=5)] = 2
    blocks: "tuple[Block, ...]"


Medium = Literal["screen", "paper"]


class Only(Noun):
    """Blocks for one medium: what only makes sense there."""

    kind: Literal["only"] = "only"
    medium: Medium
    blocks: "tuple[Block, ...]"


class Beside(Noun):
    """Blocks that stand beside those before them on a wide screen; elsewhere below."""

    kind: Literal["beside"] = "beside"
    main: "tuple[Block, ...]"
    aside: "tuple[Block, ...]"


Block = Annotated[
    Heading
    | Para
    | Bullets
    | Questions
    | Table
    | Map
    | Bars
    | Figure
    | Ticks
    | OwnWords
    | Lines
    | NewPage
    | Keep
    | RoleCard
    | RoleGrid
    | Card
    | Fold
    | Only
    | Beside,
    Field(discriminator="kind"),
]


class Document(Noun):
    """A document: `meta` stands under its title, `foot` at its end; `language` as in BCP 47.

    `name` tells it from others, in a list of files or windows; empty: its title does. `dense`: a
    form, which in normal print takes more of each page, so that it has fewer.
    """

    title: Said
    name: Said = ""
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    made: date
    meta: Texts = ()
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]
    foot: Texts = ()
    dense: Annotated[bool, Field(exclude=True)] = False

    @property
    def called(self) -> str:
        return (self.name or self.title).replace("\n", " ")


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks in order, without what only holds them together."""
    for block in blocks:
        if isinstance(block, Keep):
            yield from flat(block.blocks)
        elif isinstance(block, Beside):
            yield from flat((*block.main, *block.aside))
        else:
            yield block
