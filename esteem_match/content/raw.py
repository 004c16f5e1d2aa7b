"""Raw TOML data, which may be anything: finding things in it, and naming their places."""

from collections.abc import Iterator, Sequence
from typing import Any

Raw = dict[str, Any]

FILES = {
    "group": "group.toml",
    "practitioner": "practitioner.toml",
    "roles": "roles.toml",
    "interface": "interface.toml",
    "examples": "examples.toml",
}


def joined(table: str, name: str) -> str:
    """The name of a table inside another; a space comes before an id that has dots itself."""
    if not table:
        return name
    return f"{table} {name}" if "." in name else f"{table}.{name}"


def entry_name(entry: object, index: int) -> str:
    """An entry's id, or else its number in the list, counted from one."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and name else f"number {index + 1}"


def where(raw: Raw, path: Sequence[str | int]) -> tuple[str, str]:
    """The table (named by ids, not by positions) and the field at the end of a path."""
    table, fields, node = "", list[str](), raw
    for step in path:
        inside = isinstance(node, list if isinstance(step, int) else dict)
        node = _step(node, step)
        if isinstance(step, int) and isinstance(node, dict) and "id" in node:
            table, fields = joined(_below(table, fields), entry_name(node, step)), []
        elif inside and step != "[key]":
            fields.append(f"number {step + 1}" if isinstance(step, int) else step)
    if table or len(fields) < 2:
        return table, ".".join(fields)
    return ".".join(fields[:-1]), fields[-1]


def entries(raw: Raw, key: str, table: str = "") -> Iterator[tuple[str, Raw]]:
    """The tables in a list, each with its name; anything else in the list is skipped."""
    found = raw.get(key)
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, dict):
            yield joined(_below(table, [key]), entry_name(entry, index)), entry


def items(raw: Raw) -> Iterator[tuple[str, Raw]]:
    """The items of a raw questionnaire, each with its table's name."""
    for table, section in entries(raw, "sections"):
        yield from entries(section, "items", table)


def checklists(raw: Raw) -> Iterator[tuple[str, Raw]]:
    """The checklists of a raw questionnaire, each with its table's name."""
    for table, section in entries(raw, "sections"):
        yield from entries(section, "checklists", table)


def _step(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _below(table: str, fields: Sequence[str]) -> str:
    return ".".join(part for part in (table, *fields) if part)
