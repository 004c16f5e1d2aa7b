"""How long a result is on a phone: its height, and the words that are seen before anything unfolds.

    .venv/bin/python -m bench.result_size

The made-up pair's results at 360 x 740 in Chromium. What people wrote themselves is not counted.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.load.served import ROOT, program
from bench.walk import CHROMIUM, HEIGHT, MAIN, WIDTH
from esteem_match import content
from esteem_match.models import SIDES
from esteem_match.store import Store, open_store

PAGES = {"group": "results", "practitioner": "results", "both": "together"}
SHOWN = ".document .role"
WORDS = """() => {
  const texts = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), 4);
  let count = 0;
  while (texts.nextNode()) {
    const { parentElement: place, textContent } = texts.currentNode;
    const folded = place.closest("details:not([open])") && !place.closest("summary");
    if (folded || !place.checkVisibility() || place.closest(".unseen, blockquote")) continue;
    count += (textContent.match(/[\\p{L}\\p{N}'-]+/gu) ?? []).length;
  }
  return count;
}""".replace("\\\\\\\\", "\\\\")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        served = program(Path(folder))
        try:
            codes = _shared(open_store(served.database))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox"]
                )
                for name, page in PAGES.items():
                    height, words = _size(browser, f"{served.url}/{page}", codes[name])
                    print(f"{name:13} {height:5} px  {words:4} words")
        finally:
            served.kill()


def _shared(store: Store) -> Mapping[str, str]:
    """The made-up pair, who have shared their answers, each with its code."""
    library = content.load(ROOT / "questionnaires")
    case = next(one for one in library.examples[library.base] if one.made_up)
    codes = {side: store.create(side, library.version, "1", library.base) for side in SIDES}
    store.save(codes["group"], case.group)
    store.save(codes["practitioner"], case.practitioner)
    store.join(codes["practitioner"], store.share(codes["group"]))
    return {**codes, "both": codes["group"]}


def _size(browser: Browser, address: str, code: str) -> tuple[int, int]:
    """Pixels from top to end, and words."""
    visit = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    visit.add_cookies([{"name": "esteem_code", "value": code, "url": address}])
    page = visit.new_page()
    page.goto(address)
    page.wait_for_selector(SHOWN)
    page.wait_for_timeout(500)
    height = page.evaluate(f"document.querySelector('{MAIN}').scrollHeight")
    return int(height), int(page.evaluate(WORDS))


if __name__ == "__main__":
    main()
