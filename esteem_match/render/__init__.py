"""Renders documents, with a function for each file format. Pure."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from esteem_match.documents import Document
from esteem_match.render.data import to_csv, to_json
from esteem_match.render.docx import to_docx
from esteem_match.render.html import html, screen
from esteem_match.render.maps import to_png, to_svg
from esteem_match.render.pdf import pdf
from esteem_match.render.text import text
from esteem_match.render.xlsx import to_xlsx

__all__ = ["FORMATS", "MAPS", "Format", "screen", "text"]


class Format(NamedTuple):
    """A file format: the ending of its files, the MIME type, and the function that renders it."""

    ending: str
    mime: str
    render: Callable[[Document], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD, _EXCEL = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"

FORMATS: Mapping[str, Format] = {
    "pdf": Format("pdf", "application/pdf", pdf),
    "pdf_large": Format("large-print.pdf", "application/pdf", partial(pdf, large=True)),
    "docx": Format("docx", _WORD, to_docx),
    "docx_large": Format("large-print.docx", _WORD, partial(to_docx, large=True)),
    "html": Format("html", "text/html", html),
    "xlsx": Format("xlsx", _EXCEL, to_xlsx),
    "csv": Format("csv", "text/csv", to_csv),
    "json": Format("json", "application/json", to_json),
}
MAPS: Mapping[str, Format] = {
    "map_svg": Format("map.svg", "image/svg+xml", to_svg),
    "map_png": Format("map.png", "image/png", to_png),
}
"""Formats for a document with a map."""
