"""The scores of scoring.py for a whole table of pairs, the same to the bit on every row."""

from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from esteem_match.batch.table import (
    MISSING,
    Bytes,
    Mask,
    SideRows,
    Table,
    Whole,
    check_rows,
    held,
    may_be_held,
    ticked,
)
from esteem_match.models import Label, RoleModel
from esteem_match.scoring import ORDER

CODES: tuple[Label, ...] = (*ORDER, Label.OPEN)
EXACT = 1 << 53
"""Whole numbers below this are exact as floats, so that a quotient of two is rounded once."""

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]


class Scores(NamedTuple):
    """A row a role, a column a pair. NaN where there is no point; labels as positions in CODES."""

    need: Floats
    wish: Floats
    capacity: Floats
    intention: Floats
    appropriate: Floats
    achievable: Floats
    fit: Floats
    fit_low: Floats
    fit_high: Floats
    label: Codes
    label_low: Codes
    label_high: Codes


class Ends(NamedTuple):
    """A key, or a product of keys: its ends over one whole, and its point over what is answered."""

    low: Whole
    high: Whole
    whole: int
    point: Whole
    answered: Whole
    known: Mask

    def times(self, other: Self) -> "Ends":
        return Ends(
            self.low * other.low,
            self.high * other.high,
            self.whole * other.whole,
            self.point * other.point,
            self.answered * other.answered,
            self.known & other.known,
        )

    def at_point(self) -> Floats:
        return np.where(self.known, _quotient(self.point, self.answered), np.nan)


def score(table: Table, answers: Bytes) -> Scores:
    """Everything that is said of each role of each pair. `answers`: (items, pairs), 255 = missing.

    ValueError when the rows are not the table's items. Source: scoring.md 3.2 and 3.6, 9.
    """
    check_rows(table, answers)
    facts = answers.copy()
    for row, position in table.unasked:
        facts[row][facts[row] == position] = 0
    columns = zip(*(_role_scores(table, sides, facts) for sides in table.roles), strict=True)
    return Scores(*(np.stack(column) for column in columns))


def _role_scores(
    table: Table, sides: tuple[SideRows, SideRows], facts: Bytes
) -> tuple[NDArray[Any], ...]:
    keys = [_key(table, key, facts) for side in sides for key in side.keys]
    group, practitioner = keys[0].times(keys[1]), keys[2].times(keys[3])
    closed = [ticked(facts, side.close) for side in sides]
    ranges = [
        _label_range(table.model, side, ends, facts, shut)
        for side, ends, shut in zip(sides, (group, practitioner), closed, strict=True)
    ]
    low, high = (np.minimum(*ends) for ends in zip(*ranges, strict=True))
    return (
        *(key.at_point() for key in keys),
        np.where(closed[0], 0.0, np.sqrt(group.at_point())),
        np.where(closed[1], 0.0, np.sqrt(practitioner.at_point())),
        *_fit(group.times(practitioner), closed[0] | closed[1]),
        np.where(low == high, low, CODES.index(Label.OPEN)).astype(np.int8),
        low,
        high,
    )


def _key(table: Table, key: tuple[tuple[int, int], ...], facts: Bytes) -> Ends:
    coverage, whole = table.model.report.coverage, sum(weight for _, weight in key)
    kind = _whole_kind(table)
    earned: Whole = np.zeros(facts.shape[1], dtype=kind)
    answered: Whole = np.zeros_like(earned)
    for row, weight in key:
        there = facts[row] != MISSING
        answered = answered + weight * there.astype(kind)
        earned = earned + weight * np.where(there, facts[row], 0).astype(kind)
    some = answered > 0
    return Ends(
        low=earned,
        high=earned + table.model.top * (whole - answered),
        whole=table.model.top * whole,
        point=earned,
        answered=np.where(some, table.model.top * answered, 1),
        known=some & (answered * coverage.denominator >= coverage.numerator * whole),
    )


def _whole_kind(table: Table) -> type:
    """Machine integers where no product can outgrow them, else Python's own: slow but exact."""
    lines = table.model.lines
    squares = max(lines.possible.denominator, lines.recommended.denominator) ** 2
    return np.int64 if table.largest() * squares < EXACT else object


def _label_range(
    model: RoleModel, side: SideRows, ends: Ends, facts: Bytes, closed: Mask
) -> tuple[Codes, Codes]:
    stays = held(facts, side)
    low = _capped(_label(model, ends.low, ends.whole), stays | may_be_held(facts, side))
    high = _capped(_label(model, ends.high, ends.whole), stays)
    return np.where(closed, np.int8(0), low), np.where(closed, np.int8(0), high)


def _label(model: RoleModel, product: Whole, whole: int) -> Codes:
    code = np.zeros(len(product), dtype=np.int8)
    for line in (model.lines.possible, model.lines.recommended):
        code += product * line.denominator**2 >= line.numerator**2 * whole
    return code


def _capped(code: Codes, hold: Mask) -> Codes:
    return np.where(hold, np.minimum(code, CODES.index(Label.POSSIBLE)), code).astype(np.int8)


def _fit(ends: Ends, closed: Mask) -> tuple[Floats, Floats, Floats]:
    fits = ends.at_point(), _quotient(ends.low, ends.whole), _quotient(ends.high, ends.whole)
    point, low, high = (np.where(closed, 0.0, np.sqrt(np.sqrt(fit))) for fit in fits)
    return point, low, high


def _quotient(product: Whole, whole: Whole | int) -> Floats:
    return np.asarray(product / whole, dtype=np.float64)
