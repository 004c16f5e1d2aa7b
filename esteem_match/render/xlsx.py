"""A document as a workbook: all lines, and each of its tables on its own sheet."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from esteem_match.documents.blocks import Document, Table
from esteem_match.render.data import COLUMNS, cells, safe, tables
from esteem_match.texts import cut

_NAME = 31  # letters of a sheet's name, at most
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDE = 40  # letters of a column


def to_xlsx(document: Document) -> bytes:
    """The lines as in the CSV, then the tables; all cells are texts, never formulas."""
    from openpyxl import Workbook  # imported here: it loads slowly

    book = Workbook()
    book.properties.created = book.properties.modified = datetime.combine(document.made, time())
    book.properties.title = document.called
    book.remove(book.active)
    for name, rows in _sheets(document):
        _fill(book.create_sheet(name), rows)
    out = io.BytesIO()
    book.save(out)
    return _of_no_hour(out.getvalue())


def _sheets(document: Document) -> Iterator[tuple[str, Iterable[Sequence[str]]]]:
    """The sheets, with numbers in their names so that no two names are alike."""
    yield _name(1, document.title), (COLUMNS, *cells(document))
    for at, table in enumerate(_written(document), start=2):
        yield _name(at, table.caption), ((table.caption,), table.headers, *table.rows)


def _written(document: Document) -> Iterator[Table]:
    return (table for table in tables(document.blocks) if any(map(any, table.rows)))


def _name(at: int, title: str) -> str:
    return cut(f"{at} {_NOT_IN_A_NAME.sub(' ', title)}".replace("\n", " "), _NAME).strip()


def _fill(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment

    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            if text:
                cell.value, cell.data_type, cell.quotePrefix = text, "s", safe(text) != text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for dimension in range(1, sheet.max_column + 1):
        sheet.column_dimensions[sheet.cell(1, dimension).column_letter].width = _WIDE


def _of_no_hour(made: bytes) -> bytes:
    """The same parts dated with the first day of zip, so that a document always gives one file."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(made)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for part in parts.namelist():
            again.writestr(ZipInfo(part), parts.read(part), ZIP_DEFLATED)
    return out.getvalue()
