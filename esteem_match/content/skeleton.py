"""A translation to fill in: empty texts, each with the base text as a comment above it."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from esteem_match.content.files import TRANSLATIONS, read
from esteem_match.content.library import library
from esteem_match.content.overlay import Words, texts
from esteem_match.content.problems import ContentError, Problem
from esteem_match.content.raw import Raw
from esteem_match.content.translations import not_a_code

NEXT_TABLE = re.compile(r"^[ \t]*\[[^\]\n\"',]+\]", re.MULTILINE)
BLANK_END = re.compile(r"(?:^[ \t\r]*\n)*\Z", re.MULTILINE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
BARE = re.compile(r"[A-Za-z0-9_-]+")
BOM = "\ufeff"
NAME = "The language's own name for itself."
DIRECTION = "ltr where it is written from left to right, rtl from right to left."
HEAD = """\
# A translation. The comment above each empty text is what to translate; what is empty is missing.
# Names in braces, like {group}, stay as they are.
"""


def skeleton(folder: Path, code: str) -> "Skeleton":
    """The translation of a folder into this language, with an empty text for each missing one.

    What is there already is kept byte for byte. Raises ContentError.
    """
    base, others, problems = read(folder)
    file = f"{TRANSLATIONS}/{code}.toml"
    library(base, {}, [p for p in problems if p.file == file or not _of_a_translation(p)])
    if wrong := not_a_code(base, code):
        raise ContentError([wrong])
    path = folder / file
    before = path.read_bytes().decode() if code in others else HEAD
    lacking = _lacking(base, others.get(code, {}))
    return Skeleton(path, _completed(file, before, lacking), sum(map(len, lacking.values())))


def _of_a_translation(problem: Problem) -> bool:
    return problem.file.startswith(f"{TRANSLATIONS}/")


def _lacking(base: Mapping[str, Raw], there: Raw) -> dict[str, dict[str, Words]]:
    """By table, the base texts for which a translation has no line."""
    wanted: dict[str, dict[str, Words]] = {"language": {"name": NAME}}
    if "language" not in there:
        wanted["language"]["direction"] = DIRECTION
    wanted |= {name: texts(name, raw) for name, raw in base.items()}
    lacking = {
        name: {path: words for path, words in entries.items() if path not in _table(there, name)}
        for name, entries in wanted.items()
    }
    return {name: entries for name, entries in lacking.items() if entries}


def _table(raw: Raw, name: str) -> Raw:
    table = raw.get(name)
    return table if isinstance(table, dict) else {}


def _completed(file: str, text: str, lacking: Mapping[str, Mapping[str, Words]]) -> str:
    for name, entries in lacking.items():
        longer = _into(text, name, "".join(_places(entries)))
        if not _adds(text, longer, name, entries):
            mend = f"Begin it with one line [{name}], and put its texts below"
            raise ContentError([Problem(file, name, "", "can't be added to as it stands", mend)])
        text = longer
    return text


def _into(text: str, name: str, places: str) -> str:
    """The text with `places` at the end of a table, which is added if it is missing."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    found = re.search(rf"^{BOM}?[ \t]*\[[ \t]*{name}[ \t]*\][ \t\r]*(#.*)?$", text, re.MULTILINE)
    after = NEXT_TABLE.search(text, found.end()) if found else None
    before = text[: after.start()] if after else text
    if before and not before.endswith("\n"):
        before += line_end
    end = BLANK_END.search(before)
    at = end.start() if end else len(before)
    new = places if found else f"\n[{name}]\n{places}"
    return before[:at] + new.replace("\n", line_end) + before[at:] + text[len(before) :]


def _adds(old: str, new: str, name: str, entries: Mapping[str, Words]) -> bool:
    """Whether the new text is the old one plus the empty entries, and nothing else."""
    before = _parsed(old) or {}
    places = {path: _empty(words) for path, words in entries.items()}
    return _parsed(new) == {**before, name: {**_table(before, name), **places}}


def _empty(words: Words) -> Words:
    return "" if isinstance(words, str) else [""] * len(words)


def _parsed(text: str) -> Raw | None:
    try:
        return tomllib.loads(text.removeprefix(BOM))
    except tomllib.TOMLDecodeError:
        return None


def _places(entries: Mapping[str, Words]) -> Iterator[str]:
    for path, words in entries.items():
        key = path if BARE.fullmatch(path) else json.dumps(path, ensure_ascii=False)
        if isinstance(words, str):
            yield f'\n{_comment(words, "")}{key} = ""\n'
        else:
            lines = "".join(f'{_comment(word, "    ")}    "",\n' for word in words)
            yield f"\n{key} = [\n{lines}]\n"


def _comment(text: str, indent: str) -> str:
    lines = (f"{indent}# {CONTROL.sub(' ', line)}".rstrip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines)


class Skeleton(NamedTuple):
    """The file of a translation, its full text, and how many empty texts were added."""

    path: Path
    text: str
    added: int
