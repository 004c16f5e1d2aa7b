"""What to talk about: how the group is run, tensions, advice, and what to agree."""

from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from typing import NamedTuple

from esteem_match.explain.position import carries, position, refused, wish
from esteem_match.journey import from_seat
from esteem_match.models import (
    SIDES,
    Advice,
    Agreement,
    Answers,
    Band,
    Condition,
    Content,
    Leadership,
    Measure,
    RoleFit,
    Side,
    SideFit,
    Tension,
)
from esteem_match.scoring import Reads, rule_of, standing, together, values


class Raised(NamedTuple):
    """A tension that applies to one role or, with None, to the pair as a whole."""

    tension: Tension
    role: str | None


class Point(NamedTuple):
    """A point to agree; `touched`: an answer makes it important here."""

    agreement: Agreement
    touched: bool


def tensions(
    content: Content,
    group: Answers,
    practitioner: Answers,
    fits: Sequence[RoleFit],
    side: Side | None = None,
) -> tuple[Raised, ...]:
    """The tensions that apply by the expected keys, in the model's order; never by a blank key.

    `side`: the side that reads alone, and only what is `to` it; None: both together.
    """
    facts = values(content, group, practitioner)
    return tuple(
        Raised(tension, role)
        for tension in content.model.tensions
        if side in (None, *tension.to) and all(condition.met(facts) for condition in tension.facts)
        for role in _roles_in(content, tension, fits, group)
        if not tension.wanted or role is None or _wants(content, role, facts)
    )


def leadership(content: Content, group: Answers) -> tuple[Leadership, ...]:
    """The styles of leadership whose signs are met, in the model's order: most specific first."""
    facts = values(content, group, {})
    return tuple(
        model
        for model in content.model.leadership
        if any(all(one.met(facts) for one in conditions) for conditions in model.signs)
    )


def leads(content: Content, group: Answers) -> bool:
    """Whether the group's answers come from the member who leads."""
    of_leader = from_seat(content.group, "leader").items()
    return any(group.get(name) == answer for name, answer in of_leader)


def advice(
    content: Content,
    to: Side,
    group: Answers,
    practitioner: Answers,
    fits: Sequence[RoleFit],
    reads: Reads = together,
) -> tuple[Advice, ...]:
    """The advice `to` one side whose conditions are all met, in the model's order.

    There is no advice about a role that is still open. A clear no of the group rules out advice on
    a role for both sides; a practitioner's own no only for them, for somebody else may help.
    """
    facts = values(content, group, practitioner)
    out = refused(content, group, [practitioner] if to == "practitioner" else [])
    models = {model.id for model in leadership(content, group)}
    within = {fit.role for fit in fits if carries(standing(fit, reads(fit)))}
    return tuple(
        piece
        for piece in content.model.advice
        if to in piece.to
        and all(condition.met(facts) for condition in piece.facts)
        and (not piece.leadership or not models.isdisjoint(piece.leadership))
        and (not piece.roles or not within.isdisjoint(piece.roles))
        and not _ruled_out(piece.about, out)
    )


def agreement(content: Content, group: Answers, *practitioners: Answers) -> tuple[Point, ...]:
    """All points to agree at the start, first those that somebody's answer touches.

    Left out are points only about roles that a clear no rules out; answers about such roles touch
    nothing.
    """
    asked = [values(content, group, one) for one in practitioners or ({},)]
    out = refused(content, group, practitioners)
    mute = {item.id for item in content.items() if item.role in out}
    found = [
        Point(point, any(one.met(facts) for one in _heard(point, mute) for facts in asked))
        for point in content.model.agreement
        if not _ruled_out(point.roles, out)
    ]
    return tuple(sorted(found, key=lambda point: not point.touched))


def _heard(point: Agreement, mute: Set[str]) -> list[Condition]:
    """The conditions that can touch a point: none about a role that is ruled out."""
    return [one for one in point.touched_by if one.item not in mute]


def _ruled_out(roles: Sequence[str], out: frozenset[str]) -> bool:
    """Whether a clear no rules out all of these roles."""
    return bool(roles) and out.issuperset(roles)


def _roles_in(
    content: Content, tension: Tension, fits: Sequence[RoleFit], group: Answers
) -> tuple[str | None, ...]:
    """The roles to which a tension applies, or None for the pair.

    Never a role to which the group gave a clear no: the role itself says so.
    """
    asked = [fit for fit in fits if not tension.roles or fit.role in tension.roles]
    free = [fit for fit in asked if "group" not in position(content, fit, group).no]
    if tension.elsewhere:
        return tuple(fit.role for fit in free if position(content, fit, group).elsewhere)
    if tension.measures:
        return tuple(fit.role for fit in free if _stands(tension.measures, fit))
    return (None,) if free or not tension.roles else ()


def _wants(content: Content, role: str, facts: Answers) -> bool:
    """Whether the practitioner would do it: the first question on intention, not how gladly."""
    answer = facts.get(rule_of(content, role).keys["intention"][0].id)
    return isinstance(answer, int) and wish(content.model, answer) == "yes"


def _stands(measures: Mapping[Measure, Band], fit: RoleFit) -> bool:
    return all(_within(band, _squared(measure, fit)) for measure, band in measures.items())


def _within(band: Band, squared: Fraction | None) -> bool:
    """Whether a measure is within the band; compared as squares, so that a side needs no root."""
    return (
        squared is not None
        and (band.at_least is None or squared >= band.at_least**2)
        and (band.at_most is None or squared <= band.at_most**2)
        and (band.below is None or squared < band.below**2)
    )


def _squared(measure: Measure, fit: RoleFit) -> Fraction | None:
    """The square of a measure as expected; 0 for a closed side, None if a key is blank."""
    if measure == "appropriate":
        return _side_squared(fit, fit.appropriate, "group")
    if measure == "achievable":
        return _side_squared(fit, fit.achievable, "practitioner")
    key = fit.keys[measure]
    return key.expected**2 if key.answered else None


def _side_squared(fit: RoleFit, part: SideFit, side: Side) -> Fraction | None:
    first, second = (fit.keys[key] for key in SIDES[side])
    if part.closed_by:
        return Fraction(0)
    return first.expected * second.expected if first.answered and second.answered else None
