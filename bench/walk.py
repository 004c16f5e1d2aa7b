"""How long each questionnaire is: questions, taps, words to read, screens, and heights of a phone.

    .venv/bin/python -m bench.walk

A checklist is one question. A tap: one for each question that is no text, so every further box is
one more. Heights are what has to be scrolled through at 360 x 740, part by part, in Chromium.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.load.served import ROOT, program
from esteem_match import content
from esteem_match.models import SIDES, Content, Questionnaire, Section, Side
from esteem_match.store.start import open_store

WIDTH, HEIGHT = 360, 740
CHROMIUM = "/usr/bin/chromium-headless-shell"
MAIN = '[data-testid="stMain"]'
ASKED = "[data-item]"
ALL = {"p.know": 2}  # a practitioner who knows the group is asked for all of their picture


def main() -> None:
    library = content.load(ROOT / "questionnaires")
    own = library.contents[library.base]
    for side in SIDES:
        heights = _heights(own, library.version, side)
        for name, parts in (
            ("first look", _first(own.side(side))),
            ("all", own.side(side).sections),
        ):
            print(_said(own, side, name, parts, heights))


def _first(asked: Questionnaire) -> Sequence[Section]:
    ids = [part.id for part in asked.sections]
    return asked.sections[: ids.index(asked.first_look) + 1] if asked.first_look else ()


def _said(
    own: Content, side: Side, name: str, parts: Sequence[Section], heights: dict[str, float]
) -> str:
    questions = [one for part in parts for one in part.questions()]
    taps = sum(one.kind != "text" for one in questions)
    words = sum(len(text.split()) for part in parts for text in _texts(own, side, part))
    phones = sum(heights[part.id] for part in parts)
    return (
        f"{side}, {name}: {len(questions)} questions, {taps} taps, {words} words, "
        f"{len(parts)} screens, {phones:.0f} heights of a phone"
    )


def _texts(own: Content, side: Side, part: Section) -> Iterator[str]:
    """All that is read; the words of a scale once a part, as an eye passes over them."""
    yield from (part.title, part.why)
    lists = set()
    for one in part.questions():
        yield from (one.asks.text, one.asks.help)
        if one.kind == "checklist":
            yield from (item.text for item in one.items)
        elif one.items[0].options:
            lists.add(one.items[0].options)
    yield from (word for name in lists for word in own.side(side).options[name])


def _heights(own: Content, version: str, side: Side) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        served = program(Path(home))
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            store = open_store(served.database)
            code = store.create(side, version, "1", "en")
            store.save(code, ALL if side == "practitioner" else {"g.name": "Wednesday Carers"})
            store.close()
            return {
                part.id: _height(browser, served.url, code, part.id)
                for part in own.side(side).sections
            }
        finally:
            browser.close()
            served.kill()


def _height(browser: Browser, url: str, code: str, step: str) -> float:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.add_cookies([{"name": "esteem_code", "value": code, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/assess?step={step}")
    page.wait_for_selector(ASKED)
    height: float = page.evaluate(f"document.querySelector('{MAIN}').scrollHeight")
    context.close()
    return height / HEIGHT


if __name__ == "__main__":
    main()
