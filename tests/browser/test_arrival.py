"""Links of a workshop: what stands behind their # is read once, and never sent in an address."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from esteem_match import codes
from tests.live import LiveServer, playing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with playing("beating", tmp_path_factory.mktemp("arrival")) as server:
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


@pytest.mark.parametrize("code", ["ABCDEF", "abc-def"])
def test_a_code_to_join_with_is_handed_to_the_page_once(page: Page, code: str) -> None:
    follow(page, code)
    expect(page.get_by_text(f"arrived: False {code}")).to_be_visible()
    assert "#" not in page.url
    page.get_by_text("Again").click()
    expect(page.get_by_text(code)).to_have_count(0)
    page.reload()
    expect(page.get_by_text("arrived: False")).to_be_visible()
    expect(page.get_by_text(code)).to_have_count(0)


def test_a_link_that_is_followed_on_the_open_page_is_taken_too(page: Page) -> None:
    page.goto("/?arrive=1")
    expect(page.get_by_text("arrived: False")).to_be_visible()
    follow(page, "GHJKMN")
    expect(page.get_by_text("arrived: False GHJKMN")).to_be_visible()


def test_a_hosts_link_opens_the_room_on_another_device(page: Page) -> None:
    code = codes.new()
    follow(page, codes.pretty(code))
    expect(page.get_by_text(f"host: {code}")).to_be_visible()
    assert code not in page.evaluate("document.cookie + JSON.stringify({...localStorage})")
    assert codes.pretty(code) not in page.url


@pytest.mark.parametrize("rest", ["ABCDE", "ABCDEFG", "AB-CDEF", "%E0%A4", "ABC!EF", "top"])
def test_what_is_no_code_is_left_alone(page: Page, rest: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"/?arrive=1#{rest}")
    expect(page.get_by_text("arrived: False")).to_have_text("arrived: False")
    assert page.get_by_test_id("stException").count() == 0
    assert not faults


def test_a_hosts_link_that_opens_nothing_says_so(page: Page, server: LiveServer) -> None:
    httpx.post(f"{server.url}/set", json={"hosts": 0}).raise_for_status()
    follow(page, codes.pretty(codes.new()))
    expect(page.get_by_text("arrived: True")).to_be_visible()
    httpx.post(f"{server.url}/set", json={"hosts": 1}).raise_for_status()


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
