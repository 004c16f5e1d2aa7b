"""Ids: fit for an address or a column name, and used only once."""

import re
from collections.abc import Iterator, Mapping

from esteem_match.content.problems import Problem
from esteem_match.content.raw import FILES, Raw, checklists, entries
from esteem_match.content.raw import items as raw_items

FORM = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
TAKEN = "pair_id"  # tables of answers and forms have a column of that name
LISTS = ("areas", "roles", "leadership", "tensions", "advice", "agreement")

Named = Iterator[tuple[str, str, Raw]]


def problems(raw: Mapping[str, Raw]) -> Iterator[Problem]:
    yield from _once(_questions(raw))
    for side in ("group", "practitioner"):
        yield from _once(_listed(raw, side, "sections"))
    for key in LISTS:
        yield from _once(_listed(raw, "roles", key))
    yield from _once(_listed(raw, "examples", "examples"))


def _questions(raw: Mapping[str, Raw]) -> Named:
    """Items and checklists share one set of ids."""
    for side in ("group", "practitioner"):
        own = raw.get(side, {})
        for table, question in (*raw_items(own), *checklists(own)):
            yield FILES[side], table, question


def _listed(raw: Mapping[str, Raw], name: str, key: str) -> Named:
    for table, entry in entries(raw.get(name, {}), key):
        yield FILES[name], table, entry


def _once(named: Named) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file, table, entry in named:
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if not FORM.fullmatch(name):
            mend = "Use letters and digits, with single dots or dashes between"
            yield Problem(file, table, "id", f"{name!r} can't be an id", mend)
        if name.casefold() == TAKEN:
            wrong = f"{name!r} is the column that names a pair in tables of answers"
            yield Problem(file, table, "id", wrong, "Choose another id")
        if name in seen:
            wrong = f"the id {name!r} is doubled: it stands in {seen[name]} too"
            yield Problem(file, table, "id", wrong, "Give one of the two another id")
        seen.setdefault(name, f"{file}, {table}" if table else file)
