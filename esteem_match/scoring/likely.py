"""From the possible values of the keys to the likely label of a role, and how sure it is.

    right for the group: √(need · wish)            within reach: √(capacity · intention)
    recommended: reaches lines.recommended         possible with support: reaches lines.possible

A side that is held is at most "possible"; so is the group's if none of its wishes is a welcome. A
wish that is not above welcome.above makes it "not now". Both sides together: the worse of the two
labels. The likely label is the highest that is reached with a chance above one half: the median,
which never falls when an answer rises, as the most probable label can. Chances are exact fractions,
worst label first.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from esteem_match.models import Label, RoleModel, Side, Sureness
from esteem_match.scoring.labels import ORDER, worst
from esteem_match.scoring.spread import KeyChances, Outcome

Chances = tuple[Fraction, ...]

HALF = Fraction(1, 2)


class Known(NamedTuple):
    """What decides how sure a label is: whether a key has no answer (`blank`), and whether all
    vetoes are answered (`limits`), by the sides that count."""

    blank: bool
    limits: bool


class Verdict(NamedTuple):
    label: Label
    chance: Fraction
    sureness: Sureness
    chances: Chances
    label_low: Label
    label_high: Label


def side_chances(
    model: RoleModel, side: Side, first: KeyChances, second: KeyChances, *, held: bool
) -> Chances:
    """The chance of each label of one side from its two keys. `held`: at most "possible"."""
    needed = _needed(model, first.whole * second.whole)
    above = model.welcome.above * second.whole if side == "group" else None
    found = [0] * len(ORDER)
    for one, times in first.outcomes.items():
        for other, chance in second.outcomes.items():
            level = sum(one.earned * other.earned >= least for least in needed)
            if held or one.held or other.held or _unwelcome(side, other):
                level = min(level, ORDER.index(Label.POSSIBLE))
            if above is not None and other.earned <= above:
                level = ORDER.index(Label.NOT_NOW)
            found[level] += times * chance
    return tuple(Fraction(times, first.total * second.total) for times in found)


def both(one: Chances, other: Chances) -> Chances:
    """The chance of each label for two sides, of which the worse counts."""
    least = [_at_least(one, n) * _at_least(other, n) for n in range(len(ORDER))]
    return tuple(here - more for here, more in zip(least, [*least[1:], Fraction(0)], strict=True))


def verdict(model: RoleModel, chances: Chances, known: Known) -> Verdict:
    """The likely label, how sure it is, and the range of labels."""
    low, high = _ends(chances)
    label = max((one for one in ORDER if _at_least(chances, ORDER.index(one)) > HALF), key=_place)
    if known.blank:
        label = worst(label, Label.POSSIBLE)
    chance = chances[_place(label)]
    settled = low == high and (known.limits or low == Label.NOT_NOW)
    sureness = Sureness.SETTLED if settled else _sureness(model, chance, known)
    return Verdict(label, chance, sureness, chances, low, high)


def _sureness(model: RoleModel, chance: Fraction, known: Known) -> Sureness:
    if known.blank or chance < model.sureness.leaning:
        return Sureness.OPEN
    return Sureness.LIKELY if chance >= model.sureness.likely else Sureness.LEANING


def _needed(model: RoleModel, whole: int) -> tuple[int, ...]:
    """The least product of two keys that reaches each line, in whole numbers without roots."""
    lines = model.lines
    return tuple(ceil(Fraction(line) ** 2 * whole) for line in (lines.possible, lines.recommended))


def _unwelcome(side: Side, wish: Outcome) -> bool:
    return side == "group" and not wish.welcomed


def _at_least(chances: Sequence[Fraction], level: int) -> Fraction:
    return sum(chances[level:], start=Fraction(0))


def _ends(chances: Chances) -> tuple[Label, Label]:
    possible = [label for label, chance in zip(ORDER, chances, strict=True) if chance]
    return possible[0], possible[-1]


def _place(label: Label) -> int:
    return ORDER.index(label)
