"""The words that the server sends along: what a page says before Streamlit is there."""

import re
from html import unescape

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.models import SIDES
from esteem_match.store import Away
from esteem_match.web.shell import first
from esteem_match.web.shell.page import FIRST, PAGE
from tests.room_pages import visit
from tests.test_pages import shown, word

pytestmark = pytest.mark.usefixtures("own_pages")
COVER = re.compile(rb'<div class="first".*</div>(?=<script>)', re.DOTALL)


def asked(path: str = "/", query: str = "", cookie: str = "", accepted: str = "") -> first.First:
    said = {"cookie": cookie, "accept-language": accepted}
    headers = [(name.encode(), value.encode()) for name, value in said.items() if value]
    return first.first_of(
        Request({"type": "http", "path": path, "query_string": query.encode(), "headers": headers})
    )


def cover(one: first.First) -> str:
    """What stands over the page at first."""
    (found,) = COVER.findall(first.page(one))
    return str(found.decode())


def words_of(html: str) -> list[str]:
    return [unescape(text).strip() for text in re.split(r"<[^>]*>", html) if text.strip()]


def seen(page: AppTest) -> str:
    """All that a page says, its buttons and boxes too."""
    return " ".join([unescape(shown(page)), *(one.label for one in (*page.button, *page.checkbox))])


@pytest.mark.parametrize(
    ("path", "query", "cookie", "kind"),
    [
        ("/", "", "", "welcome"),
        ("/", "lang=en", "", "welcome"),
        ("/", "door=group", "", "consent"),
        ("/", "door=practitioner&lang=en", "", "consent"),
        ("/", "door=cellar", "", "opening"),
        ("/", "told=deleted", "", "opening"),
        ("/", "door=group&told=deleted", "", "opening"),
        ("/", "", "esteem_code=ABC", "opening"),
        ("/", "door=group", "esteem_host=ABC", "opening"),
        ("/about", "", "", "opening"),
        ("/nowhere", "door=group", "", "opening"),
    ],
)
def test_only_words_that_the_address_alone_decides_are_sent_along(
    path: str, query: str, cookie: str, kind: str
) -> None:
    assert asked(path, query, cookie).kind == kind


def test_the_first_words_of_the_start_page_are_those_of_the_page_itself() -> None:
    page = visit("welcome")
    said = words_of(cover(first.First("welcome")))
    apart = {word(f"frame.{name}") for name in ("opening", "slow", "unreached")}
    assert {text for text in said if text not in seen(page)} == apart
    assert word("welcome.title") in said


@pytest.mark.parametrize("side", SIDES)
def test_the_first_words_of_a_consent_are_those_of_the_page_itself(side: str) -> None:
    page = visit("welcome", query={"door": side})
    said = words_of(cover(first.First("consent", side)))  # type: ignore[arg-type]
    apart = {word(f"frame.{name}") for name in ("opening", "slow", "unreached", "wait")}
    assert {text for text in said if text not in seen(page)} == apart
    assert word(f"consent.for_{side}") in said


def test_the_doors_are_links_that_work_before_anything_else_does() -> None:
    found = re.findall(r'class="door" href="([^"]+)"', cover(first.First("welcome")))
    assert found == ["/?door=group", "/?door=practitioner", "/workshop"]


def test_a_page_that_cannot_be_told_yet_says_that_it_opens() -> None:
    said = words_of(cover(first.First("opening")))
    assert word("frame.opening") in said
    assert word("welcome.title") not in said


def test_a_language_that_is_not_there_is_the_base_language() -> None:
    assert cover(first.First("welcome", asked="<b>")) == cover(first.First("welcome"))


def test_where_the_store_is_away_the_page_is_sent_without_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> None:
        raise Away("nobody is there")

    monkeypatch.setattr(resources, "store", away)
    assert first.page(first.First("welcome")) == PAGE.replace(FIRST, b"")


def test_the_words_stand_in_the_page_once_and_bring_no_script_of_their_own() -> None:
    assert PAGE.count(FIRST) == 1
    assert "<script" not in cover(first.First("welcome"))
    assert not re.search(r"\son\w+=", cover(first.First("consent", "group")))
