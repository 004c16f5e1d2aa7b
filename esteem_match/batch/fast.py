"""Fits and labels of complete answers only, in small whole numbers, piece by piece."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import chain
from math import ceil, floor, prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.batch.patterns import KeyRows, Mask
from esteem_match.batch.table import Bytes, SideRows, Table, any_of, check_rows, pieces, ticked

PIECE = 1 << 17


class Fits(NamedTuple):
    """Roles as rows, pairs as columns: the fit in single precision, the label as in CODES."""

    fit: NDArray[np.float32]
    label: NDArray[np.int8]


def fits(table: Table, answers: Bytes, threads: int = 2) -> Fits:
    """Fits to 1e-6 and exact labels of complete answers. `answers`: (items, pairs).

    An absent veto may be 255; 'does not apply' must already be 0. ValueError on a missing answer.
    """
    check_rows(table, answers)
    shape = len(table.roles), answers.shape[1]
    found = Fits(np.empty(shape, np.float32), np.empty(shape, np.int8))
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(
            lambda piece: _fill(table, answers, found, piece), pieces(shape[1], PIECE)
        ):
            pass
    return found


def _fill(table: Table, answers: Bytes, found: Fits, piece: slice) -> None:
    facts = answers[:, piece]
    for role, sides in enumerate(table.roles):
        (group, mine), (practitioner, theirs) = (_side(table, side, facts) for side in sides)
        shut = ticked(facts, (*sides[0].close, *sides[1].close))
        open_ = np.logical_not(shut, out=shut).view(np.int8)
        np.multiply(group, open_, out=group, casting="unsafe")
        whole = prod(_whole(table, key) for side in sides for key in side.keys)
        _write_fit(found.fit[role, piece], group, practitioner, whole)
        np.multiply(np.minimum(mine, theirs, out=mine), open_, out=found.label[role, piece])


def _side(table: Table, side: SideRows, facts: Bytes) -> tuple[NDArray[Any], NDArray[np.int8]]:
    """The product of both keys, and the side's label."""
    first, second = (_earned(table, key, facts) for key in side.keys)
    wholes = [_whole(table, key) for key in side.keys]
    product = np.multiply(first, second, dtype=np.min_scalar_type(prod(wholes)))
    possible, recommended = (
        product >= ceil(Fraction(line) ** 2 * prod(wholes))
        for line in (table.model.lines.possible, table.model.lines.recommended)
    )
    free = np.greater(recommended, _held(table, facts, side), out=recommended)
    label = np.add(possible.view(np.int8), free.view(np.int8))
    if side.keys[1].key == "wish":
        above = second > floor(table.model.welcome.above * wholes[1])
        label *= above.view(np.int8)
    return product, label


def _whole(table: Table, key: KeyRows) -> int:
    return table.model.top * key.weight


def _earned(table: Table, key: KeyRows, facts: Bytes) -> NDArray[Any]:
    """The strongest need, or for any other key the weighted sum."""
    for row in key.rows:
        if facts[row].max(initial=0) > table.model.top:
            raise ValueError(f"{table.items[row]}: the fast path takes complete answers only")
    if key.key == "need":
        return _strongest(facts, key.rows)
    dtype = np.min_scalar_type(_whole(table, key))
    parts = (
        facts[row] if weight == 1 else weight * facts[row].astype(dtype)
        for row, weight in zip(key.rows, key.weights, strict=True)
    )
    total: NDArray[Any] = next(parts).astype(dtype)
    for part in parts:
        total += part
    return total


def _strongest(facts: Bytes, rows: Sequence[int]) -> Bytes:
    found: Bytes = facts[rows[0]]
    for row in rows[1:]:
        found = np.maximum(found, facts[row])
    return found


def _held(table: Table, facts: Bytes, side: SideRows) -> Mask:
    """For each pair, whether a veto or an answer holds this side, or no wish is a welcome."""
    words = (
        _one_of(facts[row], words)
        for key in side.keys
        for row, words in zip(key.rows, key.holding, strict=True)
        if words
    )
    vetoes = (facts[row] == 1 for row in side.hold)
    wishes = (
        _strongest(facts, key.rows) < table.model.welcome.answer
        for key in side.keys
        if key.key == "wish"
    )
    return any_of(facts, chain(words, vetoes, wishes))


def _one_of(row: Bytes, words: Sequence[int]) -> Mask:
    if words == tuple(range(len(words))):
        return np.less(row, len(words))
    return np.isin(row, words)


def _write_fit(
    out: NDArray[np.float32], group: NDArray[Any], practitioner: NDArray[Any], whole: int
) -> None:
    product = np.multiply(group, practitioner, dtype=np.min_scalar_type(whole))
    np.multiply(product, np.float32(1 / whole), out=out)
    np.sqrt(out, out=out)
    np.sqrt(out, out=out)
