"""Reads a file of answers some rows at a time, with a row for each pair; checks every cell."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from esteem_match.batch import MISSING, Bytes, Table
from esteem_match.cli.answers.cells import Codes, Reading
from esteem_match.cli.answers.columns import Layout, layout, recognised
from esteem_match.cli.answers.hints import bad_cell
from esteem_match.cli.answers.naming import names
from esteem_match.cli.answers.scale import Scale
from esteem_match.cli.answers.source import Note, records
from esteem_match.cli.problems import MOST, CommandError, shown

CHUNK = 1024

Rows = list[tuple[int, list[str]]]


class Chunk(NamedTuple):
    """Some pairs: their names, and their answers in the format of the batch."""

    pairs: tuple[str, ...]
    answers: Bytes


class Sheet(NamedTuple):
    """A file with a checked header, and the rows that follow."""

    reading: Reading
    table: Table
    form: Layout
    note: Note
    rows: Iterator[tuple[int, list[str]]]


def opened(path: Path, reading: Reading, table: Table, note: Note) -> Sheet:
    """Reads and checks the header. Empty rows are skipped."""
    known = names(reading)
    every = enumerate(records(path, lambda header: recognised(known, header), note), 1)
    _, header = next(every, (1, []))
    form = layout(reading, table, header, note)
    rows = ((number, _cut(row, form)) for number, row in every if any(map(str.strip, row)))
    return Sheet(reading, table, form, note, rows)


def read(sheet: Sheet) -> Iterator[Chunk]:
    """All pairs of a file, a chunk at a time.

    Raises CommandError with the first bad cells of the file. The chunks before it are right, but
    only a part.
    """
    bad: list[str] = []
    scale, nameless = Scale(sheet.reading, sheet.form), set(sheet.form.nameless)
    try:
        while (len(bad) < MOST or scale.other) and (rows := list(islice(sheet.rows, CHUNK))):
            scale.look(rows)
            chunk = _chunk(sheet, rows)
            if chunk is None:
                bad.extend(islice(_wrong(sheet, rows, nameless), MOST - len(bad)))
            elif not bad:
                yield chunk
    except CommandError as error:
        bad.extend(error.lines)
    if not bad or scale.other:
        scale.check(sheet.note)
    if bad:
        more = [f"These are the first {MOST}; there may be more."] if len(bad) == MOST else []
        raise CommandError([*bad, *more])


def _cut(row: list[str], form: Layout) -> list[str]:
    """The row without empty cells after the last column, which spreadsheets may add."""
    return row[: form.width] if not any(map(str.strip, row[form.width :])) else row


def _chunk(sheet: Sheet, rows: Rows) -> Chunk | None:
    """The rows as bytes; None if anything is wrong with one of them."""
    form, table = sheet.form, sheet.table
    if any(len(row) != form.width for _, row in rows):
        return None
    cells = list(zip(*(row for _, row in rows), strict=True))
    answers = np.full((len(table.items), len(rows)), MISSING, dtype=np.uint8)
    for column in form.columns:
        codes = _coded(column.codes, cells[column.place])
        if codes is None:
            return None
        each = np.frombuffer(codes, dtype=np.uint8).reshape(len(rows), -1)
        for place, row in enumerate(column.rows):
            if row is not None:
                answers[row] = each[:, place]
    if any(any(map(str.strip, cells[place])) for place in form.nameless):
        return None
    pairs = cells[form.pair]
    return Chunk(pairs, answers) if all(map(str.strip, pairs)) else None


def _coded(codes: Codes, cells: Sequence[str]) -> bytes | None:
    try:
        return b"".join(map(codes.__getitem__, cells))
    except KeyError:
        return None


def _wrong(sheet: Sheet, rows: Rows, nameless: set[int]) -> Iterator[str]:
    """What is wrong with these rows, in the order of the file; `nameless` columns only once."""
    form = sheet.form
    columns = {column.place: column for column in form.columns}
    for number, row in rows:
        if len(row) != form.width:
            yield f"Row {number} has {len(row)} cells, but row 1 names {form.width} columns."
            continue
        for place, cell in enumerate(row):
            if place == form.pair and not cell.strip():
                yield f"Row {number}, column {form.pair_name}: is empty. Write a name for the pair."
            elif place in nameless and cell.strip():
                nameless.remove(place)
                yield f"Row {number}, column {place + 1}: found {shown(cell)}. {_nameless(place)}"
            elif place in columns and _coded(columns[place].codes, [cell]) is None:
                yield bad_cell(sheet.reading, number, columns[place], cell)


def _nameless(place: int) -> str:
    first = f"Row 1 has no name for column {place + 1}. Write the id of a question there"
    return f"{first}, or add --ignore-unknown to leave the column alone."
