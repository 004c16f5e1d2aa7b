"""The scoring sheet as a page to print: instructions, boxes to fill in, and look-up tables."""

from collections.abc import Iterator
from typing import NamedTuple

from esteem_match.documents import Document
from esteem_match.documents.blocks import Block, Bullets, Lines, NewPage, Table
from esteem_match.paper.numbering import Tick
from esteem_match.paper.paper import Paper
from esteem_match.paper.sheet import Box, Part, Row, Sheet, sheet
from esteem_match.paper.skips import either
from esteem_match.words import Words

ROLE, BOX, TOTAL = 13, 4, 5  # shares of a line


class Column(NamedTuple):
    """One column of a table: its header, its share of the line, and a cell for each role."""

    header: str
    width: int
    cells: tuple[str, ...]


def by_hand(paper: Paper) -> Document:
    """The sheet. In large print each part starts a new page, so that no table is split."""
    words, found = paper.words("group"), sheet(paper.content)
    whose = Lines(label=words.t("paper.sheet_whose"), count=1)
    blocks: list[Block] = [whose, Bullets(texts=tuple(_steps(words, found)), numbered=True)]
    page = (NewPage(),) if paper.large else ()
    for part in found.parts:
        blocks += [*page, *_boxes(paper, words, part), _look_up(words, part)]
    return paper.document(words.t("paper.sheet"), (*blocks, *page, _both(words, found)))


def _steps(words: Words, found: Sheet) -> Iterator[str]:
    rows = [row for part in found.parts for row in part.rows]
    yield words.t("paper.sheet_copy", na=words.t("answer.not_applicable_group"))
    yield words.t("paper.sheet_add", letter=words.t("paper.first_group"))
    yield words.t("paper.sheet_no")
    yield from (
        words.t("paper.sheet_hold", ticked=no.answer, number=no.question)
        for row in rows
        for no in row.held_by
    )
    yield from (_floor(words, part) for part in found.parts if part.welcome)
    yield from (line for row in rows for line in _unless(words, row))
    yield words.t("paper.sheet_empty", highest=found.highest)
    yield words.t("paper.sheet_both")
    yield words.t("paper.sheet_settled")


def _unless(words: Words, row: Row) -> Iterator[str]:
    for one in row.held_unless:
        ticked = either(words, one.ticked)
        yield words.t("paper.sheet_unless", role=row.role.name, number=one.question, ticked=ticked)


def _floor(words: Words, part: Part) -> str:
    """When a role can't be recommended: by a floor, or without a wish that is a welcome."""
    letter, ticked = _letters(words, part)[1], either(words, part.welcome)
    return words.t("paper.sheet_floor", letter=letter, ticked=ticked)


def _letters(words: Words, part: Part) -> tuple[str, str]:
    """The letters for a side's two keys."""
    return words.t(f"paper.first_{part.side}"), words.t(f"paper.second_{part.side}")


def _totals(words: Words, part: Part) -> tuple[str, str]:
    """What to write for a side's two keys: the highest number, or the total."""
    first, second = _letters(words, part)
    name = "paper.highest" if part.strongest else "paper.total"
    return words.t(name, letter=first), words.t("paper.total", letter=second)


def _boxes(paper: Paper, words: Words, part: Part) -> tuple[Table, ...]:
    """A row for each role: boxes and total of both keys, the questions for a no, and the letter.

    In large print each key has its own table, or the numbers would run into each other.
    """
    first, second = (_key(words, part, at) for at in (0, 1))
    no = tuple(", ".join(_no(words, tick) for tick in row.closed_by) for row in part.rows)
    letter = tuple("" for _ in part.rows)
    second += [Column(words.t("paper.no"), BOX, no), Column(words.t("paper.letter"), TOTAL, letter)]
    halves = (first, second) if paper.large else (first + second,)
    return tuple(_table(words, part, columns) for columns in halves)


def _no(words: Words, tick: Tick) -> str:
    return words.t("paper.no_at", number=tick.question, ticked=tick.answer)


def _key(words: Words, part: Part, at: int) -> list[Column]:
    """The columns of one key: a box for each question, and their total."""
    letter, rows = _letters(words, part)[at], [row.boxes[at] for row in part.rows]
    cells = zip(*([_box(words, box) for box in boxes] for boxes in rows), strict=True)
    total = Column(_totals(words, part)[at], TOTAL, tuple("" for _ in rows))
    return [*(Column(letter, BOX, column) for column in cells), total]


def _table(words: Words, part: Part, columns: list[Column]) -> Table:
    names = Column(words.t("paper.role"), ROLE, tuple(row.role.name for row in part.rows))
    headers, widths, cells = zip(names, *columns, strict=True)
    return Table(
        caption=words.t(f"paper.part_{part.side}"),
        headers=headers,
        rows=tuple(zip(*cells, strict=True)),
        widths=widths,
    )


def _box(words: Words, box: Box) -> str:
    return words.t("paper.box_floor" if box.floor else "paper.box", number=box.question)


def _look_up(words: Words, part: Part) -> Table:
    total, other = _totals(words, part)
    table = part.table
    recommended, possible = words.t("paper.recommended"), words.t("paper.possible")
    lines = {recommended: table.recommended, possible: table.possible}
    return Table(
        caption=words.t("paper.look_up", first=total, second=other),
        headers=(other, *map(str, table.totals)),
        rows=tuple(
            (words.t("paper.least", letter=letter, total=total), *_leasts(words, leasts))
            for letter, leasts in lines.items()
        ),
        widths=(ROLE, *(BOX for _ in table.totals)),
    )


def _leasts(words: Words, leasts: tuple[int | None, ...]) -> tuple[str, ...]:
    return tuple(words.t("paper.never") if least is None else str(least) for least in leasts)


def _both(words: Words, found: Sheet) -> Table:
    sides = tuple(words.t("paper.letter_of", part=at) for at, _ in enumerate(found.parts, start=1))
    labels = {name: words.t(f"label.{name}") for name in ("recommended", "possible", "not_now")}
    return Table(
        caption=words.t("paper.part_both", **labels),
        headers=(words.t("paper.role"), *sides, words.t("paper.letter_both")),
        rows=tuple((row.role.name, "", "", "") for row in found.parts[0].rows),
        widths=(ROLE, TOTAL, TOTAL, TOTAL),
    )
