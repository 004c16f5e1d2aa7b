"""DOCX to go on writing in: real headings, lists and tables, by python-docx."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from esteem_match.reports.docx_look import count_anew, edge, set_up, turn, turn_one
from esteem_match.reports.model import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Keep,
    Lines,
    NewPage,
    OwnWords,
    Para,
    Table,
    Ticks,
)
from esteem_match.reports.pdf import direction, picture

_WIDE = Cm(16.6)


def to_docx(document: Document) -> bytes:
    """The document in Word's own parts, on A4."""
    made = docx.Document()
    set_up(made, document)
    made.add_heading(document.title.replace("\n", " "), 1)
    for line in document.meta:
        made.add_paragraph(line)
    _add(made, document.blocks)
    for line in document.foot:
        made.add_paragraph(line, style="Foot")
    if document.direction == "rtl":
        turn(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Docx, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _DRAW[block.kind](made, block)


def _heading(made: Docx, block: Heading) -> None:
    made.add_heading(block.text, block.level)


def _para(made: Docx, block: Para) -> None:
    added = made.add_paragraph(block.text)
    added.paragraph_format.keep_with_next = block.tone == "small" or None
    if block.tone == "note":
        edge(added, 18, "left")
        added.paragraph_format.left_indent = Cm(0.3)


def _bullets(made: Docx, block: Bullets) -> None:
    added = [
        made.add_paragraph(text, style="List Number" if block.numbered else "List Bullet")
        for text in block.texts
    ]
    if block.numbered:
        count_anew(made, added)


def _table(made: Docx, block: Table) -> None:
    made.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    table = made.add_table(rows=0, cols=len(block.headers), style="Table Grid")
    for at, cells in enumerate((block.headers, *block.rows)):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            _fill(cell, text, head=at == 0)
        row.height = Cm(1.3) if block.tall and at else None
        _keep_whole(row._tr.get_or_add_trPr(), head=at == 0)
    whole, shares = sum(block.widths), block.widths
    for column, share in zip(table.columns, shares, strict=False):
        column.width = int(_WIDE * share / whole)
        for cell in column.cells:
            cell.width = column.width
    made.add_paragraph()


def _fill(cell: Any, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold = run.font.cs_bold = head or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _keep_whole(properties: Any, *, head: bool) -> None:
    """A row stays on one page; the head comes again on each."""
    for name in ("w:cantSplit", *(("w:tblHeader",) if head else ())):
        properties.append(OxmlElement(name))


def _figure(made: Docx, block: Figure) -> None:
    made.add_picture(io.BytesIO(picture(block.svg)), width=_WIDE)
    shape = made.inline_shapes[len(made.inline_shapes) - 1]
    shape._inline.docPr.set("descr", block.alt)
    _table(made, block.table)


def _ticks(made: Docx, block: Ticks) -> None:
    if block.text:
        made.add_paragraph(block.text).paragraph_format.keep_with_next = True
    signs = ("☑" if n in block.ticked else "☐" for n in range(len(block.options)))
    texts = [f"{sign} {text}" for sign, text in zip(signs, block.options, strict=True)]
    for text in ["     ".join(texts)] if block.side_by_side else texts:
        look = made.add_paragraph(text).paragraph_format
        look.left_indent, look.first_line_indent = Cm(0.6), Cm(-0.6)


def _own(made: Docx, block: OwnWords) -> None:
    added = made.add_paragraph(block.text)
    added.paragraph_format.left_indent = Cm(0.6)
    turn_one(added, rtl=direction(block.text) == "rtl")


def _lines(made: Docx, block: Lines) -> None:
    """Empty lines with a rule below, to type on or to write on by hand."""
    if block.label:
        made.add_paragraph(block.label).paragraph_format.keep_with_next = True
    for _ in range(block.count):
        added = made.add_paragraph()
        look = added.paragraph_format
        look.space_before, look.space_after, look.line_spacing = Pt(0), Pt(0), Pt(30)
        edge(added, 4, "bottom", "between")
    made.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _new_page(made: Docx, _block: NewPage) -> None:
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _keep(made: Docx, block: Keep) -> None:
    before = len(made.paragraphs)
    _add(made, block.blocks)
    for paragraph in made.paragraphs[before:-1]:
        paragraph.paragraph_format.keep_with_next = True


_DRAW: dict[str, Callable[[Docx, Any], None]] = {
    "heading": _heading,
    "para": _para,
    "bullets": _bullets,
    "table": _table,
    "figure": _figure,
    "ticks": _ticks,
    "own_words": _own,
    "lines": _lines,
    "new_page": _new_page,
    "keep": _keep,
}
