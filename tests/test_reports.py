"""What a document promises in every form: its words, how it is read aloud, and nothing run."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import combinations, pairwise, takewhile
from random import Random
from typing import Any
from xml.etree import ElementTree

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfReader

from esteem_match import journey
from esteem_match.documents import Document, letter_document
from esteem_match.documents.blocks import (
    Card,
    Figure,
    Heading,
    Keep,
    Lines,
    OwnWords,
    Para,
    Table,
    Ticks,
    flat,
)
from esteem_match.documents.lead import MOST_REASONS, lead
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.first import best, first_words
from esteem_match.documents.phrases.group import needs
from esteem_match.documents.phrases.roles.chart import chart_words, leftmost, placed
from esteem_match.documents.phrases.roles.details import speaks_for, why
from esteem_match.documents.phrases.talk import first_steps, tensions
from esteem_match.models import Answer, Side
from esteem_match.render import FORMATS
from esteem_match.render.figures import svg
from esteem_match.render.figures.rolemap import role_map
from esteem_match.render.lower import for_paper
from esteem_match.render.pdf import direction, known, pdf
from esteem_match.texts import mended
from tests.papers import (
    CONTENT,
    GOLDEN,
    HALL,
    SAMPLE,
    VERSION,
    documents,
    golden,
    made_up,
    papers,
    words,
)
from tests.test_placing import EXAMPLES, fits_of
from tests.test_placing import flat as flat_fits

NAMES = tuple(papers())
ROOMS = ("board", "agreement", "room_summary")
EACH = pytest.mark.parametrize("name", NAMES)
HOSTILE = {
    "markup": "</text><script>alert(1)</script> &amp; <img src=x> # *b* $x$ `c` \\ [l](u) #let",
    "formula": '=HYPERLINK("http://x.org")',
    "another formula": "\t@SUM(1+1)*cmd|' /C calc'!A0",
    "names in braces": "{group} {day} {text} {name}",
    "right to left": "مرحبا بالعالم שלום",
    "an override": "abc \u202e evil \u2066 fdp.exe",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 🦄 e\u0301",
    "other writing": "你好 हिन्दी ไทย",
    "control signs": "a\x00b\x07c\x1bd\x7f\ud800e\ufffe",
}
EMOJI = [
    "\U0001f600",  # a face
    "\U0001f44d\U0001f3fd",  # a thumb with a colour of skin
    "\u2764\ufe0f",  # a heart
    "\U0001f64f",  # hands
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",  # a family
    "\U0001f3f3\ufe0f\u200d\U0001f308",  # a rainbow flag
    "\U0001f1ec\U0001f1e7",  # a flag of two letters
    "\U0001f984",  # a unicorn
    "\u2615",  # a cup
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # a flag of tags
]
AT_ONCE = {
    "everything": "\n".join(HOSTILE.values()),
    "only signs that go": "\x00\x01",
    "very long": "x" * 3_000 + "line\n" * 150,  # a field takes 600, and a page 50 lines
}
EACH_TEXT = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def texts(raw: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for one in raw.values():
            yield from texts(one)
    elif isinstance(raw, list):
        for one in raw:
            yield from texts(one)


def kinds(node: Any) -> Iterator[tuple[str, str]]:
    """The tags of a PDF in order, each with its other text."""
    found = node.get_object()
    if not isinstance(found, dict) or "/S" not in found:
        return
    yield found["/S"], str(found.get("/Alt", ""))
    below = found.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        if not isinstance(child, int):
            yield from kinds(child)


def tags(made: bytes) -> list[tuple[str, str]]:
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]["/K"]
    return [tag for one in (root if isinstance(root, list) else [root]) for tag in kinds(one)]


def read(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def page(*blocks: Any, **more: Any) -> Document:
    return Document(
        **{"title": "T", "language": "en", "made": SAMPLE.made, "blocks": blocks, **more}
    )


# Text forms, to the letter


@pytest.mark.parametrize("name", sorted(golden()))
def test_a_document_is_written_as_its_golden_file_has_it(name: str) -> None:
    """What has changed on purpose is written anew by `python -m tests.papers`."""
    assert golden()[name] == (GOLDEN / name).read_bytes()


def test_there_is_no_golden_file_of_nothing() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(golden())


@EACH
def test_a_document_says_what_it_is_of_when_and_that_the_group_decides(name: str) -> None:
    made = papers()[name]
    said = "\n".join(texts(made.model_dump(mode="json")))
    assert made.foot[0] == foot(name)
    assert "The group decides." in foot(name)
    assert "Made on 3 May 2027." in made.meta
    assert VERSION in said
    assert made.language == "en"


def foot(name: str) -> str:
    """What a document is to its reader: whoever is handed one did not make it."""
    return words().t({"letter": "letter.foot", "offer": "offer.foot"}.get(name, "frame.aid"))


WHOSE = {
    "group": ("From the answers of The Larches.", "The Larches"),
    "practitioner": ("From the answers of Ali, about The Larches.", "Ali · The Larches"),
    "first_look": ("From the answers of Ali, about The Larches.", "Ali · The Larches"),
    "joint": ("From the answers of The Larches and Ali.", "The Larches · Ali"),
    "letter": ("From: The Larches", "The Larches"),
    "offer": ("From: Ali (Pharmacist)", "Ali"),
    "board": ("Workshop: The Larches", "The Larches"),
    "agreement": ("Workshop: The Larches", "The Larches"),
    "summary": ("From the answers of The Larches and Ali.", "The Larches · Ali"),
    "room_summary": ("Workshop: The Larches", "The Larches"),
}


def of_two(group: str | None, practitioner: str | None) -> Mapping[str, Document]:
    """The documents of a pair who call themselves so."""
    ours, theirs = made_up()
    ours, theirs = {**ours, "g.name": group}, {**theirs, "p.name": practitioner}
    return documents(CONTENT, ours, theirs, group or "")


def test_every_document_bears_whose_it_is_and_its_day_in_its_head_and_in_its_name() -> None:
    found = of_two("The Larches", "Ali")
    assert set(found) == set(WHOSE)
    for name, (head, names) in WHOSE.items():
        made = found[name]
        assert made.meta[0] == head
        whose = "" if names in made.title else f" · {names}"
        assert made.name == f"{made.title}{whose} · 3 May 2027"
        assert PdfReader(io.BytesIO(pdf(made))).metadata.title == made.name
        assert f"<title>{made.name}</title>" in FORMATS["html"].render(made).decode()
        written = docx.Document(io.BytesIO(FORMATS["docx"].render(made)))
        assert written.core_properties.title == made.name


def test_where_nobody_gave_a_name_a_head_says_so_much_as_is_known() -> None:
    found = of_two(None, None)
    heads = {name: made.meta[0] for name, made in found.items() if name not in ROOMS}
    assert heads == {
        "group": "From the answers of the group.",
        "practitioner": "From the answers of a practitioner, about the group.",
        "first_look": "From the answers of a practitioner, about the group.",
        "joint": "From the answers of the group and a practitioner.",
        "summary": "From the answers of the group and a practitioner.",
        "letter": "From: a group run by its own members",
        "offer": "From: a practitioner (Pharmacist)",
    }
    assert all(made.name == f"{made.title} · 3 May 2027" for made in found.values())


def test_on_paper_a_result_says_in_its_head_what_it_rests_on() -> None:
    for name, rests in {"group": "rests_group", "practitioner": "rests"}.items():
        made, rests = papers()[name], words().t(f"results.{rests}")
        assert made.meta[-1] == rests
        assert rests not in [getattr(one, "text", "") for one in flat(for_paper(made).blocks)]


@EACH
def test_each_form_of_a_document_is_the_same_each_time(name: str) -> None:
    made = papers()[name]
    for form in ("pdf", "pdf_large", "html", "csv", "json"):
        assert FORMATS[form].render(made) == FORMATS[form].render(made)


def test_room_to_write_is_no_row_of_data() -> None:
    table = Table(caption="C", headers=("What", "Who"), rows=(("", ""), ("Tea", "")))
    made = page(table, Lines(), Lines(label="Write here"))
    rows = list(csv.reader(io.StringIO(FORMATS["csv"].render(made).decode("utf-8-sig"))))
    assert [row[5:] for row in rows if row[3] == "table"] == [["Tea", "Who", ""]]
    (lines,) = (row for row in rows if row[3] == "lines")
    assert lines[-1] == "Write here"


def test_a_long_list_to_tick_goes_on_on_the_next_page_and_a_short_one_does_not() -> None:
    for count, kept in ((3, 1), (90, 0)):
        ticks = Ticks(options=tuple(f"Option {n}" for n in range(count)))
        made = page(ticks, Para(text="\n" * 60))
        assert FORMATS["html"].render(made).decode().count('class="keep"') == kept


# Nothing that is typed is run, and nothing stops a document


@pytest.mark.parametrize("text", AT_ONCE.values(), ids=AT_ONCE)
@pytest.mark.parametrize("form", FORMATS)
def test_whatever_people_type_every_document_can_be_made(form: str, text: str) -> None:
    for made in papers(text).values():
        assert len(FORMATS[form].render(made)) > 500


class Seen(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, made: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(made.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "br":
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@EACH_TEXT
def test_a_page_to_print_runs_nothing_and_fetches_nothing(text: str) -> None:
    for made in papers(text).values():
        seen = Seen(FORMATS["html"].render(made))
        assert not {"script", "img", "link", "iframe", "a", "object"} & set(seen.tags)
        names = {name for name, _ in seen.attributes}
        assert not names & {"src", "href", "srcset", "data"}
        assert not any(name.startswith("on") for name in names)


@EACH_TEXT
def test_no_cell_of_a_table_file_is_run_as_a_formula(text: str) -> None:
    for made in papers(text).values():
        table = FORMATS["csv"].render(made).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(table)))
        assert {len(row) for row in rows} == {8}
        for parting in ";\t":  # a spreadsheet that parts cells by another sign keeps each whole
            other = list(
                csv.reader(io.StringIO(table.replace('","', f'"{parting}"')), delimiter=parting)
            )
            assert other == rows
        for cell in (cell for row in rows for cell in row if cell):
            assert cell[0] not in "=+-@\t\r\n|%"
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_what_was_typed_stands_there_word_by_word() -> None:
    for text in (HOSTILE["markup"], HOSTILE["formula"], HOSTILE["names in braces"]):
        made = papers(text)["letter"]
        assert OwnWords(text=text) in made.blocks
        assert text in "".join(Seen(FORMATS["html"].render(made)).text)
        assert "".join(text.split()) in "".join(read(FORMATS["pdf"].render(made)).split())
        written = docx.Document(io.BytesIO(FORMATS["docx"].render(made)))
        assert text in [one.text for one in written.paragraphs]


def test_signs_that_no_file_can_hold_and_that_turn_a_line_are_left_out() -> None:
    assert mended("a\x00b\ud800c\u202ed\u2066e") == "abcde"
    assert mended("one\r\ntwo\u2028three\x85four\tfive") == "one\ntwo\nthree\nfour\tfive"
    assert mended("👩‍👩‍👧 שלום") == "👩‍👩‍👧 שלום"


# PDF


def test_a_pdf_says_how_it_is_to_be_read_aloud() -> None:
    made = pdf(SAMPLE)
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]
    found = tags(made)
    count = Counter(kind for kind, _ in found)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    assert PdfReader(io.BytesIO(made)).metadata.title == SAMPLE.title
    assert [kind for kind, _ in found if kind[1] == "H"] == ["/H1", "/H2", "/H3", "/H4"]
    assert ("/Figure", "A spot") in found
    assert count["/Table"] == count["/THead"] == count["/Caption"] == 1
    assert count["/TH"] == 3
    assert count["/L"] == 3
    assert count["/LI"] == count["/LBody"]


@EACH
@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
def test_every_pdf_has_its_headings_in_order_and_a_text_for_each_picture(
    name: str, large: bool
) -> None:
    found = tags(pdf(papers()[name], large=large))
    levels = [int(kind[2:]) for kind, _ in found if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(alt for kind, alt in found if kind == "/Figure")


def cells(node: Any, row: int = -1) -> Iterator[tuple[str, str | None, bool]]:
    """Of each cell of a PDF's tables: its tag, its scope, and whether it stands first in a body."""
    found = node.get_object()
    if not isinstance(found, dict) or "/S" not in found:
        return
    if found["/S"] in ("/TH", "/TD"):
        said = [one.get_object() for one in found["/A"]]
        table = next(one for one in said if one["/O"] == "/Table")
        assert "/Headers" not in table or not table["/Headers"]
        yield found["/S"], table.get("/Scope"), row == 0
    below = found.get("/K", [])
    for at, child in enumerate(below if isinstance(below, list) else [below]):
        if not isinstance(child, int):
            in_body = found["/S"] == "/TR" and found["/P"].get_object()["/S"] == "/TBody"
            yield from cells(child, at if in_body else -1)


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
def test_a_row_of_a_pdfs_table_is_named_by_its_first_cell_as_a_column_by_its_head(
    large: bool,
) -> None:
    made = pdf(papers()["joint"], large=large)
    root = PdfReader(io.BytesIO(made), strict=True).trailer["/Root"]["/StructTreeRoot"]["/K"]
    found = [cell for one in root for cell in cells(one)]
    blocks = list(flat(for_paper(papers()["joint"]).blocks))
    tables = [b for b in blocks if b.kind == "table"]
    tables += [b.table for b in blocks if b.kind == "figure"]
    named = sum(bool(row[0]) for table in tables for row in table.rows)
    heads = sum(len(table.headers) for table in tables)
    assert Counter(found)["/TH", "/Row", True] == named > 10
    assert Counter(found)["/TH", "/Column", False] == heads > 5
    assert {tag for tag, scope, _ in found if not scope} == {"/TD"}


