"""A content as row numbers: which answers of a pair count, and where they stand."""

from collections.abc import Iterator
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.models import SIDES, Condition, Content, RoleModel, Side
from esteem_match.scoring import Rule, rules

MISSING = 255

Bytes = NDArray[np.uint8]
Whole = NDArray[Any]
Mask = NDArray[np.bool_]


class SideRows(NamedTuple):
    """Where one side of one role stands in the rows, with the weights of its two keys."""

    keys: tuple[tuple[tuple[int, int], ...], ...]
    close: tuple[int, ...]
    hold: tuple[int, ...]
    floors: tuple[int, ...]
    holds: tuple[tuple[int, Condition], ...]


class Table(NamedTuple):
    """`items` names the rows; `positions` is how many answers each row has, counted from 0.

    `unasked` gives the rows and the position that means 'does not apply'; `roles` the two sides.
    """

    items: tuple[str, ...]
    positions: tuple[int, ...]
    unasked: tuple[tuple[int, int], ...]
    roles: tuple[tuple[SideRows, SideRows], ...]
    model: RoleModel

    def wholes(self, role: int) -> list[int]:
        """The largest sum of each of the role's four keys."""
        keys = (key for side in self.roles[role] for key in side.keys)
        return [self.model.top * sum(weight for _, weight in key) for key in keys]

    def largest(self) -> int:
        """The largest product of four key sums of any role."""
        return max(prod(self.wholes(role)) for role in range(len(self.roles)))


def compile(content: Content) -> Table:
    """The rows that count: key items, vetoes and the answers that can hold a role."""
    counted = tuple(dict.fromkeys(item for rule in rules(content) for item in _items_of(rule)))
    words = {
        item.id: (len(content.side(side).options.get(item.options, ())), item.not_applicable)
        for side in SIDES
        for item in content.side(side).items()
    }
    row = {item: number for number, item in enumerate(counted)}
    return Table(
        items=counted,
        positions=tuple(sum(words[item]) for item in counted),
        unasked=tuple((row[item], words[item][0]) for item in counted if words[item][1]),
        roles=tuple(_role_rows(rule, row) for rule in rules(content)),
        model=content.model,
    )


def check_rows(table: Table, answers: Bytes) -> None:
    """ValueError unless `answers` has one row for each of the table's items."""
    if answers.ndim != 2 or len(answers) != len(table.items):
        raise ValueError(f"expected {len(table.items)} rows of answers, got shape {answers.shape}")


def ticked(answers: Bytes, rows: tuple[int, ...]) -> Mask:
    """For each pair, whether any of these vetoes is ticked."""
    return _any(answers, [answers[row] == 1 for row in rows])


def held(answers: Bytes, side: SideRows) -> Mask:
    """For each pair, whether an answer holds this side at 'possible with support'."""
    floors = [answers[row] == 0 for row in side.floors]
    unmet = [~_missing(answers[row]) & ~_met(answers[row], c) for row, c in side.holds]
    return _any(answers, floors + unmet) | ticked(answers, side.hold)


def may_be_held(answers: Bytes, side: SideRows) -> Mask:
    """For each pair, whether a missing answer could still hold this side."""
    rows = (*side.floors, *(row for row, _ in side.holds))
    return _any(answers, [_missing(answers[row]) for row in rows])


def _items_of(rule: Rule) -> Iterator[str]:
    for items in (*rule.keys.values(), *rule.vetoes.values()):
        yield from (item.id for item in items)
    for conditions in rule.holds.values():
        yield from (condition.item for condition in conditions)


def _role_rows(rule: Rule, row: dict[str, int]) -> tuple[SideRows, SideRows]:
    return _side_rows(rule, "group", row), _side_rows(rule, "practitioner", row)


def _side_rows(rule: Rule, side: Side, row: dict[str, int]) -> SideRows:
    return SideRows(
        keys=tuple(tuple((row[i.id], i.weight) for i in rule.keys[k]) for k in SIDES[side]),
        close=tuple(row[v.id] for v in rule.vetoes[side] if v.effect == "close"),
        hold=tuple(row[v.id] for v in rule.vetoes[side] if v.effect == "hold"),
        floors=tuple(row[item.id] for item in rule.floors(side)),
        holds=tuple((row[c.item], c) for c in rule.holds[side]),
    )


def _any(answers: Bytes, masks: list[Mask]) -> Mask:
    found = np.zeros(answers.shape[1], dtype=np.bool_)
    for mask in masks:
        found |= mask
    return found


def _missing(row: Bytes) -> Mask:
    return np.equal(row, MISSING)


def _met(row: Bytes, condition: Condition) -> Mask:
    met = np.ones(len(row), dtype=np.bool_)
    if condition.at_least is not None:
        met &= row >= condition.at_least
    if condition.at_most is not None:
        met &= row <= condition.at_most
    return met
