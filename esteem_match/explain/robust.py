"""How much a result depends on the chosen weights: shares of many other weightings."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from esteem_match.explain.weightings import Weighted, weigh
from esteem_match.models import (
    SIDES,
    Answers,
    Content,
    Label,
    RoleFit,
    RoleModel,
    Side,
    Standing,
    Sureness,
)
from esteem_match.scoring import ORDER, rule_of, score, standing, values

NEAR = 1e-12
"""Two weighted values closer than this are equal: they differ only by rounding."""

Word = Literal["steady", "close", "depends"]
Floats = NDArray[np.float64]


class Robust(NamedTuple):
    """The percentage of weightings in which a role comes first, and keeps its likely label.

    All are None while the role is open. A need is its strongest answer under any weights.
    """

    role: str
    first: int | None
    keeps: int | None
    word: Word | None


class Shares(NamedTuple):
    """The same as shares from 0 to 1, one for each role, NaN if unknown; ties share a place."""

    first: Floats
    keeps: Floats


def robustness(
    content: Content, group: Answers, practitioner: Answers, side: Side | None = None
) -> tuple[Robust, ...]:
    """An entry for each role, in the model's order; by one side alone if `side` is set."""
    found = shares(content, group, practitioner, side)
    return tuple(
        Robust(role.id, _percent(first), _percent(keeps), _word(content.model, keeps))
        for role, first, keeps in zip(content.model.roles, *found, strict=True)
    )


def shares(
    content: Content, group: Answers, practitioner: Answers, side: Side | None = None
) -> Shares:
    """Item weights and key exponents are drawn for all roles alike; open answers as expected.

    Source: scoring.md 3.2.
    """
    fits = score(content, group, practitioner)
    sides = [one for one in SIDES if side in (None, one)]
    facts = values(content, group, practitioner)
    weighted = weigh(content, sides, facts)
    read = [standing(fit, side) for fit in fits]
    known = [one.sureness != Sureness.OPEN for one in read]
    labels = _labels(content.model, _caps(content, fits, sides, facts), weighted)
    comparable = np.where(known, weighted.fits, np.nan) * [one.value.high > 0 for one in read]
    return Shares(_first(comparable), _keeps(read, known, labels))


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


def _labels(model: RoleModel, caps: list[list[int]], weighted: Weighted) -> NDArray[Any]:
    """The label of each role under each draw, as its index in ORDER."""
    lines = np.array([float(model.lines.possible), float(model.lines.recommended)])
    codes = (weighted.sides[..., None] >= lines - NEAR).sum(axis=-1)
    unasked = weighted.wish <= float(model.welcome.above) + NEAR
    found = np.minimum(codes, caps).min(axis=2)
    return np.where(unasked, ORDER.index(Label.NOT_NOW), found)


def _caps(
    content: Content, fits: tuple[RoleFit, ...], sides: list[Side], facts: Answers
) -> list[list[int]]:
    """The best possible label of each side: what closes or holds it does so with any weights."""
    found = []
    for fit in fits:
        unwelcome = _unwelcome(content, fit.role, facts)
        held = {side: bool(fit.parts[side].held_by) for side in SIDES}
        held["group"] = held["group"] or unwelcome
        found.append([_cap(bool(fit.parts[side].closed_by), held[side]) for side in sides])
    return found


def _cap(closed: bool, held: bool) -> int:
    if closed:
        return ORDER.index(Label.NOT_NOW)
    return ORDER.index(Label.POSSIBLE if held else Label.RECOMMENDED)


def _unwelcome(content: Content, role: str, facts: Answers) -> bool:
    wishes = [facts.get(item.id) for item in rule_of(content, role).keys["wish"]]
    least = content.model.welcome.answer
    return all(isinstance(one, int) and one < least for one in wishes)


def _keeps(read: list[Standing], known: list[bool], labels: NDArray[Any]) -> Floats:
    found = np.full(len(read), np.nan)
    for role, of in enumerate(read):
        if known[role]:
            found[role] = (labels[:, role] == ORDER.index(of.label)).mean()
    return found


def _percent(share: float) -> int | None:
    return None if np.isnan(share) else round(100 * share)


def _word(model: RoleModel, keeps: float) -> Word | None:
    if np.isnan(keeps):
        return None
    if keeps >= model.robustness.steady:
        return "steady"
    return "close" if keeps >= model.robustness.close else "depends"
