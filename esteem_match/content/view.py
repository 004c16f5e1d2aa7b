"""The base files as models, as far as they can be read; the checks work on these."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from esteem_match.content import mirrors
from esteem_match.content.problems import Problem
from esteem_match.content.raw import FILES, Raw, items, joined, where
from esteem_match.content.shape import N, Shaped, nothing, shape
from esteem_match.models import (
    Checklist,
    Example,
    Item,
    Noun,
    Questionnaire,
    RoleModel,
    Section,
    Side,
)


def look(raw: Mapping[str, Raw]) -> tuple["View", list[Problem]]:
    """The view of the base files, and the problems of reading them."""
    group = _shaped(Questionnaire, raw, "group")
    practitioner = _practitioner(raw)
    model, cases = _shaped(RoleModel, raw, "roles"), _shaped(Cases, raw, "examples")
    shaped: dict[str, Shaped[Any]] = {
        "group": group,
        "practitioner": practitioner,
        "roles": model,
        "examples": cases,
    }
    broken = {name: part.broken for name, part in shaped.items()}
    view = View(group.model, practitioner.model, model.model, cases.model.examples, broken)
    return view, [problem for part in shaped.values() for problem in part.problems]


def sections(view: "View", side: Side) -> Iterator[tuple[str, str, Section]]:
    """Each section of a side with its file and table."""
    for section in view.side(side).sections:
        yield FILES[side], joined("sections", section.id), section


def seats(view: "View", side: Side) -> Iterator[tuple[str, str, Item]]:
    """Each item of a side with its file and table."""
    for file, table, section in sections(view, side):
        for item in section.items:
            yield file, joined(f"{table}.items", item.id), item


def lists(view: "View", side: Side) -> Iterator[tuple[str, str, Checklist]]:
    """Each checklist of a side with its file and table."""
    for file, table, section in sections(view, side):
        for one in section.checklists:
            yield file, joined(f"{table}.checklists", one.id), one


def _shaped(model: type[N], raw: Mapping[str, Raw], name: str) -> Shaped[N]:
    if name not in raw:
        return Shaped(nothing(model), (), frozenset())
    return shape(model, raw[name], FILES[name])


def _practitioner(raw: Mapping[str, Raw]) -> Shaped[Questionnaire]:
    """Errors in what a mirror copies are reported once, for the group's item."""
    if "practitioner" not in raw:
        return _shaped(Questionnaire, raw, "practitioner")
    filled = mirrors.fill(raw.get("group", {}), raw["practitioner"])
    copies = {table for table, item in items(filled) if "mirrors" in item}

    def taken(error: ErrorDetails) -> bool:
        table, field = where(filled, error["loc"])
        return table in copies and field.partition(".")[0] in mirrors.FILLED

    return shape(Questionnaire, filled, FILES["practitioner"], taken)


class Cases(Noun):
    """The contents of examples.toml."""

    examples: tuple[Example, ...]


class View(NamedTuple):
    """The base files. What can't be read is None; `broken` has the ids of what was left out."""

    group: Questionnaire
    practitioner: Questionnaire
    model: RoleModel
    examples: tuple[Example, ...]
    broken: Mapping[str, frozenset[str]]

    def side(self, side: Side) -> Questionnaire:
        return self.group if side == "group" else self.practitioner

    def whole(self, side: Side) -> bool:
        return not self.broken[side]

    def left_out(self, name: str) -> bool:
        """Whether this id exists but can't be read: then references to it are not reported."""
        return any(name in broken for broken in self.broken.values())

    def item(self, name: str) -> tuple[Side, Item] | None:
        """An item by its id, with its side."""
        for side in ("group", "practitioner"):
            for item in self.side(side).items():
                if item.id == name:
                    return side, item
        return None
