"""Reads a file of answers, a row a pair, some rows at a time, and checks every cell."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

import numpy as np

from esteem_match.batch import MISSING, Bytes, Table
from esteem_match.cli.columns import PAIR, Codes, Column, Layout, layout
from esteem_match.cli.problems import MOST, CommandError, failed, shown
from esteem_match.models import Content, Item

CHUNK = 1024
LONGEST_LINE = 1 << 16
DECIMAL = re.compile(r"[+-]?\d*[.,]\d*")

Rows = list[tuple[int, list[str]]]
"""Rows with the number that a spreadsheet shows beside them; the header is row 1."""


class Chunk(NamedTuple):
    """Some pairs: their names, and their answers as the batch wants them."""

    pairs: tuple[str, ...]
    answers: Bytes


def read(path: Path, content: Content, table: Table) -> Iterator[Chunk]:
    """All pairs of a file, a chunk at a time; rows without any entry are passed over.

    Raises CommandError with the first bad cells of the file. What was given out until then is
    sound, but stands for a part only.
    """
    records = enumerate(_records(path), 1)
    _, header = next(records, (1, []))
    form = layout(content, table, header)
    entries = ((number, row) for number, row in records if any(map(str.strip, row)))
    bad: list[str] = []
    try:
        while len(bad) < MOST and (rows := list(islice(entries, CHUNK))):
            chunk = _chunk(form, table, rows)
            if chunk is None:
                bad.extend(islice(_wrong(form, rows), MOST - len(bad)))
            elif not bad:
                yield chunk
    except CommandError as error:
        bad.extend(error.lines)
    if bad:
        more = [f"These are the first {MOST}; there may be more."] if len(bad) == MOST else []
        raise CommandError([*bad, *more])


def _records(path: Path) -> Iterator[list[str]]:
    done = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(_lines(file), strict=True):
                yield row
                done += 1
    except OSError as error:
        raise failed(path, "read", error) from error
    except UnicodeDecodeError as error:
        after = f" somewhere after row {done}" if done else ""
        raise CommandError([f"{path} is not UTF-8{after}. Save it as CSV in UTF-8."]) from error
    except csv.Error as error:
        said = f"Row {done + 1} can't be read: {error}. Look for a quotation mark that isn't closed"
        raise CommandError([f"{said}, or for a file that is not CSV."]) from error


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file; one without end is refused, before it fills the memory."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error(f"a line has {LONGEST_LINE:,} letters or more")
        yield line


def _chunk(form: Layout, table: Table, rows: Rows) -> Chunk | None:
    """The rows as bytes; None when anything is wrong with any of them."""
    if any(len(row) != len(form.names) for _, row in rows):
        return None
    cells = list(zip(*(row for _, row in rows), strict=True))
    answers = np.full((len(table.items), len(rows)), MISSING, dtype=np.uint8)
    for column in form.columns:
        codes = _coded(column.codes, cells[column.place])
        if codes is None:
            return None
        if column.row is not None:
            answers[column.row] = np.frombuffer(codes, dtype=np.uint8)
    pairs = cells[form.pair]
    return Chunk(pairs, answers) if all(map(str.strip, pairs)) else None


def _coded(codes: Codes, cells: Sequence[str]) -> bytes | None:
    try:
        return bytes(map(codes.__getitem__, cells))
    except KeyError:
        return None


def _wrong(form: Layout, rows: Rows) -> Iterator[str]:
    """What is wrong with these rows, in the order of the file."""
    columns = {column.place: column for column in form.columns}
    for number, row in rows:
        if len(row) != len(form.names):
            yield f"Row {number} has {len(row)} cells, but row 1 names {len(form.names)} columns."
            continue
        for place, cell in enumerate(row):
            if place == form.pair and not cell.strip():
                yield f"Row {number}, column {PAIR}: is empty. Write a name for the pair."
            elif place in columns and _coded(columns[place].codes, [cell]) is None:
                yield _bad_cell(number, columns[place], cell)


def _bad_cell(number: int, column: Column, cell: str) -> str:
    words = ", ".join(word for word in column.codes if word)
    where = f"Row {number}, column {column.item.id}"
    hint = _hint(column.item, cell.strip(), len(column.codes) - 1)
    return f"{where}: found {shown(cell)}; allowed are {words} or an empty cell.{hint}"


def _hint(item: Item, cell: str, positions: int) -> str:
    if DECIMAL.fullmatch(cell):
        return " Write whole numbers without a decimal point."
    if item.not_applicable and cell == str(positions):
        return " 'Does not apply' is written 0."
    return ""
