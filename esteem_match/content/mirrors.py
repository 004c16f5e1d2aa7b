"""Mirrors: questions on the practitioner's view of the group, filled in from the group's own."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES, Raw, items

OWN = frozenset({"id", "text", "help", "mirrors", "asked_with", "when", "source"})
FILLED = ("kind", "options", "role", "area", "not_applicable", "max_length", "high", "low")


def fill(group: Raw, practitioner: Raw) -> Raw:
    """A copy of the practitioner's raw questionnaire with its mirrors completed.

    A mirrored option list is copied too, unless the practitioner's file has its own.
    """
    filled = deepcopy(practitioner)
    asked = _by_id(group)
    for _, item in items(filled):
        mirrored = asked.get(str(item.get("mirrors")), {})
        item.update({field: mirrored[field] for field in FILLED if field in mirrored})
        _copy_options(group, filled, mirrored.get("options"))
    return filled


def problems(group: Raw, practitioner: Raw) -> Iterator[Problem]:
    for table, item in items(group):
        if "mirrors" in item:
            wrong = "mirrors another question, but the group answers for itself"
            yield Problem(FILES["group"], table, "mirrors", wrong, "Take it away")
    seen: dict[str, str] = {}
    for table, item in items(practitioner):
        name = item.get("mirrors")
        if isinstance(name, str):
            yield from _of_one(group, practitioner, table, item, name)
            yield from _doubled(seen, table, name)


def _of_one(group: Raw, practitioner: Raw, table: str, item: Raw, name: str) -> Iterator[Problem]:
    file, asked = FILES["practitioner"], _by_id(group)
    if name not in asked:
        own = name in _by_id(practitioner)
        wrong = f"names {name!r}, which is {'not asked of the group' if own else 'no question'}"
        yield Problem(file, table, "mirrors", wrong, known(asked, name))
        return
    for field in sorted(set(item) - OWN):
        wrong = f"stands in a mirror of {name!r}, which takes it from {FILES['group']}"
        yield Problem(file, table, field, wrong, "Take it away")
    if asked[name].get("kind") == "veto":
        wrong = f"names {name!r}, a plain no of the group, which nobody else can say"
        yield Problem(file, table, "mirrors", wrong, "Take the question away")
    yield from _of_options(group, practitioner, table, asked[name].get("options"))


def _of_options(group: Raw, practitioner: Raw, table: str, name: object) -> Iterator[Problem]:
    theirs, ours = _options(group).get(str(name)), _options(practitioner).get(str(name))
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) != len(ours):
        wrong = f"option list {name!r} has {len(ours)} words here and {len(theirs)} for the group"
        mend = "Say the same answers in both files, in the same order"
        yield Problem(FILES["practitioner"], table, "mirrors", wrong, mend)


def _doubled(seen: dict[str, str], table: str, name: str) -> Iterator[Problem]:
    if name in seen:
        wrong = f"names {name!r}, which {seen[name]} mirrors already"
        yield Problem(FILES["practitioner"], table, "mirrors", wrong, "Keep one of the two")
    seen.setdefault(name, table)


def _by_id(raw: Raw) -> Mapping[str, Raw]:
    return {item["id"]: item for _, item in items(raw) if isinstance(item.get("id"), str)}


def _options(raw: Raw) -> Raw:
    options = raw.get("options")
    return options if isinstance(options, dict) else {}


def _copy_options(group: Raw, filled: Raw, name: object) -> None:
    options = filled.setdefault("options", {})
    if isinstance(name, str) and isinstance(options, dict) and name in _options(group):
        options.setdefault(name, _options(group)[name])
