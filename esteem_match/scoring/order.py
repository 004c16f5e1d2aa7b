"""Roles in bands of about equal ones, best first, by what is known of both sides or of one."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from esteem_match.models import Label, RoleFit, RoleModel, Side, Value
from esteem_match.scoring.labels import ORDER


class Standing(NamedTuple):
    """What a role is ordered by: its value and label range, of the whole or of one side."""

    value: Value
    label_low: Label
    label_high: Label


def rank(
    model: RoleModel, fits: Iterable[RoleFit], side: Side | None = None
) -> tuple[tuple[RoleFit, ...], ...]:
    """Bands of about equal roles, best first; of one side alone when `side` is given.

    A band shares one label range and spans less than the model's `tie` below its first role.
    Within a band the order is that of the role ids, so that no file's order shows.
    """
    bands: list[list[RoleFit]] = []
    for fit in sorted(fits, key=lambda fit: _place(fit, side)):
        if bands and _about_equal(model, bands[-1][0], fit, side):
            bands[-1].append(fit)
        else:
            bands.append([fit])
    return tuple(tuple(sorted(band, key=lambda fit: fit.role)) for band in bands)


def standing(fit: RoleFit, side: Side | None) -> Standing:
    if side is None:
        return Standing(fit.fit, fit.label_low, fit.label_high)
    part = fit.appropriate if side == "group" else fit.achievable
    return Standing(part.value, part.label_low, part.label_high)


def _place(fit: RoleFit, side: Side | None) -> tuple[int, int, Fraction, str]:
    low, high = (ORDER.index(label) for label in standing(fit, side)[1:])
    return -high, -low, -_middle(standing(fit, side).value), fit.role


def _middle(value: Value) -> Fraction:
    if value.point is not None:
        return Fraction(value.point)
    return (Fraction(value.low) + Fraction(value.high)) / 2


def _about_equal(model: RoleModel, first: RoleFit, fit: RoleFit, side: Side | None) -> bool:
    best, other = standing(first, side), standing(fit, side)
    near = _middle(best.value) - _middle(other.value) < model.report.tie
    return best[1:] == other[1:] and near
