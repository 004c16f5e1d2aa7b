"""The look of a Word file: page, styles, language, direction, borders and numbers."""

from datetime import UTC, datetime, time

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from esteem_match.documents.blocks import Document
from esteem_match.texts import cut

_FONT, _SIZE, _INK = "Arial", 12, RGBColor(0x16, 0x24, 0x2B)
_LARGE = 1.5  # times as large: 18 points


def set_up(made: Docx, document: Document, *, large: bool) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    core = made.core_properties
    core.title, core.language = cut(document.called, 255), document.language
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = datetime.combine(document.made, time(), UTC)
    foot = made.styles.add_style("Foot", 1)
    foot.base_style = made.styles["Normal"]
    for name in ("Normal", "Caption", "Foot", *_HEADINGS):
        _look(made.styles[name], _LARGE if large else 1)
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    made.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    for name in _LISTS:
        _apart(made.styles[name])
    _speak(made, document.language)
    _number(section.footer.paragraphs[0])


_HEADINGS = tuple(f"Heading {level}" for level in range(1, 6))
_BOLD = ("Caption", *_HEADINGS)
_LISTS = ("List Bullet", "List Number")
_SIZES = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 13, "Foot": 10}


def _apart(style: ParagraphStyle) -> None:
    """Adds space after each item of a list, so that one can see where a long item ends."""
    for together in style.element.findall(f".//{qn('w:contextualSpacing')}"):
        together.getparent().remove(together)
    style.paragraph_format.space_after = Pt(3)


def _look(style: ParagraphStyle, times: float) -> None:
    size = _SIZES.get(style.name or "", _SIZE) * times
    style.font.size, style.font.color.rgb = Pt(size), _INK
    style.font.italic = False
    style.font.bold = style.font.cs_bold = style.name in _BOLD
    other = OxmlElement("w:szCs")  # for scripts such as Arabic, which have their own size in Word
    other.set(qn("w:val"), str(int(style.font.size.pt * 2)))
    style.element.rPr.append(other)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)


def _speak(made: Docx, language: str) -> None:
    """Sets the language for reading aloud and for spell checking."""
    for lang in made.styles.element.iter(qn("w:lang")):
        for name in ("val", "bidi", "eastAsia"):
            lang.set(qn(f"w:{name}"), language)


def _number(paragraph: Paragraph) -> None:
    """Adds the page number, which Word keeps up to date."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def edge(paragraph: Paragraph, width: int, *sides: str) -> None:
    """Draws borders of a paragraph; the width is in eighths of a point."""
    borders, look = OxmlElement("w:pBdr"), {"sz": str(width), "space": "4", "color": "5C6B73"}
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", **look}.items():
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def count_anew(made: Docx, added: list[Paragraph]) -> None:
    """Starts a numbered list at 1, whatever list came before it."""
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


def turn(made: Docx) -> None:
    """Sets everything from right to left: paragraphs, runs and the columns of tables."""
    for paragraph in [Paragraph(p, made._body) for p in made.element.body.iter(qn("w:p"))]:
        turn_one(paragraph)
    for table in made.tables:
        table._tblPr.insert(1, OxmlElement("w:bidiVisual"))


def turn_one(paragraph: Paragraph, *, rtl: bool = True) -> None:
    """Sets the direction of a paragraph, unless it has been set before."""
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is not None:
        return
    bidi = OxmlElement("w:bidi")
    bidi.set(qn("w:val"), "1" if rtl else "0")
    properties.insert_element_before(bidi, *_AFTER_BORDERS[3:])
    for run in paragraph.runs:
        run.font.rtl = rtl
