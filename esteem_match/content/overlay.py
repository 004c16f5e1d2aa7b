"""Translations: a flat map of paths to texts, which replace those of the base files."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from esteem_match.content.raw import Raw, entry_name, joined

Words = str | list[str]

TEXTS = frozenset(
    {"title", "why", "text", "help", "says", "name", "line", "meaning", "then", "otherwise"}
    | {
        "look_out",
        "implies",
        "say",
        "do",
        "title_you",
        "say_you",
        "do_you",
        "title_lead",
        "say_lead",
        "do_lead",
        "name_lead",
        "line_lead",
        "look_out_lead",
        "implies_lead",
        "title_many",
        "text_many",
        "story",
        "note",
        "none",
        "plain",
    }
)
LISTS = frozenset({"anchors", "first_steps", "take_care"})
SENTENCES = frozenset({"high", "low"})
READERS = ("group", "practitioner")
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Slot(NamedTuple):
    """A text in raw data: its path in a translation, and its table and field."""

    path: str
    table: str
    holder: Raw
    field: str

    @property
    def words(self) -> Words:
        words: Words = self.holder[self.field]
        return words


def texts(name: str, raw: Raw) -> dict[str, Words]:
    """All texts of one file (group, practitioner, roles ...) that need a translation, by path."""
    return {slot.path: slot.words for slot in slots(name, raw)}


def slots(name: str, raw: Raw) -> Iterator[Slot]:
    """The texts of one file, with their places; ids, sources and addresses don't count."""
    if name == "interface":
        yield from _interface({key: part for key, part in raw.items() if key != "language"}, "")
        return
    options = raw.get("options")
    if isinstance(options, dict):
        yield from (
            Slot(f"options.{key}", "options", options, key)
            for key, words in options.items()
            if _is_list(words)
        )
    yield from _fields(raw, "", "")


def lay_over(base: Mapping[str, Raw], translation: Mapping[str, Raw]) -> dict[str, Raw]:
    """A copy of the base files with the texts of a translation."""
    translated = {name: deepcopy(raw) for name, raw in base.items()}
    for name, raw in translated.items():
        words = translation.get(name, {})
        for slot in list(slots(name, raw)):
            slot.holder[slot.field] = words.get(slot.path, slot.words)
    return translated


def flat(interface: Raw) -> dict[str, str]:
    """All words of interface.toml under their dotted names."""
    return {slot.path: str(slot.words) for slot in _interface(interface, "")}


def placeholders(words: Words) -> list[frozenset[str]]:
    """The `{names}` in each text."""
    lines = [words] if isinstance(words, str) else words
    return [frozenset(PLACEHOLDER.findall(line)) for line in lines]


def _interface(node: Raw, path: str) -> Iterator[Slot]:
    for key, value in node.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _interface(value, name)
        elif isinstance(value, str):
            yield Slot(name, path, node, key)


def _fields(node: Raw, path: str, table: str) -> Iterator[Slot]:
    for key, value in node.items():
        if (key in TEXTS and isinstance(value, str) and value) or (
            key in LISTS and _is_list(value)
        ):
            yield Slot(f"{path}.{key}" if path else key, table, node, key)
        elif key in SENTENCES and isinstance(value, dict):
            yield from _to_readers(value, f"{path}.{key}", f"{table}.{key}")
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    yield from _entry(entry, index, key, table)


def _entry(entry: Raw, index: int, key: str, table: str) -> Iterator[Slot]:
    name = entry["id"]
    path = name if key == "items" else f"{key}.{name}"
    inside = joined(f"{table}.{key}" if table else key, entry_name(entry, index))
    yield from _fields(entry, path, inside)
    if key == "examples" and entry.get("made_up") is True:
        yield from _made_up(entry, path, inside)


def _to_readers(sentences: Raw, path: str, table: str) -> Iterator[Slot]:
    """The sentences for each side."""
    for side in READERS:
        if isinstance(sentences.get(side), str) and sentences[side]:
            yield Slot(f"{path}.{side}", table, sentences, side)


def _made_up(entry: Raw, path: str, table: str) -> Iterator[Slot]:
    """The texts in a made-up pair's answers; those of a published case are not translated."""
    for side in READERS:
        answers = entry.get(side)
        if isinstance(answers, dict):
            names = [name for name, answer in answers.items() if isinstance(answer, str)]
            yield from (
                Slot(f"{path}.{side}.{one}", f"{table}.{side}", answers, one) for one in names
            )


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
