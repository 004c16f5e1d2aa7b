"""The screens of a wall: one thing each, to be read from ten metres. `label` is what whoever steers
the wall reads in place of it.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from esteem_match.documents.blocks import Cell, RoleName, Said, Texts
from esteem_match.models import Noun

T = TypeVar("T")


class Join(Noun):
    """Where to go, and the code to type there; how many are in, in all."""

    kind: Literal["join"] = "join"
    label: Said
    go_to: Said
    address: Said
    code: Said
    how_many: Said
    note: Said


class Message(Noun):
    """A few words. `full`, up to 1, is how far all are together; None where nothing is counted."""

    kind: Literal["message"] = "message"
    label: Said
    title: Said
    texts: Texts = ()
    full: float | None = None


class Named(Noun):
    """Roles under what holds of all of them."""

    title: Said
    roles: tuple[RoleName, ...]


class Agreed(Noun):
    """What all agree on."""

    kind: Literal["agreed"] = "agreed"
    label: Said
    title: Said
    lists: tuple[Named, ...]
    text: Said = ""


class Row(Noun):
    of: RoleName
    cells: tuple[Cell, ...]
    written: Said = ""


class Grid(Noun):
    """The roles by `heads`; `written` is what a room typed of each."""

    kind: Literal["grid"] = "grid"
    label: Said
    title: Said
    heads: Texts
    rows: tuple[Row, ...]


class Answered(Noun):
    whose: Said
    said: Said


class Difference(Noun):
    """Where views differ: what was asked, what both say, and a question that opens the talk."""

    kind: Literal["difference"] = "difference"
    label: Said
    title: Said
    question: Said
    answers: tuple[Answered, ...]
    ask: Said


class Written(Noun):
    """What a room has typed of anything but the roles, each under its heading."""

    kind: Literal["written"] = "written"
    label: Said
    title: Said
    notes: tuple[Answered, ...]


Screen = Annotated[
    Join | Message | Agreed | Grid | Difference | Written, Field(discriminator="kind")
]


def in_parts(things: Sequence[T], most: int) -> list[tuple[T, ...]]:
    """So many at most on a screen."""
    return [tuple(things[at : at + most]) for at in range(0, len(things), most)]