def test_naming_rows_moves_nothing_in_a_pdf() -> None:
    """A file whose parts lie elsewhere than it says cannot be read strictly."""
    reader = PdfReader(io.BytesIO(pdf(papers()["board"])), strict=True)
    assert all(page.extract_text() for page in reader.pages)
    typed = "/S/TD/P 1 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[1]"
    assert typed in read(pdf(page(Para(text=typed)))).replace("\n", "")


def sizes(made: bytes) -> Counter[float]:
    """How many letters a PDF has of each size."""
    found: Counter[float] = Counter()

    def visit(text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        found[round(size * abs(matrix[0] or matrix[1]), 1)] += len(text.strip())

    for one in PdfReader(io.BytesIO(made)).pages:
        one.extract_text(visitor_text=visit)
    return found


def test_large_print_is_large() -> None:
    small, large = (sizes(pdf(papers()["letter"], large=size)) for size in (False, True))
    assert large.most_common(1)[0][0] == 18
    assert min(size for size, count in large.items() if count) >= 14
    assert small.most_common(1)[0][0] == 11


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
@pytest.mark.parametrize("name", ["letter", "joint", "board", "agreement"])
def test_what_a_document_says_of_itself_never_stands_on_a_page_alone(
    name: str, large: bool
) -> None:
    """Tried with more and more text before it, so that it meets the end of a page."""
    made = papers()[name]
    for lines in range(1, 32, 3):
        before = Para(text="\n".join(["A line"] * lines))
        longer = made.model_copy(update={"blocks": (before, *made.blocks)})
        pages = PdfReader(io.BytesIO(pdf(longer, large=large))).pages
        last = " ".join(pages[-1].extract_text().split())
        begins = foot(name).split(".")[0]
        assert begins in last
        assert not last.startswith(begins)


def right_edge(made: bytes) -> float:
    """How far to the right anything is drawn, as a share of a page's width."""
    edge = 0.0
    for one in pdfium.PdfDocument(made):
        dots = one.render(scale=1, grayscale=True).to_numpy().squeeze()
        columns = (dots < 200).any(axis=0).nonzero()[0]
        edge = max(edge, columns.max() / dots.shape[1])
    return edge


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
def test_a_word_longer_than_a_line_stays_on_the_page_and_is_read_as_it_was_typed(
    large: bool,
) -> None:
    word = "https://example.org/" + "averylongaddress" * 12
    rows = Table(caption="C", headers=("A", "B"), rows=((word, "x"),))
    made = pdf(page(Para(text=word), OwnWords(text=word), rows), large=large)
    assert right_edge(made) < 0.92
    assert "".join(read(made).split()).count(word) == 3


def test_a_sign_that_no_font_of_ours_has_is_shown_as_a_box() -> None:
    assert {ord(sign) for sign in "aéžΩЖאم☐☑•□“”"} <= known()
    assert read(pdf(page(Para(text="a你b")))).startswith("T\na□b")


def test_emoji_are_drawn_in_a_pdf_and_read_as_they_were_typed() -> None:
    for typed in EMOJI:
        made = read(pdf(page(Para(text=f"a {typed} b"), Heading(text=f"c {typed} d"))))
        assert "□" not in made
        assert made.count(typed[0]) == 2 * typed.count(typed[0])


def test_a_language_that_runs_from_right_to_left_does_so_in_every_form() -> None:
    made = page(Para(text="مرحبا"), language="ar", direction="rtl", title="عنوان")
    assert PdfReader(io.BytesIO(pdf(made))).trailer["/Root"]["/Lang"] == "ar"
    assert ("dir", "rtl") in Seen(FORMATS["html"].render(made)).attributes
    written = docx.Document(io.BytesIO(FORMATS["docx"].render(made)))
    assert all(one._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "1" for one in written.paragraphs)


def test_own_words_run_as_their_first_letter_does() -> None:
    made = page(OwnWords(text="English"), language="ar", direction="rtl")
    own = docx.Document(io.BytesIO(FORMATS["docx"].render(made))).paragraphs[1]
    assert own._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "0"
    assert direction("1. שלום hello") == "rtl"
    assert direction("1. hello שלום") == "ltr"
    assert direction("123") == "ltr"


def test_a_text_longer_than_a_page_is_cut_nowhere() -> None:
    long = " ".join(f"word{n}" for n in range(3000))
    table = Table(caption="C", headers=("A", "B"), rows=((long, "x"),))
    for block in (Keep(blocks=(OwnWords(text=long),)), table):
        for large in (False, True):
            assert set(long.split()) <= set(read(pdf(page(block), large=large)).split())


# DOCX


def test_a_word_file_has_real_headings_lists_and_tables() -> None:
    made = docx.Document(io.BytesIO(FORMATS["docx"].render(SAMPLE)))
    styles = [(one.style.name, one.text) for one in made.paragraphs]
    assert ("Heading 1", SAMPLE.title) in styles
    assert ("Heading 2", "First") in styles
    assert ("Heading 4", "Last") in styles
    assert ("List Bullet", "One") in styles
    assert ("List Number", "Then") in styles
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Who", "What"],
        ["We", "@home"],
    ]
    head, body = (row._tr.trPr.find(qn("w:tblHeader")) for row in made.tables[0].rows)
    assert head is not None
    assert body is None
    assert made.core_properties.title == SAMPLE.title
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert [one._inline.docPr.get("descr") for one in made.inline_shapes] == ["A spot"]


