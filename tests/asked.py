"""Writes the list of all words of the screen anew: `python -m tests.asked`."""

from pathlib import Path

from esteem_match.content.checks.screen import EVERYWHERE, LIST, OWN
from esteem_match.content.files import read
from esteem_match.content.overlay import flat, placeholders

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "esteem_match" / "content" / LIST


def lines() -> list[str]:
    """Each path of the shipped interface and the names in its braces."""
    shown = flat(read(ROOT / "questionnaires")[0]["interface"])
    return [
        " ".join([path, *sorted(placeholders(text)[0] - EVERYWHERE)])
        for path, text in sorted(shown.items())
        if not path.startswith(OWN)
    ]


if __name__ == "__main__":
    PLACE.write_text("\n".join(lines()) + "\n", encoding="utf-8")
