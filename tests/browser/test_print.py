"""How the page to print lies on paper, and what a phone shows of it, in a real browser."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from esteem_match.render import FORMATS
from tests.papers import papers, words
from tests.test_typography import FEW, close, tables, unsure

pytestmark = pytest.mark.browser


def printed(chromium: Browser, page: bytes, folder: Path) -> list[str]:
    file = folder / "page.html"
    file.write_bytes(page)
    tab = chromium.new_page()
    tab.goto(file.as_uri())
    made = tab.pdf(prefer_css_page_size=True)
    tab.close()
    return [one.extract_text() for one in PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize("name", papers())
def test_no_printed_page_holds_but_a_few_lines_or_the_head_of_a_table(
    chromium: Browser, tmp_path: Path, name: str
) -> None:
    made = papers()[name]
    pages = printed(chromium, FORMATS["html"].render(made), tmp_path)
    last = [line for line in pages[-1].splitlines() if line.strip()]
    assert len(last) > FEW or words().t("report.room") in pages[-1]
    for table in tables(made):
        head, row = close(table.caption), close(table.rows[0][0])[:8]
        drawn = [close(page) for page in pages]
        assert any(row in page for page in drawn if head in page)


@pytest.mark.parametrize("name", ["group", "practitioner", "joint", "letter"])
def test_a_printed_result_of_no_answers_is_one_page(
    chromium: Browser, tmp_path: Path, name: str
) -> None:
    assert len(printed(chromium, FORMATS["html"].render(unsure()[name]), tmp_path)) == 1


def test_a_phone_shows_the_large_map_and_a_wide_screen_the_fine_one(chromium: Browser) -> None:
    tab = chromium.new_page()
    tab.set_content(FORMATS["html"].render(papers()["joint"]).decode())
    for width, shown in ((360, "coarse"), (1280, "fine")):
        tab.set_viewport_size({"width": width, "height": 740})
        seen = [
            one.get_attribute("class")
            for one in tab.query_selector_all("figure")
            if one.is_visible()
        ]
        assert seen == [shown]
    tab.close()
