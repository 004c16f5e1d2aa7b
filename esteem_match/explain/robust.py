"""How far a result rests on the chosen weights, as shares of many other weightings."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.explain.weightings import weigh
from esteem_match.models import SIDES, Answers, Content, Label, RoleFit, RoleModel, Side
from esteem_match.scoring import ORDER, score, standing, values

NEAR = 1e-12
"""Two weighted values closer than this are equal: only rounding sets them apart."""

Word = Literal["steady", "close", "depends"]
Floats = NDArray[np.float64]


class Robust(NamedTuple):
    """Whole percents of the weightings in which a role comes first, and keeps its label.

    `first` is None without enough answers for a point; `keeps` and `word` also while the label is
    open.
    """

    role: str
    first: int | None
    keeps: int | None
    word: Word | None


class Shares(NamedTuple):
    """The same as shares from 0 to 1, an entry a role, NaN where unknown; ties share a place."""

    first: Floats
    keeps: Floats


def robustness(
    content: Content, group: Answers, practitioner: Answers, side: Side | None = None
) -> tuple[Robust, ...]:
    """One entry a role, in the model's order; of one side alone when `side` is given."""
    found = shares(content, group, practitioner, side)
    return tuple(
        Robust(role.id, _percent(first), _percent(keeps), _word(content.model, keeps))
        for role, first, keeps in zip(content.model.roles, *found, strict=True)
    )


def shares(
    content: Content, group: Answers, practitioner: Answers, side: Side | None = None
) -> Shares:
    """Item weights and key exponents drawn alike for all roles. Source: scoring.md 3.2."""
    fits = score(content, group, practitioner)
    sides = [one for one in SIDES if side in (None, one)]
    weighted = weigh(content, sides, values(content, group, practitioner))
    known = [standing(fit, side).value.point is not None for fit in fits]
    labels = _labels(content.model, fits, sides, weighted.sides)
    comparable = np.where(known, weighted.fits, np.nan) * _open(fits, side)
    return Shares(_first(comparable), _keeps(fits, side, known, labels))


def _open(fits: tuple[RoleFit, ...], side: Side | None) -> list[bool]:
    return [standing(fit, side).value.high > 0 for fit in fits]


def _first(fits: Floats) -> Floats:
    """The share of draws in which each role leads; equal leaders share the draw.

    A role at 0 never leads, not even where nothing is known of any other.
    """
    known = ~np.isnan(fits[0])
    if not known.any():
        return np.full(fits.shape[1], np.nan)
    leads = (fits >= np.nanmax(fits, axis=1, keepdims=True) - NEAR) & (fits > 0)
    found = (leads / np.maximum(leads.sum(axis=1, keepdims=True), 1)).mean(axis=0)
    return np.where(known, found, np.nan)


def _labels(
    model: RoleModel, fits: tuple[RoleFit, ...], sides: list[Side], value: Floats
) -> NDArray[Any]:
    """The label of each role under each draw, as its place in ORDER."""
    lines = np.array([float(model.lines.possible), float(model.lines.recommended)])
    codes = (value[..., None] >= lines - NEAR).sum(axis=-1)
    caps = [[_cap(fit, side) for side in sides] for fit in fits]
    return np.asarray(np.minimum(codes, caps).min(axis=2))


def _cap(fit: RoleFit, side: Side) -> int:
    part = fit.appropriate if side == "group" else fit.achievable
    if part.closed_by:
        return ORDER.index(Label.NOT_NOW)
    return ORDER.index(Label.POSSIBLE if part.held_by else Label.RECOMMENDED)


def _keeps(
    fits: tuple[RoleFit, ...], side: Side | None, known: list[bool], labels: NDArray[Any]
) -> Floats:
    found = np.full(len(fits), np.nan)
    for role, fit in enumerate(fits):
        of = standing(fit, side)
        if known[role] and of.label_low == of.label_high:
            found[role] = (labels[:, role] == ORDER.index(of.label_low)).mean()
    return found


def _percent(share: float) -> int | None:
    return None if np.isnan(share) else round(100 * share)


def _word(model: RoleModel, keeps: float) -> Word | None:
    if np.isnan(keeps):
        return None
    if keeps >= model.robustness.steady:
        return "steady"
    return "close" if keeps >= model.robustness.close else "depends"
