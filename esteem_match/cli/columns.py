"""The header of a file of answers: which column is which question, and what may stand in it."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from esteem_match.batch import MISSING, Table
from esteem_match.cli.problems import MOST, CommandError, shown
from esteem_match.models import Content, Item

PAIR = "pair_id"
OTHER_SEPARATORS = {";": "a semicolon", "\t": "a tab"}


class Codes(dict[str, int]):
    """The byte of each cell that is allowed; blanks around it don't matter."""

    def __missing__(self, cell: str) -> int:
        if (plain := cell.strip()) == cell:
            raise KeyError(cell)
        return self[plain]


class Column(NamedTuple):
    """One question's column. `row`: where the batch wants it, None where it never counts."""

    place: int
    item: Item
    codes: Codes
    row: int | None


class Layout(NamedTuple):
    """What the header says. `columns` has only what is checked: a text may say anything."""

    names: tuple[str, ...]
    pair: int
    columns: tuple[Column, ...]


def layout(content: Content, table: Table, header: Sequence[str]) -> Layout:
    """The columns of a file. Raises CommandError with what is wrong with them."""
    names = tuple(name.strip() for name in header)
    items = {item.id: item for item in content.items()}
    wrong = tuple(islice(_wrong(names, items), MOST))
    if wrong:
        raise CommandError(wrong)
    rows = {item: row for row, item in enumerate(table.items)}
    return Layout(
        names,
        names.index(PAIR),
        tuple(
            Column(place, items[name], Codes(_codes(content, items[name])), rows.get(name))
            for place, name in enumerate(names)
            if name != PAIR and items[name].kind != "text"
        ),
    )


def _codes(content: Content, item: Item) -> dict[str, int]:
    """'Does not apply' has no number of its own: it is written as the 0 that it counts as."""
    side = content.group if item in content.group.items() else content.practitioner
    return {"": MISSING, **{str(n): n for n in range(len(side.options[item.options]))}}


def _wrong(names: Sequence[str], items: dict[str, Item]) -> Iterator[str]:
    if not any(names):
        yield f"Row 1 must name the columns: {PAIR} and ids of questions. It is empty."
        return
    if PAIR not in names:
        yield _no_pair(names)
    for place, name in enumerate(names):
        where = f"Row 1, column {place + 1}"
        if not name:
            yield f"{where}: has no name. Write the id of a question, or delete the column."
        elif name in names[:place]:
            yield f"{where}: {shown(name)} is there twice. Keep one of the two columns."
        elif name != PAIR and name not in items:
            yield f"{where}: {shown(name)} is not the id of a question. {_perhaps(name, items)}"


def _no_pair(names: Sequence[str]) -> str:
    for sign, word in OTHER_SEPARATORS.items():
        if len(names) == 1 and sign in names[0]:
            return f"The columns stand apart by {word}. Save the file with commas."
    return f"There is no column {PAIR}. It names the pair of each row."


def _perhaps(name: str, items: dict[str, Item]) -> str:
    near = get_close_matches(name, [PAIR, *items], n=1)
    return f"Perhaps {near[0]} is meant." if near else "The command items lists them all."
