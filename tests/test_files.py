"""Files for who works on with a result: a workbook, and the map as a picture."""

import io
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from esteem_match.documents import Document
from esteem_match.documents.blocks import Map
from esteem_match.render import FORMATS, MAPS
from esteem_match.render.data import cells, every, tables
from tests.papers import SAMPLE, papers
from tests.test_reports import EACH_TEXT

EACH = pytest.mark.parametrize("name", papers())


def sheets(made: Document) -> dict[str, list[list[str]]]:
    book = load_workbook(io.BytesIO(FORMATS["xlsx"].render(made)))
    return {
        sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


@EACH
def test_a_workbook_has_every_line_and_each_table_on_a_sheet_of_its_own(name: str) -> None:
    made = papers()[name]
    lines, *rest = sheets(made).values()
    assert [tuple(row) for row in lines[1:]] == list(cells(made))
    kept = [one for one in tables(made.blocks) if any(map(any, one.rows))]
    assert [rows[0][0] for rows in rest] == [table.caption for table in kept]
    for rows, table in zip(rest, kept, strict=True):
        assert [tuple(row) for row in rows[1:]] == [table.headers, *table.rows]


@EACH_TEXT
def test_no_cell_of_a_workbook_is_run_as_a_formula(text: str) -> None:
    for made in papers(text).values():
        book = load_workbook(io.BytesIO(FORMATS["xlsx"].render(made)))
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "inlineStr", "n"}


def test_a_workbook_of_one_document_is_one_file() -> None:
    assert FORMATS["xlsx"].render(SAMPLE) == FORMATS["xlsx"].render(SAMPLE)


@pytest.mark.parametrize("name", ["joint", "board"])
def test_a_map_is_a_picture_with_a_text(name: str) -> None:
    made = papers()[name]
    (drawn,) = (one for one in every(made.blocks) if isinstance(one, Map))
    root = ElementTree.fromstring(MAPS["map_svg"].render(made))
    assert root.attrib["aria-label"] == drawn.alt
    assert MAPS["map_png"].render(made).startswith(b"\x89PNG")
