"""What a yes and a no mean beside a label: the rules that all pages share. Pure.

A clear no is a ticked veto that closes a role. It stands whatever the other answers are: nothing
about that role is wished for, agreed or begun. A role is needed, but not from this practitioner, if
the group's side is likely at least possible and the practitioner's is likely "not now", and neither
is open. Two answers contradict each other if the group would welcome help of a kind that it keeps
to itself: the no holds until the group says otherwise, and both are shown. A wish is a yes from the
answer that allows a role to be recommended (`welcome.answer`), and a perhaps above what "possible"
needs (`welcome.above`): exactly the middle is a perhaps, never a yes. Source: KM11, KM12, OURS.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from esteem_match.models import (
    SIDES,
    Answers,
    Content,
    Item,
    Label,
    RoleFit,
    RoleModel,
    Side,
    Standing,
    Sureness,
)
from esteem_match.scoring import reached, rule_of, rules, ticked, values

Wish = Literal["yes", "perhaps", "no"]


class Position(NamedTuple):
    """`no`: the sides that said a clear no. `elsewhere`: needed, but not from this practitioner.
    `torn`: the group would welcome it, and keeps it to itself. `when_asked`: the group wants it
    only when it asks, and has not said a clear no."""

    no: tuple[Side, ...]
    elsewhere: bool
    torn: bool
    when_asked: bool


class Contrary(NamedTuple):
    """A clear no of the group, and the wishes that contradict it if they are a yes."""

    no: Item
    wishes: tuple[Item, ...]


def position(content: Content, fit: RoleFit, group: Answers) -> Position:
    """A role's position beside its label."""
    return Position(
        tuple(side for side in SIDES if fit.parts[side].closed_by),
        carries(fit.appropriate) and _cannot(fit.achievable),
        bool(fit.appropriate.closed_by) and _welcomed(content, fit.role, group),
        not fit.appropriate.closed_by and bool(only_when_asked(content, fit.role, group)),
    )


def only_when_asked(content: Content, role: str, group: Answers) -> tuple[str, ...]:
    """The items by which the group says that it wants a role only when it asks."""
    conditions = rule_of(content, role).role.when_asked
    return tuple(condition.item for condition in conditions if condition.met(group))


def carries(part: Standing) -> bool:
    """Whether a role is likely to be at least possible, and not open."""
    return part.sureness != Sureness.OPEN and reached(part.label, Label.POSSIBLE)


def wish(model: RoleModel, answer: int) -> Wish:
    """The meaning of one answer to a wish."""
    if answer >= model.welcome.answer:
        return "yes"
    return "perhaps" if answer > model.welcome.above * model.top else "no"


def yes(model: RoleModel) -> tuple[int, ...]:
    """The answers to a wish that mean yes."""
    return tuple(one for one in range(model.top + 1) if wish(model, one) == "yes")


def contraries(content: Content) -> tuple[Contrary, ...]:
    """The answers of a group that can contradict each other: an entry for each clear no."""
    return tuple(
        Contrary(no, rule.keys["wish"])
        for rule in rules(content)
        for no in rule.vetoes["group"]
        if no.effect == "close"
    )


def refused(content: Content, group: Answers, practitioners: Sequence[Answers]) -> frozenset[str]:
    """The roles that the group's clear no, or that of every practitioner, rules out."""
    return frozenset(
        role.id
        for role in content.model.roles
        if _closed(content, role.id, "group", group)
        or (
            practitioners
            and all(_closed(content, role.id, "practitioner", one) for one in practitioners)
        )
    )


def _cannot(part: Standing) -> bool:
    return part.sureness != Sureness.OPEN and part.label == Label.NOT_NOW


def _closed(content: Content, role: str, side: Side, answers: Answers) -> bool:
    return bool(ticked(rule_of(content, role).vetoes[side], "close", answers))


def _welcomed(content: Content, role: str, group: Answers) -> bool:
    facts = values(content, group, {})
    wishes = (facts.get(item.id) for item in rule_of(content, role).keys["wish"])
    return any(isinstance(one, int) and wish(content.model, one) == "yes" for one in wishes)
