"""The content in row numbers: which answers of a pair count, and in which rows they are."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.batch.patterns import EXACT, KeyRows, Mask, Patterns, largest, number_of, patterns
from esteem_match.models import SIDES, Content, Key, RoleModel, Side
from esteem_match.scoring import Rule, rules

MISSING = 255
MOST_PATTERNS = (1 << 16) - 1
"""Up to this number, all patterns of a side are worked out once and then looked up."""

Bytes = NDArray[np.uint8]
Kind = Literal["int64", "object"]
"""64-bit whole numbers, or Python's own, which are slower and have no limit."""


class SideRows(NamedTuple):
    """The rows of one side of one role, and its answer patterns if they are few enough."""

    keys: tuple[KeyRows, KeyRows]
    close: tuple[int, ...]
    hold: tuple[int, ...]
    patterns: Patterns | None

    @property
    def limits(self) -> tuple[int, ...]:
        return (*self.close, *self.hold)


class Table(NamedTuple):
    """`items` names the rows; `positions` is the number of possible answers in each.

    `unasked`: rows with the position that means 'does not apply'. `roles`: both sides of each.
    `kind`: the whole numbers in which pairs with missing answers are computed exactly.
    """

    items: tuple[str, ...]
    positions: tuple[int, ...]
    unasked: tuple[tuple[int, int], ...]
    roles: tuple[tuple[SideRows, SideRows], ...]
    model: RoleModel
    kind: Kind


def compile(content: Content) -> Table:
    """The rows that count: key items and vetoes."""
    every = rules(content)
    counted = tuple(dict.fromkeys(item for rule in every for item in _items_of(rule)))
    words = {
        item.id: (len(content.side(side).options.get(item.options, ())), item.not_applicable)
        for side in SIDES
        for item in content.side(side).items()
    }
    row = {item: number for number, item in enumerate(counted)}
    keys = [{side: _keys(content.model, rule, side, row) for side in SIDES} for rule in every]
    kind = _kind(content.model, keys)
    of = cache(lambda shape: _all_patterns(content.model, shape, kind))
    return Table(
        items=counted,
        positions=tuple(sum(words[item]) for item in counted),
        unasked=tuple((row[item], words[item][0]) for item in counted if words[item][1]),
        roles=tuple(_sides(rule, mine, row, of) for rule, mine in zip(every, keys, strict=True)),
        model=content.model,
        kind=kind,
    )


def check_rows(table: Table, answers: Bytes) -> None:
    """ValueError unless `answers` has one row for each of the table's items."""
    if answers.ndim != 2 or len(answers) != len(table.items):
        raise ValueError(f"expected {len(table.items)} rows of answers, got shape {answers.shape}")


def ticked(answers: Bytes, rows: Sequence[int]) -> Mask:
    """For each pair, whether any of these vetoes is ticked."""
    return any_of(answers, (answers[row] == 1 for row in rows))


def pieces(pairs: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, pairs, size))


def any_of(answers: Bytes, masks: Iterator[Mask]) -> Mask:
    found = next(masks, None)
    if found is None:
        return np.zeros(answers.shape[1], dtype=np.bool_)
    for mask in masks:
        found |= mask
    return found


def _items_of(rule: Rule) -> Iterator[str]:
    for items in (*rule.keys.values(), *rule.vetoes.values()):
        yield from (item.id for item in items)


def _keys(model: RoleModel, rule: Rule, side: Side, row: dict[str, int]) -> tuple[KeyRows, KeyRows]:
    first, second = (_key(model, rule, key, row) for key in SIDES[side])
    return first, second


def _key(model: RoleModel, rule: Rule, key: Key, row: dict[str, int]) -> KeyRows:
    items, words = rule.keys[key], range(model.top + 1)
    return KeyRows(
        key,
        tuple(row[item.id] for item in items),
        tuple(item.weight for item in items),
        tuple(tuple(word for word in words if rule.holds_back(item, word)) for item in items),
    )


def _kind(model: RoleModel, keys: Sequence[dict[Side, tuple[KeyRows, KeyRows]]]) -> Kind:
    every = (largest(model, [key for side in mine.values() for key in side]) for mine in keys)
    return "int64" if max(every) < EXACT else "object"


def _sides(
    rule: Rule,
    keys: dict[Side, tuple[KeyRows, KeyRows]],
    row: dict[str, int],
    of: Callable[[tuple[KeyRows, KeyRows]], Patterns | None],
) -> tuple[SideRows, SideRows]:
    group, practitioner = (
        SideRows(
            keys=keys[side],
            close=tuple(row[v.id] for v in rule.vetoes[side] if v.effect == "close"),
            hold=tuple(row[v.id] for v in rule.vetoes[side] if v.effect == "hold"),
            patterns=of(_shape(keys[side])),
        )
        for side in SIDES
    )
    return group, practitioner


def _shape(keys: tuple[KeyRows, KeyRows]) -> tuple[KeyRows, KeyRows]:
    """The keys without their own rows: roles with the same questions share their patterns."""
    first, second = (key._replace(rows=tuple(range(len(key.rows)))) for key in keys)
    return first, second


def _all_patterns(model: RoleModel, keys: tuple[KeyRows, KeyRows], kind: Kind) -> Patterns | None:
    number = number_of(model, keys)
    if kind == "object" or number > MOST_PATTERNS:
        return None
    return patterns(model, keys, np.arange(number, dtype=kind))
