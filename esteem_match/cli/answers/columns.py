"""The header of a file of answers: which column is which question, and what it may hold."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from esteem_match.batch import Table
from esteem_match.cli.answers.cells import Codes, How, Reading, of_item, of_list
from esteem_match.cli.answers.naming import ALIKE, OF_FORM, ROW, Names, names
from esteem_match.cli.problems import MOST, CommandError, shown
from esteem_match.interchange import PAIR
from esteem_match.models import Item


class Column(NamedTuple):
    """The column of one question. `rows`: the row of each item in the batch, or None."""

    place: int
    name: str
    items: tuple[Item, ...]
    codes: Codes
    rows: tuple[int | None, ...]


class Layout(NamedTuple):
    """What the header says. `columns` has only those to check; texts may say anything."""

    width: int
    pair: int
    pair_name: str
    columns: tuple[Column, ...]
    nameless: tuple[int, ...]

    @property
    def answered(self) -> frozenset[str]:
        """The items that this file answers."""
        return frozenset(item.id for column in self.columns for item in column.items)


def layout(
    reading: Reading, table: Table, header: Sequence[str], note: Callable[[str], None]
) -> Layout:
    """The columns of a file. Raises CommandError with what is wrong with them."""
    known = names(reading)
    found = [known.standard(name) for name in header]
    wrong = tuple(islice(_wrong(reading, known, found), MOST))
    if wrong:
        raise CommandError(wrong)
    if reading.ignore_unknown:
        _note_unknown(known, found, note)
    pair = found.index(PAIR if PAIR in found else ROW)
    nameless = [place for place, name in enumerate(found) if not name]
    return Layout(
        len(found),
        pair,
        found[pair],
        tuple(_columns(reading, known, table, found)),
        () if reading.ignore_unknown else tuple(nameless),
    )


def recognised(known: Names, header: Sequence[str]) -> int:
    """How many cells of a header are known names."""
    return sum(known.known(known.standard(name)) for name in header)


def _columns(
    reading: Reading, known: Names, table: Table, found: Sequence[str]
) -> Iterator[Column]:
    rows = {item: row for row, item in enumerate(table.items)}
    for place, name in enumerate(found):
        if name in known.lists:
            side, question = known.lists[name]
            codes = of_list(reading, side, question)
            at = tuple(rows.get(item.id) for item in question.items)
            yield Column(place, name, question.items, codes, at)
        elif name in known.items and not _split(known, name):
            side, item = known.items[name]
            if item.kind != "text":
                codes = of_item(reading, side, item)
                yield Column(place, name, (item,), codes, (rows.get(name),))


def _split(known: Names, name: str) -> bool:
    """Whether this is an extra column in which KoBo repeats one box of a checklist."""
    return known.how == How.KOBO and known.items[name][1].asked_with is not None


def _wrong(reading: Reading, known: Names, found: Sequence[str]) -> Iterator[str]:
    if not any(found):
        yield f"Row 1 must name the columns: {PAIR} and ids of questions. It is empty."
        return
    if known.how == How.PLACES and any(name.startswith(OF_FORM) for name in found):
        yield "This looks like what KoBo or ODK brings back from our form: add --from kobo."
        return
    if PAIR not in found and not (known.how == How.KOBO and ROW in found):
        yield f"There is no column {PAIR}. It names the pair of each row."
    before = set[str]()
    for place, name in enumerate(found, 1):
        where = f"Row 1, column {place}"
        if known.known(name):
            yield from (f"{where}: {wrong}" for wrong in _of_known(known, found, name, before))
            before |= {name, *_items(known, name)}
        elif name and not known.beside(name) and not reading.ignore_unknown:
            yield f"{where}: {shown(name)} is not the id of a question. {_perhaps(known, name)}"


def _items(known: Names, name: str) -> set[str]:
    return {item.id for item in known.lists[name][1].items} if name in known.lists else {name}


def _of_known(known: Names, found: Sequence[str], name: str, before: set[str]) -> Iterator[str]:
    of = known.items[name][1].asked_with if name in known.items else None
    if of and known.how == How.KOBO:
        if of not in found:
            mend = "Export them as one column for each question"
            yield f"the boxes of {of} have columns of their own only. {mend}, or as both."
    elif name in before or _items(known, name) & before:
        yield f"{shown(name)} is there twice. Keep one of the two columns."
    elif of and known.how == How.PAPER:
        ticked = f"Name one column {of}: the numbers that are ticked, such as 1 3; 0 for none"
        yield f"on paper {name} is a box of {of}. {ticked}; U for 'not sure'."
    elif name in known.lists and known.how == How.PLACES:
        boxes = ", ".join(item.id for item in known.lists[name][1].items)
        yield f"{name} is a list of boxes. Each has a column of its own: {boxes}."


def _perhaps(known: Names, name: str) -> str:
    near, leave = known.near(name), "Or add --ignore-unknown to leave such columns alone."
    if near:
        return f"Perhaps {near} is meant. {leave}"
    if known.how == How.KOBO:
        return f"Export with 'XML values and headers'. {leave}"
    return f"The command items lists them all. {leave}"


def _note_unknown(known: Names, found: Sequence[str], note: Callable[[str], None]) -> None:
    """Lists the columns that are ignored; a name close to one of ours may be a slip."""
    unknown = [name for name in found if not known.known(name) and not known.beside(name)]
    alone = [f"{shown(name)}{_slip(known, name)}" for name in unknown if name]
    if nameless := unknown.count(""):
        alone.append("1 column without a name" if nameless == 1 else f"{nameless} without a name")
    if alone:
        note(f"Left alone, for no question has such an id: {', '.join(alone)}.")


def _slip(known: Names, name: str) -> str:
    near = known.near(name, ALIKE)
    return f" (perhaps {near} is meant)" if near else ""
