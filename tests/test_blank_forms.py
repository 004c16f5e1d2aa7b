"""The page of blank forms: each of them in both sizes, made only when somebody asks for one."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import streamlit as st

from esteem_match import resources
from esteem_match.documents import Document
from esteem_match.paper import PAPERS
from esteem_match.render import FORMATS
from esteem_match.ui import blank_forms
from tests.room_pages import as_host, crowd, opened, visit
from tests.test_pages import nobody, open_page, word

pytestmark = pytest.mark.usefixtures("own_pages")

WAY = 'href="/forms"'


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each button would make, by the name of its file."""
    found: dict[str, Callable[[], bytes]] = {}

    def button(_label: str, data: Callable[[], bytes], *, file_name: str, **_: Any) -> bool:
        found[file_name] = data
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found


def html_of(app: Any) -> Iterator[str]:
    yield from (one.proto.body for one in app.get("html"))


def test_every_form_is_offered_in_both_sizes_and_none_is_made_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_early(_paper: Document) -> bytes:
        raise AssertionError("a form was made though nobody asked for it")

    unmade = {name: form._replace(render=too_early) for name, form in FORMATS.items()}
    monkeypatch.setattr(blank_forms, "FORMATS", unmade)
    app = visit("forms")
    assert not app.exception
    labels = [one.proto.label for one in app.get("download_button")]
    assert len(set(labels)) == len(labels) == 2 * len(PAPERS)


def test_each_button_makes_its_form_as_a_pdf_that_is_named_by_what_it_is(
    offered: dict[str, Callable[[], bytes]],
) -> None:
    visit("forms")
    names = [word(f"forms.file_{kind}") for kind in PAPERS]
    endings = [FORMATS[form].ending for form in ("pdf", "pdf_large")]
    assert list(offered) == [f"{name}.{ending}" for name in names for ending in endings]
    assert len(set(names)) == len(names)
    made = {name: make() for name, make in offered.items()}
    assert all(file.startswith(b"%PDF-") for file in made.values())
    assert len(set(made.values())) == len(made)


def test_a_form_is_of_the_day_on_which_it_is_made(
    offered: dict[str, Callable[[], bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    visit("forms")
    tomorrow = date(2027, 5, 4)
    monkeypatch.setattr(resources.store(), "today", lambda: tomorrow)
    papers: list[date] = []
    kept = FORMATS["pdf"]._replace(render=lambda made: papers.append(made.made) or b"")  # type: ignore[func-returns-value]
    monkeypatch.setattr(blank_forms, "FORMATS", {**FORMATS, "pdf": kept})
    visit("forms")
    offered["questions-for-a-group.pdf"]()
    assert papers == [tomorrow]


def test_every_page_leads_to_the_forms_but_their_own() -> None:
    for name in ("welcome", "about", "workshop"):
        assert any(WAY in body for body in html_of(visit(name)))
    foot = [body for body in html_of(visit("forms")) if 'nav class="more"' in body]
    assert not any(WAY in body for body in foot)


def test_where_paper_is_spoken_of_the_forms_are_one_press_away() -> None:
    host = opened()
    crowd(host)
    pages = (
        visit("welcome"),
        visit("workshop"),
        as_host(host),
        open_page("assess", nobody(), step="paper"),
        open_page("assess", nobody(), step="code"),
    )
    for app in pages:
        ways = [body for body in html_of(app) if WAY in body and 'nav class="more"' not in body]
        assert len(ways) == 1
