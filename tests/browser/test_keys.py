"""Numbers for the form from paper, by the keyboards and digits that people type numbers with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from esteem_match.ui import words

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.add_script_tag(content=words.asset("keys.js"))
    yield page
    context.close()


@pytest.mark.parametrize(
    ("key", "code", "typed"),
    [
        ("3", "Digit3", "3"),
        ("3", "Numpad3", "3"),
        ("3", "", "3"),
        ("&", "Digit1", "1"),  # France
        ("à", "Digit0", "0"),
        ("1", "Digit1", "1"),  # with Shift there
        ("ě", "Digit2", "2"),  # Czechia
        ("Dead", "Digit7", "7"),
        ("!", "Digit1", "1"),  # with Shift, by mistake
        ("\u0664", "Digit4", "4"),  # Arabic
        ("\u06f4", "Digit4", "4"),  # Persian, Urdu
        ("\u096a", "Digit4", "4"),  # Hindi
        ("\u09ea", "Digit4", "4"),  # Bengali
        ("\u0e54", "KeyX", "4"),  # Thai
        ("\uff14", "Digit4", "4"),  # Japanese, wide
        ("4", "KeyF", "4"),  # a layout of somebody's own
        ("u", "KeyU", "u"),
        ("U", "KeyU", "u"),
        ("u", "KeyF", "u"),  # Dvorak
        ("g", "KeyU", "g"),
        ("\u0433", "KeyU", "u"),  # Russian
        ("\u03b8", "KeyU", "u"),  # Greek
        ("\u0639", "KeyU", "u"),  # Arabic
        ("\uff55", "KeyU", "u"),
        ("Enter", "Enter", "Enter"),
        ("Enter", "NumpadEnter", "Enter"),
        ("End", "Numpad1", "End"),
        ("Backspace", "Backspace", "Backspace"),
        ("Process", "Digit1", "Process"),
        ("x", "KeyX", "x"),
        (" ", "Space", " "),
    ],
)
def test_a_key_stands_for_its_number_whatever_the_layout(
    page: Page, key: str, code: str, typed: str
) -> None:
    assert page.evaluate("(pressed) => typed(pressed)", {"key": key, "code": code}) == typed
