"""How documents lie on their pages: nothing stands alone, is cut, or is a page too long."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from esteem_match import workshop
from esteem_match.documents import Document, board_document, room_summary_document
from esteem_match.documents.blocks import Figure, Table, flat
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import Answers, Voice
from esteem_match.render import FORMATS
from esteem_match.render.lower import for_paper
from tests.papers import CONTENT, DAY, HALL, SAMPLE, documents, papers, room, words
from tests.test_reports import right_edge

PRINTS = pytest.mark.parametrize("form", ["pdf", "pdf_large"])
EACH = pytest.mark.parametrize("name", papers())
FEW = 3  # lines that may not stand on a page alone


def pages(document: Document, form: str) -> list[str]:
    made = PdfReader(io.BytesIO(FORMATS[form].render(document)))
    return [page.extract_text() for page in made.pages]


def close(text: str) -> str:
    """Letters alone: how a line is broken, or letters are joined, says nothing."""
    return "".join(letter for letter in normalize("NFKC", text) if letter.isalnum())


def unsure() -> Mapping[str, Document]:
    """Every document of a pair that answered 'not sure' to everything."""
    return documents(CONTENT, *nothing(), "")


def nothing() -> tuple[Answers, Answers]:
    group, practitioner = (
        dict.fromkeys((one.id for one in side.items()), None)
        for side in (CONTENT.group, CONTENT.practitioner)
    )
    return group, practitioner


@PRINTS
@EACH
def test_no_page_holds_but_two_or_three_lines(name: str, form: str) -> None:
    """But for room to write, which takes all that is left of its page."""
    *_, last = pages(papers()[name], form)
    said = [line for line in last.splitlines() if line.strip()]
    footer = 1 + (close(said[-1]).isdigit())
    assert len(said) - footer > FEW or words().t("report.room") in last


@PRINTS
@EACH
def test_the_head_of_a_table_stands_on_the_page_of_its_first_row(name: str, form: str) -> None:
    made = papers()[name]
    drawn = [close(page) for page in pages(made, form)]
    for table in tables(made):
        head, row = close(table.caption), close(table.rows[0][0])[:8]
        assert any(row in page[page.index(head) :] for page in drawn if head in page)


def tables(made: Document) -> Iterator[Table]:
    for block in flat(for_paper(made).blocks):
        table = block.table if isinstance(block, Figure) else block
        if isinstance(table, Table) and any(table.rows[0]):
            yield table


@PRINTS
@EACH
def test_the_foot_of_each_page_says_all_of_what_the_document_is(name: str, form: str) -> None:
    long = papers()[name].model_copy(update={"name": " · ".join(["The Lantern Group"] * 6)})
    for page in pages(long, form):
        assert close(long.called) in close(page)


def test_a_summary_is_one_page_whatever_is_written_in_it() -> None:
    written = replace(room("A rather long thing to do. " * 20, words()), name=HALL)
    some = [papers()["summary"], papers()["room_summary"], unsure()["summary"]]
    for made in (*some, room_summary_document(written, DAY)):
        assert len(pages(made, "pdf")) == 1


@EACH
def test_nothing_of_a_page_in_large_print_reaches_beyond_its_edge(name: str) -> None:
    assert right_edge(FORMATS["pdf_large"].render(papers()[name])) < 1 - 1.6 / 21


@pytest.mark.parametrize(
    "name", ["letter", "group", "first_look", "practitioner", "offer", "joint"]
)
def test_a_result_of_no_answers_is_one_page(name: str) -> None:
    assert len(pages(unsure()[name], "pdf")) == 1


@pytest.mark.parametrize("practitioners", [0, 1, 2])
def test_a_board_of_no_answers_is_one_page(practitioners: int) -> None:
    group, practitioner = nothing()
    voices = [Voice(tag=f"m{n}", seat="member", answers=group) for n in range(6)]
    voices += [
        Voice(tag=f"p{n}", seat="practitioner", answers=practitioner) for n in range(practitioners)
    ]
    board = workshop.publish(CONTENT, voices)
    shown = RoundResult(CONTENT, board, 1, None, {}, (), words(), name=HALL)
    assert len(pages(board_document(shown, DAY), "pdf")) == 1


def test_a_page_to_print_has_each_figure_in_large_letters_too_for_phones() -> None:
    page = FORMATS["html"].render(papers()["joint"]).decode()
    assert page.count('<figure class="fine">') == page.count('<figure class="coarse">') == 1
    style = page[page.index("<style>") : page.index("</style>")]
    assert "pointer: coarse" in style
    assert FORMATS["html"].render(SAMPLE).count(b"<svg") == 2
