"""The same answers under many other weightings, which are the same on every machine.

They are points of an additive recurrence (R-sequence), not of a random generator: numpy does not
promise the same numbers from one version to the next. Source: scoring.md 3.2.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.models import SIDES, Answers, Content, Key, RoleModel, Side
from esteem_match.scoring import Rule, open_spread, rules

Floats = NDArray[np.float64]


class Weighted(NamedTuple):
    """Fits (draws, roles), sides (draws, roles, sides) and wishes (draws, roles), from 0 to 1.

    A need is its strongest answer under any weights. If the group is not read, a wish is 1.
    """

    fits: Floats
    sides: Floats
    wish: Floats


def draws(model: RoleModel, dimensions: int) -> Floats:
    """(draws, dimensions) multipliers around 1, triangular within the spread."""
    ratio = 2.0
    for _ in range(64):
        ratio = (1 + ratio) ** (1 / (dimensions + 1))
    steps = ratio ** -np.arange(1.0, dimensions + 1)
    even = (0.5 + np.outer(np.arange(1, model.robustness.draws + 1), steps)) % 1
    rising, falling = np.sqrt(2 * even) - 1, 1 - np.sqrt(2 * (1 - even))
    return 1 + float(model.robustness.spread) * np.where(even < 0.5, rising, falling)


def weigh(content: Content, sides: list[Side], facts: Answers) -> Weighted:
    """Every role under every draw; the slots of a key are in the order of weight in all roles.

    An open answer counts as the mean of its spread.
    """
    grids = [_grid(content.model, rule, sides, facts) for rule in rules(content)]
    answers, weights = (np.stack(part) for part in zip(*grids, strict=True))
    power, items = _multipliers(content.model, np.asarray(weights.any(axis=0)))
    whole = np.einsum("dks,rks->drk", items, weights)
    value = np.einsum("dks,rks->drk", items, weights * answers) / whole / content.model.top
    wish = np.ones(value.shape[:2])
    if "group" in sides:
        value[..., 0] = answers[:, 0].max(axis=1) / content.model.top
        wish = value[..., 1]
    return Weighted(_mean(value, power, len(sides) * 2)[..., 0], _mean(value, power, 2), wish)


def _multipliers(model: RoleModel, used: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Exponents (draws, 1, keys) and item multipliers (draws, keys, slots)."""
    keys = len(used)
    drawn = draws(model, keys + int(used.sum()))
    items = np.zeros((len(drawn), *used.shape))
    items[:, used] = drawn[:, keys:]
    return drawn[:, None, :keys], items


def _mean(value: Floats, power: Floats, keys: int) -> Floats:
    """Weighted geometric means of `keys` neighbouring keys at a time."""
    raised = (value**power).reshape(*value.shape[:2], -1, keys).prod(axis=3)
    whole = power.reshape(*power.shape[:2], -1, keys).sum(axis=3)
    return np.asarray(raised ** (1 / whole))


def _grid(model: RoleModel, rule: Rule, sides: list[Side], facts: Answers) -> tuple[Floats, Floats]:
    """Answers and weights as (keys, slots); a slot without an item is 0 in both."""
    keys: list[Key] = [key for side in sides for key in SIDES[side]]
    weights = np.zeros((len(keys), max(map(len, rule.keys.values()))))
    answers = np.zeros_like(weights)
    for row, key in enumerate(keys):
        usual = _expected(open_spread(model, rule, key, facts))
        for slot, item in enumerate(sorted(rule.keys[key], key=lambda item: -item.weight)):
            answer = facts.get(item.id)
            weights[row, slot] = item.weight
            answers[row, slot] = answer if isinstance(answer, int) else usual
    return answers, weights


def _expected(chances: Sequence[int]) -> float:
    return sum(word * chance for word, chance in enumerate(chances)) / sum(chances)
