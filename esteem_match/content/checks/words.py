"""Texts: none is empty, and their placeholders are those that the program fills in."""

import re
from collections.abc import Iterator, Mapping

from esteem_match.content.overlay import PLACEHOLDER, placeholders, slots
from esteem_match.content.problems import Problem
from esteem_match.content.raw import FILES, Raw

BRACES = re.compile(r"[{}]")
CONTENT = frozenset({"group"})
FEWEST = 2


def problems(raw: Mapping[str, Raw]) -> Iterator[Problem]:
    for name, file in FILES.items():
        for slot in slots(name, raw.get(name, {})):
            lines = [slot.words] if isinstance(slot.words, str) else slot.words
            if not all(line.strip() for line in lines):
                wrong = "holds an empty text"
                yield Problem(file, slot.table, slot.field, wrong, "Write it or take it away")
            if any(BRACES.search(PLACEHOLDER.sub("", line)) for line in lines):
                mend = "Write a name in small letters in one pair of braces, like {group}"
                yield Problem(file, slot.table, slot.field, "has a brace that names nothing", mend)
            strange = frozenset[str]().union(*placeholders(slot.words)) - CONTENT
            if strange and name != "interface":
                wrong = f"has {{{sorted(strange)[0]}}}, which nobody fills in here"
                yield Problem(file, slot.table, slot.field, wrong, "Only {group} may stand here")


def option_lists(raw: Mapping[str, Raw]) -> Iterator[Problem]:
    """Each list has at least two options, all different."""
    for name in ("group", "practitioner"):
        found = (slot for slot in slots(name, raw.get(name, {})) if slot.table == "options")
        for slot in found:
            words = slot.words
            if len(words) < FEWEST:
                wrong = f"has too few words to choose from: {len(words)}"
                yield Problem(FILES[name], "options", slot.field, wrong, "Write at least two")
            doubled = sorted({word for word in words if words.count(word) > 1})
            if doubled:
                wrong = f"says {doubled[0]!r} twice, so that nobody can tell the two apart"
                yield Problem(FILES[name], "options", slot.field, wrong, "Change one of the two")


def needs(raw: Mapping[str, Raw]) -> Iterator[Problem]:
    """The interface names each level of a need that the model has."""
    levels, top = raw.get("interface", {}).get("needs"), raw.get("roles", {}).get("top")
    if not isinstance(levels, dict) or not isinstance(top, int):
        return
    if set(levels) != {"unknown", *map(str, range(top + 1))}:
        mend = f"Write 0 to {top} and unknown: top in {FILES['roles']} says so"
        yield Problem(FILES["interface"], "needs", "", f"has not just the words 0 to {top}", mend)


def not_texts(raw: Mapping[str, Raw]) -> Iterator[Problem]:
    """The interface has only texts and tables."""
    yield from _not_texts(raw.get("interface", {}), "")


def _not_texts(node: Raw, table: str) -> Iterator[Problem]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _not_texts(value, f"{table}.{key}" if table else key)
        elif not isinstance(value, str):
            yield Problem(FILES["interface"], table, key, f"is {value!r}, not a text", "Quote it")
