"""Blocks that hold no other block."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from esteem_match.models import Label, Noun, RoleFit, Side
from esteem_match.models import Lines as Limits
from esteem_match.texts import mended

Said = Annotated[str, AfterValidator(mended)]
Texts = tuple[Said, ...]
Standing = Literal["recommended", "possible", "not_now", "open"]
Few = Annotated[int, Field(ge=0)]


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
    items: tuple[str, ...] = ()
    numbered: bool = False


class Question(Noun):
    """An open question. `section`: where the reader answers it; empty where somebody else does."""

    text: Said
    item: str
    section: str = ""


class Questions(Noun):
    """Open questions, each a link where the reader can answer it."""

    kind: Literal["questions"] = "questions"
    asked: tuple[Question, ...]


class Table(Noun):
    """Rows under headers; the first cell of a row names it. `widths` are shares, one a column.

    Of rows, and of boxes to tick, a screen shows the `first` ones, and folds the rest away under
    `more`; 0 shows all. `typed`: a user may have written any cell, in whatever direction.
    `boxes`: each row is a question, with its help below it, and all its other cells are boxes to
    tick.
    """

    kind: Literal["table"] = "table"
    caption: Said = ""
    headers: Texts
    rows: tuple[Texts, ...]
    items: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    first: Few = 0
    more: Said = ""
    tall: bool = False
    typed: bool = False
    boxes: bool = False

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


class Bar(Noun):
    """One side of a role: full up to what is expected, and as far as may be (0 to 1)."""

    side: Side
    name: Said
    word: Said
    full: float
    most: float


class ChartWords(Noun):
    """What a figure says: its axes, the roles' names by id, and the labels in words."""

    appropriate: Said
    achievable: Said
    roles: dict[str, Said]
    labels: dict[Label, Said]


class Map(Noun):
    """The roles on one map, and the table that says the same. `pairs`: with each practitioner;
    of several, `numbers` are theirs, and `who` names each.
    """

    kind: Literal["map"] = "map"
    pairs: tuple[tuple[RoleFit, ...], ...]
    lines: Limits
    words: ChartWords
    numbers: tuple[int, ...] = ()
    who: Texts = ()
    alt: Said
    table: Table


class Bars(Noun):
    """The sides of all roles as bars, and the table that says the same."""

    kind: Literal["bars"] = "bars"
    fits: tuple[RoleFit, ...]
    sides: tuple[Side, ...]
    words: ChartWords
    alt: Said
    table: Table


class Ticks(Noun):
    """A question with boxes to tick. `ticked`: positions that are ticked already. `items` are the
    questions that each rests on; `keys`: by what each is ticked off for a whole room.
    """

    kind: Literal["ticks"] = "ticks"
    text: Said = ""
    options: Texts
    ticked: tuple[int, ...] = ()
    side_by_side: bool = False
    first: Few = 0
    more: Said = ""
    items: tuple[str, ...] = ()
    keys: Annotated[tuple[str, ...], Field(exclude=True)] = ()


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
