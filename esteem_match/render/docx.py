"""DOCX that people can edit: real headings, lists and tables, by python-docx."""

import io
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from esteem_match.documents.blocks import (
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
from esteem_match.render.docx_look import count_anew, edge, set_up, turn, turn_one
from esteem_match.render.lower import for_paper
from esteem_match.render.pdf import direction, picture
from esteem_match.render.size import short

_WIDE = Cm(16.6)
_BEGIN = 3  # rows of a long table, with its header, that stay together at its start


class Paper(NamedTuple):
    """The Word document to draw on, and whether it is in large print."""

    made: Docx
    large: bool

    @property
    def indent(self) -> Cm:
        """Room for a tick box before a text."""
        return Cm(0.9 if self.large else 0.6)


def to_docx(document: Document, *, large: bool = False) -> bytes:
    """The document in Word format, on A4; large print is 18 points."""
    document, made = for_paper(document), docx.Document()
    set_up(made, document, large=large)
    made.add_heading(document.title.replace("\n", " "), 1)
    for line in document.meta:
        made.add_paragraph(line)
    _add(Paper(made, large), document.blocks)
    for at, line in enumerate(document.foot):
        _together(made.paragraphs[-1:])
        look = made.add_paragraph(line, style="Foot").paragraph_format
        look.space_before = Pt(0 if at else 18)
    if document.direction == "rtl":
        turn(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(on: Paper, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _DRAW[block.kind](on, block)


def _heading(on: Paper, block: Heading) -> None:
    on.made.add_heading(block.text, block.level)


def _para(on: Paper, block: Para) -> None:
    added = on.made.add_paragraph(block.text)
    added.paragraph_format.keep_with_next = block.tone == "small" or None
    if block.tone == "note":
        edge(added, 18, "left")
        added.paragraph_format.left_indent = Cm(0.3)


def _bullets(on: Paper, block: Bullets) -> None:
    added = [
        on.made.add_paragraph(text, style="List Number" if block.numbered else "List Bullet")
        for text in block.texts
    ]
    if block.numbered:
        count_anew(on.made, added)
    if short(block, large=on.large):
        _together(added[:-1])


def _table(on: Paper, block: Table) -> None:
    if block.caption:
        _together([on.made.add_paragraph(block.caption, style="Caption")])
    table = on.made.add_table(rows=0, cols=len(block.headers), style="Table Grid")
    for at, cells in enumerate((block.headers, *block.rows)):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            _fill(cell, text, head=at == 0)
            if block.typed and at and text:
                turn_one(cell.paragraphs[0], rtl=direction(text) == "rtl")
        row.height = Cm(1.3) if block.tall and at else None
        _keep_whole(row._tr.get_or_add_trPr(), head=at == 0)
    whole, shares = sum(block.widths), block.widths
    for column, share in zip(table.columns, shares, strict=False):
        column.width = int(_WIDE * share / whole)
        for cell in column.cells:
            cell.width = column.width
    kept = list(table.rows)[: -1 if short(block, large=on.large) else _BEGIN]
    _together(one for row in kept for one in row.cells[0].paragraphs)
    on.made.add_paragraph()


def _together(paragraphs: Iterable[Paragraph]) -> None:
    """Keeps each paragraph on one page with the next."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _fill(cell: Any, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold = run.font.cs_bold = head or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _keep_whole(properties: Any, *, head: bool) -> None:
    """Keeps a row on one page, and repeats the header on each."""
    for name in ("w:cantSplit", *(("w:tblHeader",) if head else ())):
        properties.append(OxmlElement(name))


def _figure(on: Paper, block: Figure) -> None:
    drawn = picture(block.svg_large if on.large else block.svg)
    on.made.add_picture(io.BytesIO(drawn), width=_WIDE)
    inline = on.made.inline_shapes[len(on.made.inline_shapes) - 1]._inline
    inline.docPr.set("descr", block.alt)
    for side in "TBLR":  # otherwise LibreOffice adds a margin
        inline.set(f"dist{side}", "0")
    _table(on, block.table)


def _ticks(on: Paper, block: Ticks) -> None:
    if block.text:
        on.made.add_paragraph(block.text).paragraph_format.keep_with_next = True
    boxes = ["☑" if n in block.ticked else "☐" for n in range(len(block.options))]
    if block.side_by_side:
        pairs = zip(boxes, block.options, strict=True)
        on.made.add_paragraph("     ".join(map(" ".join, pairs)))
        return
    each = [f"{box}\t{text}" for box, text in zip(boxes, block.options, strict=True)]
    added = [on.made.add_paragraph(text) for text in each]
    for paragraph in added:
        look = paragraph.paragraph_format
        look.left_indent, look.first_line_indent, look.keep_together = on.indent, -on.indent, True
    if short(block, large=on.large):
        _together(added[:-1])


def _own(on: Paper, block: OwnWords) -> None:
    added = on.made.add_paragraph(block.text)
    added.paragraph_format.left_indent = on.indent
    turn_one(added, rtl=direction(block.text) == "rtl")


def _lines(on: Paper, block: Lines) -> None:
    """Empty lines with a rule below, to fill in by keyboard or by hand."""
    if block.label:
        on.made.add_paragraph(block.label).paragraph_format.keep_with_next = True
    for _ in range(block.count):
        added = on.made.add_paragraph()
        look = added.paragraph_format
        look.space_before, look.space_after, look.line_spacing = Pt(0), Pt(0), Pt(30)
        edge(added, 4, "bottom", "between")
    on.made.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _new_page(on: Paper, _block: NewPage) -> None:
    on.made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _keep(on: Paper, block: Keep) -> None:
    before = len(on.made.paragraphs)
    _add(on, block.blocks)
    _together(on.made.paragraphs[before:-1])


_DRAW: dict[str, Callable[[Paper, Any], None]] = {
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
