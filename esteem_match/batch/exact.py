"""The scores of scoring/ for a whole table of pairs, bit for bit the same.

A side's result is looked up by its answer pattern; the chances of both sides are combined in whole
numbers. Where 64 bits might not be enough, these are Python's own (`Table.kind`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.batch.patterns import Floats, Integers, Mask, Patterns, patterns, quotient
from esteem_match.batch.table import (
    MISSING,
    MOST_PATTERNS,
    Bytes,
    SideRows,
    Table,
    check_rows,
    pieces,
    ticked,
)
from esteem_match.models import Label, RoleModel, Sureness
from esteem_match.scoring import ORDER

CODES: tuple[Label, ...] = ORDER
SURE: tuple[Sureness, ...] = tuple(Sureness)
NOT_NOW = CODES.index(Label.NOT_NOW)
OPEN = SURE.index(Sureness.OPEN)
PIECE = 1 << 14

Codes = NDArray[np.int8]


class Likely(NamedTuple):
    """Roles as rows, pairs as columns: labels as positions in CODES, sureness as one in SURE."""

    label: Codes
    label_low: Codes
    label_high: Codes
    sureness: Codes
    chance: Floats


class Scores(NamedTuple):
    """Keys, sides and fit by their expected values, the range of the fit, and the likely label."""

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
    sureness: Codes
    chance: Floats


class SideOf(NamedTuple):
    """One side of one role for each pair: its answer pattern, and its vetoes.

    `limits`: whether all of its vetoes are answered.
    """

    patterns: Patterns
    at: Integers
    closed: Mask
    held: Mask
    limits: Mask

    def reaching(self) -> tuple[Integers, Integers, Integers]:
        """How many completions there are, and how many reach "possible" and "recommended"."""
        possible = self.patterns.possible.take(self.at) * ~self.closed
        recommended = self.patterns.recommended.take(self.at) * ~(self.closed | self.held)
        return self.patterns.total.take(self.at), possible, recommended


Sides = tuple[SideOf, SideOf]


def score(table: Table, answers: Bytes, threads: int = 1) -> Scores:
    """The scores of each role of each pair. `answers`: (items, pairs), 255 = missing.

    ValueError when the rows are not the table's items. Source: scoring.md 9.
    """
    floats = len(Scores._fields) - len(Likely._fields)
    dtypes = (*[np.float64] * floats, *[np.int8] * 4, np.float64)
    return Scores(*_filled(table, answers, dtypes, _scores, threads))


def likely(table: Table, answers: Bytes, threads: int = 2) -> Likely:
    """The likely label of each role of each pair and how sure it is, the same as in `score`."""
    dtypes = (*[np.int8] * 4, np.float64)
    return Likely(*_filled(table, answers, dtypes, _likely, threads))


def _filled(
    table: Table,
    answers: Bytes,
    dtypes: Sequence[type],
    compute: Callable[[RoleModel, Sides], Sequence[NDArray[Any]]],
    threads: int,
) -> list[NDArray[Any]]:
    """The columns that `compute` returns for each role, piece by piece."""
    check_rows(table, answers)
    shape = len(table.roles), answers.shape[1]
    found: list[NDArray[Any]] = [np.empty(shape, dtype) for dtype in dtypes]

    def fill(piece: slice) -> None:
        facts = _facts(table, answers[:, piece])
        words = np.minimum(facts, table.model.top + 1)
        for role, (group, practitioner) in enumerate(table.roles):
            sides = _side(table, group, facts, words), _side(table, practitioner, facts, words)
            for column, values in zip(found, compute(table.model, sides), strict=True):
                column[role, piece] = values

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, pieces(answers.shape[1], PIECE)))
    return found


def _facts(table: Table, answers: Bytes) -> Bytes:
    """A copy with 0 for 'does not apply'."""
    facts = answers.copy()
    for row, position in table.unasked:
        facts[row][facts[row] == position] = 0
    return facts


def _side(table: Table, rows: SideRows, facts: Bytes, words: Bytes) -> SideOf:
    at = _pattern(table, rows, words)
    found = rows.patterns
    if found is None:
        asked, at = np.unique(at, return_inverse=True)
        found = patterns(table.model, rows.keys, asked)
    limits = np.ones(facts.shape[1], dtype=np.bool_)
    for row in rows.limits:
        limits &= facts[row] != MISSING
    return SideOf(found, at, ticked(facts, rows.close), ticked(facts, rows.hold), limits)


def _pattern(table: Table, rows: SideRows, words: Bytes) -> Integers:
    """The number of each pair's answer pattern on a side: the first key's digits come first."""
    base = table.model.top + 2
    asked = [row for key in rows.keys for row in reversed(key.rows)]
    few = rows.patterns is not None
    pattern: Integers = words[asked[0]].astype(
        np.min_scalar_type(MOST_PATTERNS) if few else table.kind
    )
    for row in asked[1:]:
        pattern *= base
        pattern += words[row]
    return pattern.astype(np.intp) if few else pattern


def _scores(model: RoleModel, sides: Sides) -> tuple[NDArray[Any], ...]:
    return (
        *(key.take(side.at) for side in sides for key in side.patterns.keys),
        *(side.patterns.value.take(side.at) * ~side.closed for side in sides),
        *_fit(*sides),
        *_likely(model, sides),
    )


def _fit(one: SideOf, other: SideOf) -> tuple[Floats, ...]:
    """Expected, lowest and highest fit: the fourth root of one quotient, rounded once."""
    top = one.patterns.top * other.patterns.top
    expected, whole, low, high = (
        getattr(one.patterns, part).take(one.at) * getattr(other.patterns, part).take(other.at)
        for part in ("expected", "whole", "low", "high")
    )
    open_ = ~(one.closed | other.closed)
    quotients = quotient(expected, whole), quotient(low, top), quotient(high, top)
    return tuple(np.sqrt(np.sqrt(one)) * open_ for one in quotients)


def _likely(model: RoleModel, sides: Sides) -> tuple[NDArray[Any], ...]:
    total, possible, recommended = (
        one * other for one, other in zip(*(side.reaching() for side in sides), strict=True)
    )
    blank, limits = (
        sides[0].patterns.blank.take(sides[0].at) | sides[1].patterns.blank.take(sides[1].at),
        sides[0].limits & sides[1].limits,
    )
    label = _level(2 * possible > total, (2 * recommended > total) & ~blank)
    low, high = (
        _level(possible == total, recommended == total),
        _level(possible > 0, recommended > 0),
    )
    settled = (low == high) & (limits | (low == NOT_NOW))
    of_each = total - possible, possible - recommended, recommended
    part = np.asarray(sum(times * (label == place) for place, times in enumerate(of_each)))
    sureness = _sureness(model, part, total, blank) * ~settled
    return label, low, high, sureness, quotient(part, total)


def _level(possible: Mask, recommended: Mask) -> Codes:
    return np.add(possible, recommended, dtype=np.int8)


def _sureness(model: RoleModel, part: Integers, total: Integers, blank: Mask) -> Codes:
    """From open down to likely, one step for each line that the label's chance reaches."""
    leaning, likely = (
        (part * line.denominator >= line.numerator * total) & ~blank
        for line in (model.sureness.leaning, model.sureness.likely)
    )
    return np.subtract(OPEN, _level(leaning, likely), dtype=np.int8)
