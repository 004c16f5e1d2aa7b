"""Turns raw data into models. Bad parts are reported and left out, so the rest is checked too."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError, create_model
from pydantic_core import ErrorDetails

from esteem_match.content.overlay import TEXTS
from esteem_match.content.problems import Problem
from esteem_match.content.raw import Raw, where
from esteem_match.models import Noun

PLAIN: Mapping[str, tuple[str, str]] = {
    "missing": ("is missing", "Write it"),
    "string_type": ("is not text", "Put it in quotes"),
    "string_too_short": ("is empty", "Write a text"),
    "int_type": ("is not a whole number", "Write a whole number without quotes"),
    "bool_type": ("is not true or false", "Write true or false without quotes"),
    "tuple_type": ("is not a list", "Put it in square brackets: [ ... ]"),
    "model_type": ("is not a table", "Write it as { name = value }, or as a table of its own"),
    "dict_type": ("is not a table", "Write it as { name = value }, or as a table of its own"),
    "too_short": ("is an empty list", "Name at least one"),
    "fraction_type": ("is not a fraction", 'Write it as text, like "3/8"'),
    "fraction_parsing": ("is not a fraction", 'Write it as text, like "3/8"'),
    "less_than_equal": ("is too large", "Make it smaller"),
    "greater_than_equal": ("is too small", "Make it larger"),
}
TEXT_ERRORS = frozenset({"missing", "string_type", "string_too_short"})
CONDITIONS = frozenset({"when", "signs", "facts", "touched_by", "hold_unless"})
STAND_IN = "?"

N = TypeVar("N", bound=Noun)


def shape(
    model: type[N], raw: Raw, file: str, skip: Callable[[ErrorDetails], bool] = lambda _: False
) -> "Shaped[N]":
    """The model of raw data, and all that is wrong with it, except errors to `skip`."""
    rest, problems, broken, lost = raw, dict[tuple[str, str], Problem](), set[str](), set[str]()
    while True:
        try:
            return Shaped(_whole(model, rest, lost), tuple(problems.values()), frozenset(broken))
        except ValidationError as error:
            found = [_problem(file, rest, e) for e in error.errors() if not skip(e)]
            problems = {**{(p.table, p.field): p for p in reversed(found)}, **problems}
            rest = deepcopy(rest)
            _leave_out(rest, error.errors(), broken, lost)


def nothing(model: type[N]) -> N:
    """A model with None in every field, for a file that can't be read."""
    return model.model_construct(**dict.fromkeys(model.model_fields))


def _whole(model: type[N], raw: Raw, lost: set[str]) -> N:
    text = json.dumps(raw, default=str)
    if not lost:
        return model.model_validate_json(text, strict=True)
    fields: Any = {
        name: (field.annotation, field)
        for name, field in model.model_fields.items()
        if name not in lost
    }
    part = create_model("Part", __base__=Noun, **fields).model_validate_json(text, strict=True)
    return model.model_construct(**{**part.__dict__, **dict.fromkeys(lost)})


def _leave_out(rest: Raw, errors: list[ErrorDetails], broken: set[str], lost: set[str]) -> None:
    """Drops unknown fields, replaces bad texts, and drops the model around any other error."""
    faults = [(error, *_nodes(rest, error)) for error in errors]
    for error, holder, noun in faults:
        field = error["loc"][-1]
        if error["type"] == "extra_forbidden":
            holder.pop(field, None)
        elif _is_text(error):
            holder[field] = STAND_IN
        elif noun:
            _drop(*noun, broken)
        else:
            lost.add(str(error["loc"][0]))
            rest.pop(str(error["loc"][0]), None)


def _nodes(rest: Raw, error: ErrorDetails) -> tuple[Any, tuple[list[Any], Any] | None]:
    """What contains the field of an error, and the innermost model around it with its list."""
    node: Any = rest
    noun, inside, holder = None, False, node
    for step in error["loc"]:
        inside = inside or step in CONDITIONS
        holder, above = node, node
        node = node[step] if _has(node, step) else None
        is_noun = isinstance(node, dict) or error["type"] == "model_type"
        if isinstance(above, list) and is_noun and not inside:
            noun = (above, node)
    return holder, noun


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and step < len(node)


def _is_text(error: ErrorDetails) -> bool:
    path = error["loc"]
    of_noun = len(path) == 1 or isinstance(path[-2], int)
    return error["type"] in TEXT_ERRORS and path[-1] in TEXTS and of_noun


def _drop(holder: list[Any], noun: Any, broken: set[str]) -> None:
    broken.update(_ids(noun) or {STAND_IN})
    holder[:] = [entry for entry in holder if entry is not noun]


def _ids(node: Any) -> set[str]:
    own = {str(node["id"])} if isinstance(node, dict) and "id" in node else set[str]()
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return own.union(*(_ids(part) for part in inner))


def _problem(file: str, raw: Raw, error: ErrorDetails) -> Problem:
    """One of pydantic's errors in plain words."""
    table, field = where(raw, error["loc"])
    kind, value = error["type"], f"{error['input']!r:.60}"
    if kind == "extra_forbidden":
        return Problem(file, table, field, "is not known here", _nearest_field(field))
    if kind == "literal_error":
        mend = f"Use one of: {error['ctx']['expected']}"
        return Problem(file, table, field, f"is {value}, which is not known", mend)
    if kind == "value_error":
        return Problem(file, table, field, str(error["ctx"]["error"]), "Add what is asked for")
    wrong, mend = PLAIN.get(kind, (f"is wrong: {error['msg']}", "Change the value"))
    shown = "" if kind in {"missing", "string_too_short", "too_short"} else f" (it is {value})"
    return Problem(file, table, field, wrong + shown, mend)


def _nearest_field(field: str) -> str:
    name = field.rpartition(".")[2]
    fields = {field for noun in Noun.__subclasses__() for field in noun.model_fields}
    near = get_close_matches(name, fields - {name}, n=1)
    return f"Perhaps {near[0]!r} is meant; else take it away" if near else "Take it away"


class Shaped(NamedTuple, Generic[N]):
    """A model with None for fields that can't be read, the problems, and the ids left out."""

    model: N
    problems: tuple[Problem, ...]
    broken: frozenset[str]
