"""Fits and labels of complete answers only, in narrow whole numbers in pieces."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from math import ceil, prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.batch.table import Bytes, SideRows, Table, check_rows, held, ticked

PIECE = 1 << 19


class Fits(NamedTuple):
    """A row a role, a column a pair: the fit in single precision, the label as in CODES."""

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
        for _ in pool.map(lambda piece: _fill(table, answers, found, piece), _pieces(shape[1])):
            pass
    return found


def _pieces(pairs: int) -> Iterator[slice]:
    return (slice(start, start + PIECE) for start in range(0, pairs, PIECE))


def _fill(table: Table, answers: Bytes, found: Fits, piece: slice) -> None:
    facts = answers[:, piece]
    for role, sides in enumerate(table.roles):
        wholes = table.wholes(role)
        group = _product(table, sides[0], wholes[:2], facts)
        practitioner = _product(table, sides[1], wholes[2:], facts)
        shut = ticked(facts, sides[0].close) | ticked(facts, sides[1].close)
        open_ = np.logical_not(shut, out=shut)
        _write_fit(found.fit[role, piece], group, practitioner, prod(wholes), open_)
        codes = (
            _codes(table, sides[0], group, prod(wholes[:2]), facts),
            _codes(table, sides[1], practitioner, prod(wholes[2:]), facts),
        )
        np.multiply(np.minimum(*codes), open_, out=found.label[role, piece])


def _product(table: Table, side: SideRows, wholes: list[int], facts: Bytes) -> NDArray[Any]:
    first, second = (
        _sum(table, key, whole, facts) for key, whole in zip(side.keys, wholes, strict=True)
    )
    product: NDArray[Any] = np.multiply(first, second, dtype=np.min_scalar_type(prod(wholes)))
    return product


def _sum(table: Table, key: tuple[tuple[int, int], ...], whole: int, facts: Bytes) -> NDArray[Any]:
    total = np.zeros(facts.shape[1], dtype=np.min_scalar_type(whole))
    for row, weight in key:
        if facts[row].max(initial=0) > table.model.top:
            raise ValueError(f"{table.items[row]}: the fast path takes complete answers only")
        total += facts[row] if weight == 1 else weight * facts[row].astype(total.dtype)
    return total


def _write_fit(
    out: NDArray[np.float32],
    group: NDArray[Any],
    practitioner: NDArray[Any],
    whole: int,
    open_: NDArray[np.bool_],
) -> None:
    product = np.multiply(group, practitioner, dtype=np.min_scalar_type(whole))
    np.multiply(product, np.float32(1 / whole), out=out)
    np.sqrt(out, out=out)
    np.sqrt(out, out=out)
    np.multiply(out, open_, out=out)


def _codes(
    table: Table, side: SideRows, product: NDArray[Any], whole: int, facts: Bytes
) -> NDArray[np.int8]:
    possible, recommended = (
        product >= ceil(Fraction(line) ** 2 * whole)
        for line in (table.model.lines.possible, table.model.lines.recommended)
    )
    recommended &= ~held(facts, side)
    return np.add(possible, recommended, dtype=np.int8)
