"""Made-up languages for tests: a longer one with accents, and one that runs from right to left.

They follow the custom of pseudo-locales: the words stay readable, so that a tester can walk on.
"""

import re
from pathlib import Path

from esteem_match import content
from esteem_match.content.files import read
from tests.toys import Raw, toml

NAME = re.compile(r"(\{[a-z0-9_]+\})")
ACCENTS = str.maketrans("aeiouycnAEIOUYCN", "áéîõüýçñÁÉÎÕÜÝÇÑ")
RTL = frozenset({"ar", "fa", "he", "ur"})
OPENING, CLOSING = "שלום ", " תודה"
LONGER = 0.4


def write_pseudo(folder: Path, code: str) -> Path:
    """Writes translations/<code>.toml for all that a folder says, and gives its path.

    A code of a language that is written from right to left is mirrored; any other is longer.
    """
    base, _, problems = read(folder)
    assert not problems, problems
    rtl = code.split("-")[0] in RTL
    tables = {name: _told(content.texts(name, raw), rtl) for name, raw in base.items()}
    language = {"name": _say(f"Pseudo {code}", rtl), "direction": "rtl" if rtl else "ltr"}
    path = folder / "translations" / f"{code}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(toml({"language": language, **tables}), encoding="utf-8")
    return path


def longer(text: str) -> str:
    """About 40 % longer, with accents; names in braces stay as they are."""
    accented = "".join(p if NAME.fullmatch(p) else p.translate(ACCENTS) for p in NAME.split(text))
    return f"{accented} {'õ' * max(1, round(len(text) * LONGER) - 1)}"


def mirrored(text: str) -> str:
    """The text between two Hebrew words, so that it must be laid out from right to left."""
    return f"{OPENING}{text}{CLOSING}"


def _told(texts: Raw, rtl: bool) -> Raw:
    return {
        path: [_say(word, rtl) for word in words] if isinstance(words, list) else _say(words, rtl)
        for path, words in texts.items()
    }


def _say(text: str, rtl: bool) -> str:
    return mirrored(text) if rtl else longer(text)
