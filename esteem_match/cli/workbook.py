"""Tables as workbooks (.xlsx): the rows of the first sheet, as texts."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any, BinaryIO
from zipfile import BadZipFile

from esteem_match.cli.problems import CommandError

Cells = tuple[Any, ...]


def records(file: BinaryIO, name: str, note: Callable[[str], None]) -> Iterator[list[str]]:
    """All rows, as long as the first or longer. `note` hears where there are more sheets."""
    with closing(_opened(file, name, values=True)) as book, closing(_opened(file, name)) as typed:
        sheet, *others = book.worksheets
        if others:
            note(f"{name} has {len(others) + 1} sheets. The first, {sheet.title!r}, is read.")
        sheets = sheet, typed.worksheets[0]
        for one in sheets:
            one.reset_dimensions()  # some programs write none, or a wrong one
        rows = zip_longest(*(one.iter_rows(values_only=True) for one in sheets), fillvalue=())
        yield from _texts(name, rows)


def _texts(name: str, rows: Iterable[tuple[Cells, Cells]]) -> Iterator[list[str]]:
    """Raises CommandError at the end where no formula has a result: they would read as empty."""
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


def _opened(file: BinaryIO, name: str, *, values: bool = False) -> Any:
    # It takes longer to load than all the rest of the program, and only workbooks need it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    file.seek(0)
    try:
        return load_workbook(file, read_only=True, data_only=values)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        wrong = f"{name} is not a workbook (.xlsx) that can be read"
        raise CommandError([f"{wrong}. Save it as .xlsx anew, or as CSV."]) from error


def _text(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)
