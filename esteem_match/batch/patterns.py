"""The exact result of a side of a role for each pattern of answers, many patterns at a time.

The same as scoring/spread.py and scoring/likely.py, in whole numbers, with a column for each
pattern. A pattern is a number whose digits are the answers of the side's two keys: the position of
a word, or the next higher digit for an open answer.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, lcm, prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.models import Key, RoleModel

EXACT = 1 << 53
"""Whole numbers below this are exact as floats, so a quotient of two is rounded only once."""

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Integers = NDArray[Any]


class KeyRows(NamedTuple):
    """A key's items: their rows and weights, and the words of each that hold the role."""

    key: Key
    rows: tuple[int, ...]
    weights: tuple[int, ...]
    holding: tuple[tuple[int, ...], ...]

    @property
    def weight(self) -> int:
        """Only the strongest need counts."""
        return 1 if self.key == "need" else sum(self.weights)


class KeyPatterns(NamedTuple):
    """A key for each pattern. `every` and `free` count completions by what is earned, which is the
    row; free are those that nothing holds and, for a wish, that have a welcome."""

    every: Integers
    free: Integers
    total: Integers
    answered: Mask
    low: Integers
    high: Integers
    expected: Integers
    whole: Integers


class Patterns(NamedTuple):
    """A side for each pattern: how many of `total` completions reach each label or a better one,
    whether a key is blank, and the expected keys and value. The rest are products of both keys:
    `low` and `high` are parts of `top`, `expected` of `whole`."""

    total: Integers
    possible: Integers
    recommended: Integers
    blank: Mask
    keys: tuple[Floats, Floats]
    value: Floats
    low: Integers
    high: Integers
    top: int
    expected: Integers
    whole: Integers


def number_of(model: RoleModel, keys: Sequence[KeyRows]) -> int:
    """How many answer patterns these keys have."""
    return int((model.top + 2) ** sum(len(key.rows) for key in keys))


def largest(model: RoleModel, keys: Sequence[KeyRows]) -> int:
    """An upper bound for all whole numbers that these keys of a role can lead to."""
    sure = (model.sureness.likely.denominator, model.sureness.leaning.denominator, 2)
    counts = prod(_most_completions(model, key) for key in keys) * max(sure)
    return max(counts, prod(_most_parts(model, key) for key in keys), number_of(model, keys))


