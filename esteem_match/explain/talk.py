"""What to talk about: how the group is run, tensions, advice, and what to agree."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from esteem_match.models import (
    SIDES,
    Advice,
    Agreement,
    Answers,
    Band,
    Content,
    Label,
    Leadership,
    Measure,
    RoleFit,
    Side,
    SideFit,
    Standing,
    Sureness,
    Tension,
)
from esteem_match.scoring import Reads, reached, standing, together, values


class Raised(NamedTuple):
    """A tension that stands, of one role or (None) of the pair as a whole."""

    tension: Tension
    role: str | None


class Point(NamedTuple):
    """A point to agree; `touched`: an answer makes it matter here."""

    agreement: Agreement
    touched: bool


def tensions(
    content: Content,
    group: Answers,
    practitioner: Answers,
    fits: Sequence[RoleFit],
    side: Side | None = None,
) -> tuple[Raised, ...]:
    """The tensions that stand by the expected keys, in the model's order; none rests on a key of
    which nothing is answered.

    `side`: who reads them alone, and so only what is `to` that side; None is both together.
    """
    facts = values(content, group, practitioner)
    return tuple(
        Raised(tension, role)
        for tension in content.model.tensions
        if side in (None, *tension.to) and all(condition.met(facts) for condition in tension.facts)
        for role in _roles_in(tension, fits)
    )


def leadership(content: Content, group: Answers) -> tuple[Leadership, ...]:
    """The models of leadership whose signs are met, in the model's order: most specific first."""
    facts = values(content, group, {})
    return tuple(
        model
        for model in content.model.leadership
        if any(all(condition.met(facts) for condition in signs) for signs in model.signs)
    )


def advice(
    content: Content,
    to: Side,
    group: Answers,
    practitioner: Answers,
    fits: Sequence[RoleFit],
    reads: Reads = together,
) -> tuple[Advice, ...]:
    """The advice `to` one side whose conditions are all met, in the model's order.

    A role that is open is within nobody's advice.
    """
    facts = values(content, group, practitioner)
    models = {model.id for model in leadership(content, group)}
    within = {fit.role for fit in fits if _within_reach(standing(fit, reads(fit)))}
    return tuple(
        piece
        for piece in content.model.advice
        if to in piece.to
        and all(condition.met(facts) for condition in piece.facts)
        and (not piece.leadership or not models.isdisjoint(piece.leadership))
        and (not piece.roles or not within.isdisjoint(piece.roles))
    )


def agreement(content: Content, group: Answers, *practitioners: Answers) -> tuple[Point, ...]:
    """All points to agree at the outset: those that an answer of anybody touches first."""
    asked = [values(content, group, one) for one in practitioners or ({},)]
    found = [
        Point(point, any(one.met(facts) for one in point.touched_by for facts in asked))
        for point in content.model.agreement
    ]
    return tuple(sorted(found, key=lambda point: not point.touched))


def needed_not_achievable(fits: Sequence[RoleFit]) -> tuple[str, ...]:
    """Roles right for the group, but not within this practitioner's reach: neither is open."""
    return tuple(
        fit.role
        for fit in fits
        if _within_reach(fit.appropriate)
        and fit.achievable.label == Label.NOT_NOW
        and fit.achievable.sureness != Sureness.OPEN
    )


def _within_reach(part: Standing) -> bool:
    return part.sureness != Sureness.OPEN and reached(part.label, Label.POSSIBLE)


def _roles_in(tension: Tension, fits: Sequence[RoleFit]) -> tuple[str | None, ...]:
    if not tension.measures:
        return (None,)
    asked = tension.roles or tuple(fit.role for fit in fits)
    return tuple(fit.role for fit in fits if fit.role in asked and _stands(tension.measures, fit))


def _stands(measures: Mapping[Measure, Band], fit: RoleFit) -> bool:
    return all(_within(band, _square(measure, fit)) for measure, band in measures.items())


def _within(band: Band, square: Fraction | None) -> bool:
    """Whether it lies in the band; all in squares, so that a side needs no root."""
    return (
        square is not None
        and (band.at_least is None or square >= band.at_least**2)
        and (band.at_most is None or square <= band.at_most**2)
        and (band.below is None or square < band.below**2)
    )


def _square(measure: Measure, fit: RoleFit) -> Fraction | None:
    """A measure's expected square; a closed side is 0. None where a key of it is blank."""
    if measure == "appropriate":
        return _side_square(fit, fit.appropriate, "group")
    if measure == "achievable":
        return _side_square(fit, fit.achievable, "practitioner")
    key = fit.keys[measure]
    return key.expected**2 if key.answered else None


def _side_square(fit: RoleFit, part: SideFit, side: Side) -> Fraction | None:
    first, second = (fit.keys[key] for key in SIDES[side])
    if part.closed_by:
        return Fraction(0)
    return first.expected * second.expected if first.answered and second.answered else None
