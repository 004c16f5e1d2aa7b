"""Ranks roles in bands of about equal ones, best first, by one side or both."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import prod

from esteem_match.models import SIDES, RoleFit, RoleModel, Side, Standing
from esteem_match.scoring.labels import ORDER
from esteem_match.scoring.roots import nearer

Reads = Callable[[RoleFit], Side | None]
"""The side by which a role is judged; None: both."""


def together(_fit: RoleFit) -> Side | None:
    """Both sides of every role: both have answered."""
    return None


def alone(side: Side) -> Reads:
    """One side by itself."""
    return lambda _fit: side


def with_picture(fit: RoleFit) -> Side | None:
    """For a practitioner alone: their own side, or both sides once their picture of the group has
    an answer on need and on wish."""
    seen = all(fit.keys[key].answered for key in SIDES["group"])
    return None if seen else "practitioner"


def standing(fit: RoleFit, side: Side | None) -> Standing:
    return fit if side is None else fit.parts[side]


def rank(
    model: RoleModel, fits: Iterable[RoleFit], reads: Reads = together
) -> tuple[tuple[RoleFit, ...], ...]:
    """Bands of about equal roles, best first: by label, then by expected fit.

    The roles of a band share one label and lie within the model's `tie` of its first role. Equal
    ones are in the order of their ids, whatever their order in the file.
    """
    every = tuple(fits)
    sides = {reads(fit) for fit in every}
    of = next(iter(sides)) if len(sides) == 1 else None
    level = {fit.role: -ORDER.index(standing(fit, reads(fit)).label) for fit in every}
    bands: list[list[RoleFit]] = []
    for fit in sorted(every, key=lambda fit: (level[fit.role], -_power(fit, of), fit.role)):
        first = bands[-1][0] if bands else None
        if first and level[first.role] == level[fit.role] and _near(model, first, fit, of):
            bands[-1].append(fit)
        else:
            bands.append([fit])
    return tuple(tuple(band) for band in bands)


def _near(model: RoleModel, first: RoleFit, fit: RoleFit, side: Side | None) -> bool:
    """Whether two expected fits differ by less than the tie band. A fit is the square root of the
    product of one side's keys, or the fourth root of both sides'."""
    roots = 1 if side else 2
    return nearer(_power(first, side), _power(fit, side), model.report.tie, roots)


def _power(fit: RoleFit, side: Side | None) -> Fraction:
    """The exact product of the expected keys of one side or both; 0 after a clear no."""
    keys = [key for one in SIDES if side in (None, one) for key in SIDES[one]]
    closed = any(fit.parts[one].closed_by for one in SIDES if side in (None, one))
    return (
        Fraction(0) if closed else prod((fit.keys[key].expected for key in keys), start=Fraction(1))
    )