def test_large_print_in_word_is_large() -> None:
    made = docx.Document(io.BytesIO(FORMATS["docx_large"].render(papers()["joint"])))
    used = {one.style.name for one in made.paragraphs} | {"Foot"}
    sizes = {name: made.styles[name].font.size for name in used}
    assert sizes.pop("Normal") == Pt(18)
    assert all(size is None or size >= Pt(14) for size in sizes.values())
    small = docx.Document(io.BytesIO(FORMATS["docx"].render(papers()["joint"])))
    assert made.inline_shapes[0].height < small.inline_shapes[0].height * 1.2
    assert pictures(made) != pictures(small)


def pictures(made: Any) -> list[bytes]:
    kinds = (one.reltype for one in made.part.rels.values())
    assert any(kind.endswith("/image") for kind in kinds)
    parts = (one.target_part for one in made.part.rels.values() if one.reltype.endswith("/image"))
    return [part.blob for part in parts]


def test_a_picture_of_a_word_file_says_that_no_air_is_around_it() -> None:
    """Or LibreOffice puts some there, and the picture leaves the page."""
    made = docx.Document(io.BytesIO(FORMATS["docx"].render(SAMPLE)))
    (picture,) = made.inline_shapes
    assert [picture._inline.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4
    section = made.sections[0]
    assert picture.width <= section.page_width - section.left_margin - section.right_margin


def test_a_short_table_of_a_word_file_stays_on_one_page_and_a_long_one_begins_with_rows() -> None:
    for count, together in ((3, [True] * 3 + [None]), (80, [True] * 3 + [None] * 78)):
        rows = tuple((f"Row {n}", "x") for n in range(count))
        table = Table(caption="C", headers=("A", "B"), rows=rows)
        made = docx.Document(io.BytesIO(FORMATS["docx"].render(page(table))))
        firsts = [row.cells[0].paragraphs[0] for row in made.tables[0].rows]
        assert [one.paragraph_format.keep_with_next for one in firsts] == together


def test_each_numbered_list_of_a_word_file_begins_at_one() -> None:
    two = page(SAMPLE.blocks[5], SAMPLE.blocks[5])
    made = docx.Document(io.BytesIO(FORMATS["docx"].render(two)))
    numbers = [
        one._p.pPr.numPr.numId.val
        for one in made.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) == 2


# Pictures


def figures_of(name: str) -> list[Figure]:
    """What a document shows as pictures, once it is on paper."""
    return [one for one in flat(for_paper(papers()[name]).blocks) if one.kind == "figure"]


@EACH
def test_every_picture_stands_in_the_page_with_its_table(name: str) -> None:
    figures = figures_of(name)
    plain = ("letter", "offer", "agreement", "summary", "room_summary")
    assert bool(figures) == (name not in plain)
    for block in figures:
        assert block.alt
        assert len(block.table.rows) * len(block.table.headers) >= 15
        for drawn in (block.svg, block.svg_large):
            assert ElementTree.fromstring(drawn).tag.endswith("svg")
            assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_no_name_on_the_map_of_the_made_up_pair_is_left_out() -> None:
    (figure,) = figures_of("joint")
    drawn = {one.text for one in ElementTree.fromstring(figure.svg).iter() if one.text}
    assert {row[0] for row in figure.table.rows} <= drawn


def darkness(svg: str) -> int:
    """How many dark dots a picture has once it is printed, far from the table below it."""
    table = Table(caption="C", headers=("A",), rows=(("x",),))
    made = pdf(page(Figure(svg=svg, svg_large=svg, alt="A", table=table)))
    dots = pdfium.PdfDocument(made)[0].render(scale=3, grayscale=True).to_numpy()
    return int((dots[: len(dots) // 3] < 128).sum())


def test_the_white_edge_of_a_name_covers_no_letter_of_its_own() -> None:
    drawn = (svg.text(9, 30, "Resource-builder", svg.SMALL, halo=halo) for halo in (False, True))
    plain, edged = (darkness(svg.svg(one, 60)) for one in drawn)
    assert edged == pytest.approx(plain, abs=20)


@pytest.mark.parametrize("letter", [svg.SMALL, svg.LARGE])
@pytest.mark.parametrize("name", [*(one.id for one in EXAMPLES), *range(5)])
def test_no_name_on_a_printed_map_covers_another(name: str | int, letter: int) -> None:
    fits = fits_of(name) if isinstance(name, str) else flat_fits(name)
    shown = chart_words(View(CONTENT, {}, {}, words(), version=VERSION))
    drawn = ElementTree.fromstring(role_map([fits], CONTENT.model.lines, shown, letter))
    names = set(shown.roles.values())
    boxes = [
        (float(one.get("x", 0)), float(one.get("y", 0)), svg.WIDE * letter * len(one.text or ""))
        for one in drawn.iter()
        if one.text in names and one.get("stroke")
    ]
    assert len(boxes) == len(leftmost(placed(fits)))
    for (x, y, wide), (other_x, other_y, other_wide) in combinations(boxes, 2):
        beside = abs(x - other_x) >= (wide + other_wide) / 2
        assert beside or abs(y - other_y) >= letter


def test_with_several_practitioners_a_row_bears_the_role_and_each_number_once() -> None:
    (figure,) = figures_of("board")
    assert [row[0] for row in figure.table.rows] == [role.name for role in CONTENT.model.roles]
    assert all(sorted(re.findall(r"\d", row[2])) == ["1", "2"] for row in figure.table.rows)


# The model


def test_a_table_whose_rows_do_not_fit_its_headers_is_refused() -> None:
    with pytest.raises(ValueError, match="a cell under each header"):
        Table(caption="C", headers=("A",), rows=(("x", "y"),))


# What is hard


def test_an_area_is_not_called_very_hard_where_only_one_thing_in_it_is() -> None:
    for others, said in ((0, "from easy to very hard"), (4, "very hard")):
        hard: dict[str, Answer] = {"g.rb.room": 4, "g.rb.money": others, "g.rb.tasks": others}
        view = View(CONTENT, hard, {}, words(), side="group", version=VERSION)
        assert f"Place, money and things: {said}." in needs(view)


def test_help_that_is_welcome_though_it_isnt_hard_says_nothing_of_all_that_is() -> None:
    """Who would like a talk may find everything else very hard."""
    scored = [item for item in CONTENT.group.items() if item.key]
    easy = {item.id for item in scored if item.role == "co-educator" and item.key == "need"}
    ours: dict[str, Answer] = {item.id: 0 if item.id in easy else 4 for item in scored}
    view = View(CONTENT, ours, {}, words(), side="group", version=VERSION)
    (told,) = [one for one in tensions(view) if one.id == "wished-without-need"]
    assert told.roles == ["Co-educator"]
    assert "much is hard" not in f"{told.title} {told.say}".lower()


# Why


def test_what_a_practitioner_thinks_of_the_group_is_told_as_their_view_and_no_fact() -> None:
    _, theirs = made_up()
    seen = View(CONTENT, journey.picture(CONTENT, theirs), theirs, words(), seen=True)
    reasons = [text for fit in seen.fits for one in why(seen, fit) for text in one.texts]
    of_group = {
        seen.words.put_in(said["practitioner"])
        for item in CONTENT.group.items()
        for said in (item.high, item.low)
        if said
    }
    assert not of_group & set(reasons)
    assert of_group & {text.removeprefix("As you see it: ") for text in reasons}
    assert not all(text.startswith("As you see it: ") for text in reasons)
    both = View(CONTENT, *made_up(), words())
    told = [text for fit in both.fits for one in why(both, fit) for text in one.texts]
    assert not [text for text in told if "you see it" in text]


# Who does what next


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("neither side", ["who_answer", "who_ask"]),
        ("the group", ["who_answer"]),
        ("the practitioner", ["who_ask"]),
        ("a group that wants nothing", ["who_nothing"]),
    ],
)
def test_where_too_little_is_known_the_next_step_is_to_answer_or_to_ask(
    known: str, told: list[str]
) -> None:
    ours, theirs = made_up()
    if known == "a group that wants nothing":
        ours = {item.id: 0 for item in CONTENT.group.items() if item.key}
    ours = {} if known in ("neither side", "the practitioner") else ours
    theirs = {} if known in ("neither side", "the group") else theirs
    view = View(CONTENT, ours, theirs, words(), version=VERSION)
    assert first_steps(view) == [view.words.t(f"together.{one}") for one in told]


@pytest.mark.parametrize("role", [role.id for role in CONTENT.model.roles])
def test_what_is_possible_now_is_a_next_step_though_another_role_is_still_open(role: str) -> None:
    """The open one stands above them by what is expected of it: it is no step, and is named."""
    sides = (CONTENT.group, CONTENT.practitioner)
    ours, theirs = (
        {item.id: 2 for item in side.items() if item.key and item.role != role} for side in sides
    )
    view = View(CONTENT, ours, theirs, words(), version=VERSION)
    assert [fit.role for fit in view.bands[0]] == [role]
    others = [one for one in CONTENT.model.roles if one.id != role]
    expected = {view.words.put_in(one.first_steps[0]) for one in others}
    assert set(first_steps(view)) == expected
    title, then, above, *_ = first_words(view)
    assert title.endswith("could work.")
    assert then == "A few things need sorting out first."
    assert above == view.words.t("first.above", what=view.about(view.bands[0][0]))


def test_each_of_up_to_three_roles_named_first_has_its_reason_there_and_of_more_none() -> None:
    glad: dict[str, Answer] = {item.id: 4 for item in CONTENT.items() if item.key}
    for view in (View(CONTENT, *made_up(), words()), View(CONTENT, glad, glad, words())):
        card = next(block for block in lead(view) if isinstance(block, Card))
        said = [block.text for block in card.blocks if isinstance(block, Para)]
        assert len(card.roles) > 1
        band = [fit for role in card.roles for fit in view.fits if fit.role == role.role]
        reasons = [speaks_for(view, fit)[0] for fit in band]
        assert [one in said for one in reasons] == [len(band) <= MOST_REASONS] * len(band)


@pytest.mark.parametrize("side", ["group", None])
def test_every_role_that_stands_above_what_is_named_first_is_named_there_too(
    side: Side | None,
) -> None:
    """What is too early to say is no reason to leave out the role that the page lists first."""
    chance, over = Random(18), 0
    for _ in range(150):
        share = chance.random()
        told: dict[str, Answer] = {
            item.id: chance.randrange(5)
            for item in (CONTENT.group if side else CONTENT).items()
            if item.key and chance.random() < share
        }
        view = View(CONTENT, told, {} if side else told, words(), side=side)
        begun = best(view)
        above = takewhile(lambda band, first=begun: band != first, view.bands if begun else ())
        passed = [fit for band in above for fit in band]
        said = " ".join(first_words(view))
        assert all(view.about(fit) in said for fit in passed)
        over += bool(passed)
    assert over


def test_a_workshops_document_bears_the_workshops_name() -> None:
    assert words().t("report.workshop", name=HALL) in papers(HALL)["agreement"].meta


OWN = {"g.name": "The Larches", "g.words.want": "A warm room.", "g.words.avoid": "Our tea."}
LETTERS_OWN = {"g.letter.about": "For carers. In the old mill.", "g.letter.reach": "Ring 01632."}


def with_own_words() -> Mapping[str, str]:
    """All that is told of a group which wrote all this, as data, by document."""
    group, practitioner = made_up()
    found = documents(CONTENT, {**group, **OWN, **LETTERS_OWN}, practitioner, OWN["g.name"])
    return {name: FORMATS["json"].render(made).decode() for name, made in found.items()}


def test_what_a_group_calls_itself_wants_and_wants_left_alone_stands_in_its_letter() -> None:
    told = with_own_words()["letter"]
    assert [text for text in (*OWN.values(), *LETTERS_OWN.values()) if text not in told] == []


def test_how_to_reach_a_group_and_what_it_is_about_stand_in_its_letter_and_nowhere_else() -> None:
    told = with_own_words()
    found = {name for name, said in told.items() for text in LETTERS_OWN.values() if text in said}
    assert found == {"letter"}


def test_the_letter_of_the_made_up_group_fits_one_page() -> None:
    group, practitioner = made_up()
    letter = documents(CONTENT, group, practitioner, str(group["g.name"]))["letter"]
    assert len(PdfReader(io.BytesIO(pdf(letter))).pages) == 1


def test_a_letter_has_no_part_for_what_its_group_left_empty() -> None:
    group, practitioner = made_up()
    empty = documents(CONTENT, {**group, **dict.fromkeys(LETTERS_OWN)}, practitioner, "X")["letter"]
    titles = {one.text for one in empty.blocks if one.kind == "heading"}
    assert not titles & {words().t("letter.about"), words().t("letter.reach")}


def test_a_letter_says_what_is_hard_as_it_was_asked_and_nothing_beside_a_clear_no() -> None:
    group = {**made_up()[0], "g.rb.room": 4, "g.rb.no": 0, "g.fa.quarrel": 4, "g.fa.no": 1}
    del group["g.words.want"]
    said = in_letter(View(CONTENT, group, {}, words(), side="group"))
    items = {item.id: item for item in CONTENT.group.items()}
    assert f"{words().put_in(items['g.rb.room'].text)} Very hard." in said
    assert not [one for one in said if one.startswith(words().put_in(items["g.fa.quarrel"].text))]
    fine = {item.id: 0 for item in CONTENT.group.items() if item.key == "need"}
    for other in (fine, {"g.words.want": "A room."}):
        view = View(CONTENT, {**group, **other}, {}, words(), side="group")
        assert words().t("letter.hard") not in in_letter(view)


def in_letter(view: View) -> list[str]:
    return list(texts(letter_document(view, SAMPLE.made).model_dump(mode="json")))
