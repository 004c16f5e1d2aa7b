"""The sheet as a page to print: what to do, a box for each tick, and the tables to look up in."""

from collections.abc import Iterator
from typing import NamedTuple

from esteem_match.paper.form import either
from esteem_match.paper.say import Paper, Say
from esteem_match.paper.sheet import Box, Part, Row, Sheet, sheet
from esteem_match.reports import Document
from esteem_match.reports.model import Block, Bullets, Keep, Table

ROLE, BOX, TOTAL = 13, 4, 5  # shares of a line


class Column(NamedTuple):
    """One column of a table: its header, its share of the line, and a cell for each role."""

    header: str
    width: int
    cells: tuple[str, ...]


def by_hand(paper: Paper) -> Document:
    t, found = paper.speaker("group"), sheet(paper.content)
    tables = [
        table for part in found.parts for table in (*_boxes(paper, t, part), _look_up(t, part))
    ]
    blocks: list[Block] = [*tables, _both(t, found)]
    if paper.large:
        blocks = [Keep(blocks=(table,)) for table in blocks]
    steps = Bullets(texts=tuple(_steps(t, found)), numbered=True)
    return paper.document(t("paper.sheet"), (steps, *blocks))


def _steps(t: Say, found: Sheet) -> Iterator[str]:
    rows = [row for part in found.parts for row in part.rows]
    yield t("paper.sheet_copy", na=t("answer.not_applicable_group"))
    yield t("paper.sheet_add")
    yield t("paper.sheet_no")
    yield from (t("paper.sheet_hold", number=no) for row in rows for no in row.held_by)
    if any(box.floor for row in rows for box in _of(row)):
        yield t("paper.sheet_floor")
    yield from (line for row in rows for line in _unless(t, row))
    yield t("paper.sheet_empty", highest=found.highest)
    yield t("paper.sheet_both", open=t("label.unsure"))


def _of(row: Row) -> tuple[Box, ...]:
    return (*row.boxes[0], *row.boxes[1])


def _unless(t: Say, row: Row) -> Iterator[str]:
    for one in row.held_unless:
        names = {"number": one.question, "ticked": either(t, one.ticked)}
        yield t("paper.sheet_unless", role=row.role.name, **names)


def _letters(t: Say, part: Part) -> tuple[str, str]:
    """The letters of a side's two keys."""
    return t(f"paper.first_{part.side}"), t(f"paper.second_{part.side}")


def _boxes(paper: Paper, t: Say, part: Part) -> tuple[Table, ...]:
    """A row a role: boxes and total of both keys, the question that says no, and the letter.

    In large print each key has a table of its own, or numbers would run into each other.
    """
    first, second = (_key(t, part, at) for at in (0, 1))
    no = tuple(" ".join(t("paper.box", number=n) for n in row.closed_by) for row in part.rows)
    letter = tuple("" for _ in part.rows)
    second += [Column(t("paper.no"), BOX, no), Column(t("paper.letter"), TOTAL, letter)]
    halves = (first, second) if paper.large else (first + second,)
    return tuple(_table(t, part, columns) for columns in halves)


def _key(t: Say, part: Part, at: int) -> list[Column]:
    """The columns of one key: a box for each question, and their total."""
    letter, rows = _letters(t, part)[at], [row.boxes[at] for row in part.rows]
    cells = zip(*([_box(t, box) for box in boxes] for boxes in rows), strict=True)
    total = Column(t("paper.total", letter=letter), TOTAL, tuple("" for _ in rows))
    return [*(Column(letter, BOX, column) for column in cells), total]


def _table(t: Say, part: Part, columns: list[Column]) -> Table:
    names = Column(t("paper.role"), ROLE, tuple(row.role.name for row in part.rows))
    headers, widths, cells = zip(names, *columns, strict=True)
    return Table(
        caption=t(f"paper.part_{part.side}"),
        headers=headers,
        rows=tuple(zip(*cells, strict=True)),
        widths=widths,
    )


def _box(t: Say, box: Box) -> str:
    return t("paper.box_floor" if box.floor else "paper.box", number=box.question)


def _look_up(t: Say, part: Part) -> Table:
    total, other = (t("paper.total", letter=letter) for letter in _letters(t, part))
    lines = {"recommended": part.table.recommended, "possible": part.table.possible}
    return Table(
        caption=t("paper.look_up", first=total, second=other),
        headers=(other, *map(str, part.table.totals)),
        rows=tuple(
            (t("paper.least", letter=t(f"paper.{name}"), total=total), *_leasts(t, leasts))
            for name, leasts in lines.items()
        ),
        widths=(ROLE, *(BOX for _ in part.table.totals)),
    )


def _leasts(t: Say, leasts: tuple[int | None, ...]) -> tuple[str, ...]:
    return tuple(t("paper.never") if least is None else str(least) for least in leasts)


def _both(t: Say, found: Sheet) -> Table:
    sides = tuple(t("paper.letter_of", part=at) for at, _ in enumerate(found.parts, start=1))
    labels = {name: t(f"label.{name}") for name in ("recommended", "possible", "not_now")}
    return Table(
        caption=t("paper.part_both", **labels),
        headers=(t("paper.role"), *sides, t("paper.letter_both")),
        rows=tuple((row.role.name, "", "", "") for row in found.parts[0].rows),
        widths=(ROLE, TOTAL, TOTAL, TOTAL),
    )
