"""Tables as workbooks (.xlsx): the rows of the first sheet, as texts."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from esteem_match.cli.problems import CommandError

PIECE = 1 << 20
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
LONGEST_TAG = 64

Cells = tuple[Any, ...]


def records(file: BinaryIO, name: str, note: Callable[[str], None]) -> Iterator[list[str]]:
    """All rows, at least as long as the first. `note` is called if there are more sheets."""
    try:
        with closing(_opened(file, values=True)) as book:
            sheet, *others = book.worksheets
            if others:
                note(f"{name} has {len(others) + 1} sheets. The first, {sheet.title!r}, is read.")
            yield from _texts(name, _twice(file, sheet))
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, SyntaxError) as error:
        wrong = f"{name} is not a workbook (.xlsx) that can be read"
        raise CommandError([f"{wrong}. Save it as .xlsx anew, or as CSV."]) from error


def _opened(file: BinaryIO, *, values: bool = False) -> Any:
    # Imported here: it loads slower than the rest of the program, and only workbooks need it.
    from openpyxl import load_workbook

    file.seek(0)
    return load_workbook(file, read_only=True, data_only=values)


def _twice(file: BinaryIO, sheet: Any) -> Iterator[tuple[Cells, Cells]]:
    """Each row with its results, and with its formulas if there are any."""
    with ZipFile(file) as parts:
        formulas = any(FORMULA.search(piece) for piece in _pieces(parts))
    if not formulas:
        yield from ((values, values) for values in _rows(sheet))
        return
    with closing(_opened(file)) as book:
        yield from zip_longest(_rows(sheet), _rows(book.worksheets[0]), fillvalue=())


def _rows(sheet: Any) -> Iterator[Cells]:
    sheet.reset_dimensions()  # some programs write none, or a wrong one
    yield from sheet.iter_rows(values_only=True)


def _pieces(parts: ZipFile) -> Iterator[bytes]:
    """The raw text of the sheets: searching it is faster than reading all cells again."""
    for part in parts.namelist():
        if part.startswith("xl/worksheets/"):
            tail = b""
            with parts.open(part) as text:
                while piece := text.read(PIECE):
                    yield tail + piece
                    tail = piece[-LONGEST_TAG:]


def _texts(name: str, rows: Iterable[tuple[Cells, Cells]]) -> Iterator[list[str]]:
    """The rows as texts. Raises CommandError at the end if no formula has a result."""
    width, worked, unworked = 0, False, False
    for values, formulas in rows:
        width = width or len(values)
        row = [_text(value) for value in values]
        yield row + [""] * (width - len(row))
        results = [value for value, one in zip(values, formulas, strict=False) if one != value]
        worked = worked or any(result is not None for result in results)
        unworked = unworked or None in results
    if unworked and not worked:
        wrong = f"{name} has formulas that nothing has worked out yet"
        raise CommandError([f"{wrong}. Open it in a spreadsheet, and save it."])


def _text(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)