def patterns(model: RoleModel, keys: tuple[KeyRows, KeyRows], found: Integers) -> Patterns:
    """The side with these two keys, for the patterns `found`."""
    size = number_of(model, keys[1:])
    (one, at), (two, beside) = (
        np.unique(part, return_inverse=True) for part in (found // size, found % size)
    )
    first, second = _key_patterns(model, keys[0], one), _key_patterns(model, keys[1], two)
    possible, recommended = _reaching(model, keys, (first, at), (second, beside))
    expected = first.expected[at] * second.expected[beside]
    whole = first.whole[at] * second.whole[beside]
    return Patterns(
        total=first.total[at] * second.total[beside],
        possible=possible,
        recommended=recommended,
        blank=~(first.answered[at] & second.answered[beside]),
        keys=(
            quotient(first.expected, first.whole)[at],
            quotient(second.expected, second.whole)[beside],
        ),
        value=np.sqrt(quotient(expected, whole)),
        low=first.low[at] * second.low[beside],
        high=first.high[at] * second.high[beside],
        top=prod(model.top * key.weight for key in keys),
        expected=expected,
        whole=whole,
    )


def quotient(part: Integers, whole: Integers | int) -> Floats:
    """Rounded once: both are below EXACT, or Python's own."""
    return np.asarray(part / whole, dtype=np.float64)


def _most_completions(model: RoleModel, key: KeyRows) -> int:
    items, unit = len(key.rows), _unit(model, key)
    return max(int((unit * (1 + known)) ** (items - known)) for known in range(items + 1))


def _most_parts(model: RoleModel, key: KeyRows) -> int:
    """The largest `whole` of a key."""
    each = _most_completions(model, key)
    parts = each if key.key == "need" else _unit(model, key) * (1 + len(key.rows))
    return model.top * key.weight * parts


def _unit(model: RoleModel, key: KeyRows) -> int:
    return lcm(*(share.denominator for share in model.expected.of(key.key)))


def _key_patterns(model: RoleModel, key: KeyRows, found: Integers) -> KeyPatterns:
    base = model.top + 2
    answers = np.stack([found // base**place % base for place in range(len(key.rows))])
    chances, of_one = _chances(model, key, answers)
    every, free = _joined(model, key, chances), _free(model, key, chances)
    open_ = answers > model.top
    known = len(answers) - open_.sum(axis=0)
    total = of_one ** (len(answers) - known).astype(found.dtype)
    whole = model.top * key.weight
    there = every != 0
    low, high = there.argmax(axis=0), whole - there[::-1].argmax(axis=0)
    expected, parts = _expected(key, chances, every, of_one, total)
    return KeyPatterns(
        every,
        free,
        total,
        answered=np.asarray(known > 0),
        low=low.astype(found.dtype),
        high=high.astype(found.dtype),
        expected=expected,
        whole=whole * parts,
    )


def _chances(
    model: RoleModel, key: KeyRows, answers: Integers
) -> tuple[list[list[Integers]], Integers]:
    """The weight of each word of each item, and the total of these weights for an open answer."""
    words, unit = range(model.top + 1), _unit(model, key)
    open_ = answers > model.top
    one_hot = [(answers == word).astype(answers.dtype) for word in words]
    spread = [
        int(share * unit) + unit * times.sum(axis=0)
        for share, times in zip(model.expected.of(key.key), one_hot, strict=True)
    ]
    chances = [
        [np.where(open_[item], spread[word], one_hot[word][item]) for word in words]
        for item in range(len(answers))
    ]
    return chances, unit * (1 + sum(times.sum(axis=0) for times in one_hot))


def _free(model: RoleModel, key: KeyRows, chances: list[list[Integers]]) -> Integers:
    """Completions that nothing holds and, for a wish, in which at least one word is a welcome."""
    unheld = [_but(item, words) for item, words in zip(chances, key.holding, strict=True)]
    free = _joined(model, key, unheld)
    if key.key != "wish":
        return free
    welcome = range(model.welcome.answer, model.top + 1)
    return free - _joined(model, key, [_but(item, welcome) for item in unheld])


def _but(item: list[Integers], words: Iterable[int]) -> list[Integers]:
    """An item's chances, with 0 for these words."""
    without = set(words)
    return [chance * (word not in without) for word, chance in enumerate(item)]


def _joined(model: RoleModel, key: KeyRows, chances: list[list[Integers]]) -> Integers:
    """Completions of all items by what is earned: the strongest need, else the weighted sum."""
    if key.key == "need":
        up_to = prod(np.cumsum(np.stack(item), axis=0) for item in chances)
        return np.diff(up_to, axis=0, prepend=0)
    found = np.zeros((model.top * key.weight + 1, len(chances[0][0])), chances[0][0].dtype)
    found[0] = 1
    for item, weight in zip(chances, key.weights, strict=True):
        joined = np.zeros_like(found)
        for word, chance in enumerate(item):
            step = weight * word
            joined[step:] += found[: len(found) - step] * chance
        found = joined
    return found


def _expected(
    key: KeyRows, chances: list[list[Integers]], every: Integers, of_one: Integers, total: Integers
) -> tuple[Integers, Integers]:
    """What is earned on average, as a number and what to divide it by.

    A sum is taken item by item, which keeps the numbers small.
    """
    if key.key == "need":
        return np.asarray(sum(earned * times for earned, times in enumerate(every))), total
    means = (
        weight * sum(word * chance for word, chance in enumerate(item)) * (of_one // sum(item))
        for item, weight in zip(chances, key.weights, strict=True)
    )
    return np.asarray(sum(means)), of_one


def _reaching(
    model: RoleModel,
    keys: tuple[KeyRows, KeyRows],
    one: tuple[KeyPatterns, Integers],
    two: tuple[KeyPatterns, Integers],
) -> tuple[Integers, Integers]:
    """How many completions reach each line, by what the first key needs for each second key."""
    (first, at), (second, beside) = one, two
    wholes = [model.top * key.weight for key in keys]
    above = model.welcome.above * wholes[1] if keys[1].key == "wish" else Fraction(-1)
    found = []
    for line, mine, other in (
        (model.lines.possible, first.every, second.every),
        (model.lines.recommended, first.free, second.free),
    ):
        least, more = line**2 * prod(wholes), _at_least(mine)
        reached = np.zeros(len(at), dtype=mine.dtype)
        for earned in range(wholes[1] + 1):
            needed = ceil(least / earned) if earned else bool(least) * (wholes[0] + 1)
            if earned > above and needed <= wholes[0]:
                reached += more[needed][at] * other[earned][beside]
        found.append(reached)
    return found[0], found[1]


def _at_least(times: Integers) -> Integers:
    """How many completions earn each amount or more."""
    return np.cumsum(times[::-1], axis=0)[::-1]
