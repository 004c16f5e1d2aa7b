"""What a document promises in every form: its words, how it is read aloud, and nothing run."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from esteem_match.reports import FORMATS, Document
from esteem_match.reports.model import Keep, OwnWords, Para, Table, clean, flat
from esteem_match.reports.pdf import direction, known, pdf
from tests.papers import (
    GOLDEN,
    GOLDEN_FORMATS,
    HALL,
    SAMPLE,
    VERSION,
    golden,
    papers,
    words,
)

NAMES = tuple(papers())
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
AT_ONCE = {
    "everything": "\n".join(HOSTILE.values()),
    "only signs that go": "\x00\x01",
    "very long": "x" * 10_000 + "line\n" * 500,
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


@pytest.mark.parametrize("form", GOLDEN_FORMATS)
def test_a_document_is_written_as_its_golden_file_has_it(form: str) -> None:
    assert golden()[f"sample.{form}"] == (GOLDEN / f"sample.{form}").read_bytes()


@EACH
def test_a_document_says_what_it_is_of_when_and_that_the_members_decide(name: str) -> None:
    made = papers()[name]
    said = "\n".join(texts(made.model_dump(mode="json")))
    assert words().t("frame.aid") in made.foot
    assert "The members decide." in words().t("frame.aid")
    assert "Made on 3 May 2027." in made.meta
    assert VERSION in said
    assert made.language == "en"


@EACH
def test_every_form_says_every_sentence(name: str) -> None:
    """In PDF, lines and hyphens come in between: there, word by word."""
    made = papers()[name]
    said = [
        one
        for block in flat(made.blocks)
        for one in texts(
            block.model_dump(exclude={"svg", "svg_large", "kind", "alt", "tone", "direction"})
        )
    ]
    data = list(texts(json.loads(FORMATS["json"].render(made))))
    page_text = "".join(Seen(FORMATS["html"].render(made)).text)
    printed = read(FORMATS["pdf"].render(made)).split()
    assert said
    for one in said:
        assert one in data
        assert one in page_text
        assert set(one.split()) <= set(printed), one


@EACH
def test_each_form_of_a_document_is_the_same_each_time(name: str) -> None:
    made = papers()[name]
    for form in ("pdf", "pdf_large", "html", "csv", "json"):
        assert FORMATS[form].render(made) == FORMATS[form].render(made)


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
        rows = list(csv.reader(io.StringIO(FORMATS["csv"].render(made).decode("utf-8-sig"))))
        assert {len(row) for row in rows} == {5}
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
    assert clean("a\x00b\ud800c\u202ed\u2066e") == "abcde"
    assert clean("one\r\ntwo\u2028three\x85four\tfive") == "one\ntwo\nthree\nfour\tfive"
    assert clean("👩‍👩‍👧 שלום") == "👩‍👩‍👧 שלום"


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
    assert count["/TH"] == 2
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


def test_a_sign_that_no_font_of_ours_has_is_shown_as_a_box() -> None:
    assert {ord(sign) for sign in "aéžΩЖאم☐☑•□“”"} <= known()
    assert read(pdf(page(Para(text="a你b")))).startswith("T\na□b")


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


@EACH
def test_every_picture_stands_in_the_page_with_its_table(name: str) -> None:
    for block in flat(papers()[name].blocks):
        if block.kind == "figure":
            assert block.alt
            assert len(block.table.rows) >= 5
            for svg in (block.svg, block.svg_large):
                assert ElementTree.fromstring(svg).tag.endswith("svg")
                assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_no_name_on_the_map_of_the_made_up_pair_is_left_out() -> None:
    figure = next(one for one in flat(papers()["joint"].blocks) if one.kind == "figure")
    drawn = {one.text for one in ElementTree.fromstring(figure.svg).iter() if one.text}
    assert {row[0] for row in figure.table.rows} <= drawn


# The model


def test_a_table_whose_rows_do_not_fit_its_headers_is_refused() -> None:
    with pytest.raises(ValueError, match="a cell under each header"):
        Table(caption="C", headers=("A",), rows=(("x", "y"),))


def test_a_workshops_document_bears_the_workshops_name() -> None:
    assert words().t("report.workshop", name=HALL) in papers(HALL)["agreement"].meta
