"""Links that hold a code: what stands behind their # is handed over, and sent in no address."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from esteem_match import codes
from tests.live import LiveServer, playing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with playing("live_updates", tmp_path_factory.mktemp("arrival")) as server:
        yield server


@pytest.fixture
def page(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    context = chromium.new_context(base_url=server.url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert asked
    assert not [url for url in asked if "#" not in url and secret(page) in url]
    context.close()


def secret(page: Page) -> str:
    return str(page.evaluate("window.name") or "nothing was secret")


def follow(page: Page, code: str) -> Page:
    """Opens a link with a code, of which no address may tell anything from then on."""
    page.goto(f"/?arrive=1#{code}")
    page.evaluate("(code) => { window.name = code }", code)
    return page


LONG = codes.pretty(codes.new())


@pytest.mark.parametrize("code", ["ABCDEF", "abc-def", LONG], ids=["short", "dash", "long"])
def test_a_code_stays_in_the_address_until_it_is_looked_up_and_is_handed_over_once(
    page: Page, code: str
) -> None:
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.method))
    follow(page, code)
    expect(page.get_by_text(f"arrived: {code}")).to_be_visible()
    assert page.url.endswith(f"#{code}")
    page.get_by_text("Looked up").click()
    expect(page).not_to_have_url(re.compile("#"))
    page.get_by_text("Forget").click()
    expect(page.get_by_text("arrived:")).to_have_text("arrived: " + code)  # of the run before
    page.get_by_text("Looked up").click()
    expect(page.get_by_text("arrived:")).to_have_text("arrived:")
    page.reload()
    expect(page.get_by_text("arrived:")).to_have_text("arrived:")
    assert set(posts) == {"GET"}  # nothing is exchanged for a cookie unasked
    assert code not in page.evaluate("document.cookie + JSON.stringify({...localStorage})")


def test_a_link_that_is_followed_on_the_open_page_is_taken_too_and_the_newest_counts(
    page: Page,
) -> None:
    page.goto("/?arrive=1")
    expect(page.get_by_text("arrived:")).to_be_visible()
    follow(page, "GHJKMN")
    expect(page.get_by_text("arrived: GHJKMN")).to_be_visible()
    follow(page, LONG)
    expect(page.get_by_text(f"arrived: {LONG}")).to_be_visible()


@pytest.mark.parametrize(("before", "after"), [("", "."), ("", "),"), ("%E2%80%9C", "%E2%80%9D!")])
def test_the_signs_of_a_sentence_around_a_link_are_no_part_of_its_code(
    page: Page, before: str, after: str
) -> None:
    page.goto(f"/?arrive=1#{before}{LONG}{after}")
    page.evaluate("(code) => { window.name = code }", LONG)
    expect(page.get_by_text(f"arrived: {LONG}", exact=True)).to_be_visible()


@pytest.mark.parametrize("rest", ["ABCDE", "ABCDEFG", "AB-CDEF", "%E0%A4", "ABC!EF", "top"])
def test_what_is_no_code_is_left_alone(page: Page, rest: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"/?arrive=1#{rest}")
    expect(page.get_by_text("arrived:")).to_have_text("arrived:")
    assert page.get_by_test_id("stException").count() == 0
    assert not faults


def test_the_browser_keeps_the_hosts_code_and_knows_it_when_it_comes_back(page: Page) -> None:
    code = codes.new()
    with page.expect_response("**/kept?as=host") as answer:
        page.goto(f"/?keep={code}")
    assert answer.value.status == 204
    expect(page.get_by_text("kept: True None")).to_be_visible()
    page.goto("/?kept=1")
    expect(page.get_by_text(f"host: {code}")).to_be_visible()


def test_a_browser_that_keeps_no_cookie_is_told_of(page: Page) -> None:
    page.route("**/kept?as=host", lambda route: route.fulfill(status=404))
    page.goto(f"/?keep={codes.new()}")
    expect(page.get_by_text("kept: False")).to_be_visible()


def test_a_code_is_handed_over_again_while_the_server_is_busy_and_no_cookie_is_missed(
    page: Page,
) -> None:
    busy = [429, 503]

    def hurried(route: Route) -> None:
        route.fulfill(status=busy.pop(0)) if busy else route.continue_()

    page.route("**/session", hurried)
    code = codes.new()
    with page.expect_response("**/kept?as=host") as answer:
        page.goto(f"/?keep={code}")
    assert (answer.value.status, busy) == (204, [])
    expect(page.get_by_text("kept: True None")).to_be_visible()
    page.goto("/?kept=1")
    expect(page.get_by_text(f"host: {code}")).to_be_visible()
