"""DOCX to go on writing in: real headings, lists and tables, by python-docx."""

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

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

_FONT, _SIZE, _INK = "Arial", 12, RGBColor(0x16, 0x24, 0x2B)
_WIDE = Cm(16.6)


def to_docx(document: Document) -> bytes:
    """The document in Word's own parts, on A4."""
    made = docx.Document()
    _set_up(made, document)
    made.add_heading(document.title.replace("\n", " "), 1)
    for line in document.meta:
        made.add_paragraph(line)
    _add(made, document.blocks)
    for line in document.foot:
        made.add_paragraph(line, style="Foot")
    if document.direction == "rtl":
        _turn(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: Docx, document: Document) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    core = made.core_properties
    core.title, core.language = document.title[:255], document.language
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = datetime.combine(document.made, time(), UTC)
    foot = made.styles.add_style("Foot", 1)
    foot.base_style = made.styles["Normal"]
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Foot"):
        _look(made.styles[name])
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    _speak(made, document.language)
    _number(section.footer.paragraphs[0])


_SIZES = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 13, "Foot": 10}


def _look(style: ParagraphStyle) -> None:
    style.font.size, style.font.color.rgb = Pt(_SIZES.get(style.name or "", _SIZE)), _INK
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)


def _speak(made: Docx, language: str) -> None:
    """The language in which the text is read aloud and its spelling checked."""
    for lang in made.styles.element.iter(qn("w:lang")):
        for name in ("val", "bidi", "eastAsia"):
            lang.set(qn(f"w:{name}"), language)


def _number(paragraph: Paragraph) -> None:
    """The number of the page, kept up to date by Word."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add(made: Docx, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _DRAW[block.kind](made, block)


def _heading(made: Docx, block: Heading) -> None:
    made.add_heading(block.text, block.level)


def _para(made: Docx, block: Para) -> None:
    added = made.add_paragraph(block.text)
    if block.tone == "note":
        _edge(added, 18, "left")
        added.paragraph_format.left_indent = Cm(0.3)


def _edge(paragraph: Paragraph, width: int, *sides: str) -> None:
    """A line along sides of a paragraph; its width in eighths of a point."""
    borders, look = OxmlElement("w:pBdr"), {"sz": str(width), "space": "4", "color": "5C6B73"}
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", **look}.items():
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def _bullets(made: Docx, block: Bullets) -> None:
    added = [
        made.add_paragraph(text, style="List Number" if block.numbered else "List Bullet")
        for text in block.texts
    ]
    if block.numbered:
        _count_anew(made, added)


def _count_anew(made: Docx, added: list[Paragraph]) -> None:
    """A numbered list begins at 1, whatever list stood before it."""
    numbering = made.part.numbering_part.element
    style = made.styles["List Number"].element
    of_style = style.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(of_style).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in added:
        numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_ilvl().val = 0
        numbers.get_or_add_numId().val = fresh.numId


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
        for cell in column.cells:
            cell.width = int(_WIDE * share / whole)
    made.add_paragraph()


def _fill(cell: Any, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).bold = head or None
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
    if direction(block.text) == "rtl":
        _turn_one(added)


def _lines(made: Docx, block: Lines) -> None:
    """Empty lines with a rule below, to type on or to write on by hand."""
    if block.label:
        made.add_paragraph(block.label).paragraph_format.keep_with_next = True
    for _ in range(block.count):
        added = made.add_paragraph()
        look = added.paragraph_format
        look.space_before, look.space_after, look.line_spacing = Pt(0), Pt(0), Pt(30)
        _edge(added, 4, "bottom", "between")
    made.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _new_page(made: Docx, _block: NewPage) -> None:
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _keep(made: Docx, block: Keep) -> None:
    before = len(made.paragraphs)
    _add(made, block.blocks)
    for paragraph in made.paragraphs[before:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _turn(made: Docx) -> None:
    """Everything runs from right to left: paragraphs, runs and the columns of tables."""
    for paragraph in [Paragraph(p, made._body) for p in made.element.body.iter(qn("w:p"))]:
        _turn_one(paragraph)
    for table in made.tables:
        table._tblPr.insert(1, OxmlElement("w:bidiVisual"))


def _turn_one(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BORDERS[3:])
    for run in paragraph.runs:
        run.font.rtl = True


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
