"""A first visit on an old phone and a slow line: when its words are there, and when the page is.

    .venv/bin/python -m bench.first_visit

Chromium at 360 x 740, 1.6 Mbit/s, 150 ms there and back, the processor slowed four times; nothing
kept from a visit before. Seconds, the median of five visits: of the start page its first words, of
the consent behind a door its words from the tap on, and of each the page itself.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.load.served import program
from bench.walk import CHROMIUM, HEIGHT, WIDTH

VISITS = 5
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWED = 4
PAINTED = "first-contentful-paint"
PAINT = f"() => performance.getEntriesByName('{PAINTED}')[0]?.startTime"
DOOR, WORDS, PAGE = ".door", ".first h1", "#root .st-key-foot"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = program(Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            visits = [_visit(browser, served.url) for _ in range(VISITS)]
            for name in visits[0]:
                seconds = statistics.median(one[name] for one in visits)
                print(f"{name:34} {seconds:5.1f} s")
        finally:
            served.kill()


def _visit(browser: Browser, url: str) -> dict[str, float]:
    """One visit: the start page until it is there; then, anew, a door as soon as it can be seen."""
    start = _seen(_page(browser), url)
    page = _page(browser)
    page.goto(url, wait_until="commit")
    page.wait_for_selector(DOOR)
    tapped = time.monotonic()
    page.locator(DOOR).first.click(no_wait_after=True)
    page.wait_for_selector(".first [data-press=consent_start]")
    words = page.evaluate(PAINT) / 1000
    page.wait_for_selector(PAGE)
    there = time.monotonic() - tapped
    page.context.close()
    return {**start, "consent, its words": words, "consent, the page itself": there}


def _seen(page: Page, url: str) -> dict[str, float]:
    begun = time.monotonic()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(WORDS)
    page.wait_for_selector(PAGE)
    there = time.monotonic() - begun
    words = page.evaluate(PAINT) / 1000
    page.context.close()
    return {"start page, its words and doors": words, "start page, the page itself": there}


def _page(browser: Browser) -> Page:
    """A page on such a phone and line, with nothing kept."""
    page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return page


if __name__ == "__main__":
    main()
