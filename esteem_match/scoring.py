"""Scores one pair: answers become keys, keys become sides, fits and labels, in exact fractions."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod, sqrt
from typing import NamedTuple

from esteem_match.models import (
    SIDES,
    Answers,
    Condition,
    Content,
    Effect,
    Item,
    Key,
    Label,
    Lines,
    Role,
    RoleFit,
    RoleModel,
    Side,
    SideFit,
    Span,
    Value,
)

ORDER = (Label.NOT_NOW, Label.POSSIBLE, Label.RECOMMENDED)
CLOSED = Value(low=0.0, high=0.0, point=0.0)


class Rule(NamedTuple):
    """What counts for one role: its key items, and its vetoes and conditions by side."""

    role: Role
    keys: Mapping[Key, tuple[Item, ...]]
    vetoes: Mapping[Side, tuple[Item, ...]]
    holds: Mapping[Side, tuple[Condition, ...]]

    def floors(self, side: Side) -> tuple[Item, ...]:
        return tuple(item for key in SIDES[side] for item in self.keys[key] if item.floor)


class Standing(NamedTuple):
    """What a role is ordered by: its value and label range, of the whole or of one side."""

    value: Value
    label_low: Label
    label_high: Label


def score(content: Content, group: Answers, practitioner: Answers) -> tuple[RoleFit, ...]:
    """All roles, in the model's order; `{}` for a side leaves that side's range open.

    Answers are positions of options; None, text and absent are missing. Source: scoring.md 3.2.
    """
    facts = values(content, group, practitioner)
    return tuple(_role_fit(content.model, rule, facts) for rule in rules(content))


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


def values(content: Content, group: Answers, practitioner: Answers) -> Answers:
    """Both sides' answers in one mapping, with 'does not apply' as the 0 that it counts as."""
    merged = {**group, **practitioner}
    for side in SIDES:
        options = content.side(side).options
        for item in content.side(side).items():
            if item.not_applicable and merged.get(item.id) == len(options[item.options]):
                merged[item.id] = 0
    return merged


def rules(content: Content) -> tuple[Rule, ...]:
    """One rule a role, in the model's order; a mirror never counts."""
    own: dict[tuple[str | None, Side], list[Item]] = {}
    for side in SIDES:
        for item in content.side(side).items():
            if item.mirrors is None:
                own.setdefault((item.role, side), []).append(item)
    of_group = {item.id for item in content.group.items()}
    return tuple(_rule(role, own, of_group) for role in content.model.roles)


def span(items: Sequence[Item], facts: Answers, model: RoleModel) -> Span:
    """The weighted mean of the items as a share of the scale, 0 to 1."""
    whole = sum(item.weight for item in items)
    got = [(item.weight, answer) for item in items if isinstance(answer := facts.get(item.id), int)]
    answered = sum(weight for weight, _ in got)
    earned = sum(weight * answer for weight, answer in got)
    enough = answered and answered >= model.report.coverage * whole
    return Span(
        low=Fraction(earned, model.top * whole),
        high=Fraction(earned + model.top * (whole - answered), model.top * whole),
        point=Fraction(earned, model.top * answered) if enough else None,
    )


def label_at(square: Fraction, lines: Lines) -> Label:
    """The label of a side from its exact square: reaching a line is enough."""
    if square >= lines.recommended**2:
        return Label.RECOMMENDED
    return Label.POSSIBLE if square >= lines.possible**2 else Label.NOT_NOW


def worst(*labels: Label) -> Label:
    return min(labels, key=ORDER.index)


def reached(label: Label, goal: Label) -> bool:
    return ORDER.index(label) >= ORDER.index(goal)


def ticked(vetoes: Iterable[Item], effect: Effect, facts: Answers) -> tuple[str, ...]:
    return tuple(v.id for v in vetoes if v.effect == effect and facts.get(v.id) == 1)


def alone(group: Answers, practitioner: Answers) -> Side | None:
    """The side that has answered by itself; None when both have."""
    if not practitioner:
        return "group"
    return None if group else "practitioner"


def standing(fit: RoleFit, side: Side | None) -> Standing:
    if side is None:
        return Standing(fit.fit, fit.label_low, fit.label_high)
    part = fit.appropriate if side == "group" else fit.achievable
    return Standing(part.value, part.label_low, part.label_high)


def _rule(
    role: Role, own: Mapping[tuple[str | None, Side], list[Item]], of_group: set[str]
) -> Rule:
    items = {side: own.get((role.id, side), []) for side in SIDES}
    mine = tuple(c for c in role.hold_unless if c.item in of_group)
    return Rule(
        role,
        {k: tuple(i for i in items[side] if i.key == k) for side in SIDES for k in SIDES[side]},
        {side: tuple(i for i in items[side] if i.kind == "veto") for side in SIDES},
        {"group": mine, "practitioner": tuple(c for c in role.hold_unless if c not in mine)},
    )


def _role_fit(model: RoleModel, rule: Rule, facts: Answers) -> RoleFit:
    keys = {key: span(items, facts, model) for key, items in rule.keys.items()}
    appropriate = _side_fit(model, rule, "group", keys, facts)
    achievable = _side_fit(model, rule, "practitioner", keys, facts)
    closed = appropriate.closed_by or achievable.closed_by
    return RoleFit(
        role=rule.role.id,
        keys=keys,
        appropriate=appropriate,
        achievable=achievable,
        fit=CLOSED if closed else _value(list(keys.values())),
        label_low=worst(appropriate.label_low, achievable.label_low),
        label_high=worst(appropriate.label_high, achievable.label_high),
    )


def _side_fit(
    model: RoleModel, rule: Rule, side: Side, keys: Mapping[Key, Span], facts: Answers
) -> SideFit:
    first, second = (keys[key] for key in SIDES[side])
    closed = ticked(rule.vetoes[side], "close", facts)
    held = _held(rule, side, facts)
    low = label_at(first.low * second.low, model.lines)
    high = label_at(first.high * second.high, model.lines)
    if held or _may_be_held(rule, side, facts):
        low = worst(low, Label.POSSIBLE)
    if held:
        high = worst(high, Label.POSSIBLE)
    return SideFit(
        value=CLOSED if closed else _value([first, second]),
        label_low=Label.NOT_NOW if closed else low,
        label_high=Label.NOT_NOW if closed else high,
        closed_by=closed,
        held_by=held,
    )


def _held(rule: Rule, side: Side, facts: Answers) -> tuple[str, ...]:
    vetoes = ticked(rule.vetoes[side], "hold", facts)
    floors = (item.id for item in rule.floors(side) if facts.get(item.id) == 0)
    unmet = (c.item for c in rule.holds[side] if _answered(c.item, facts) and not c.met(facts))
    return tuple(dict.fromkeys((*vetoes, *floors, *unmet)))


def _may_be_held(rule: Rule, side: Side, facts: Answers) -> bool:
    waiting = [item.id for item in rule.floors(side)] + [c.item for c in rule.holds[side]]
    return not all(_answered(item, facts) for item in waiting)


def _answered(item: str, facts: Answers) -> bool:
    return isinstance(facts.get(item), int)


def _value(spans: Sequence[Span]) -> Value:
    points = [span.point for span in spans if span.point is not None]
    return Value(
        low=_mean([span.low for span in spans]),
        high=_mean([span.high for span in spans]),
        point=_mean(points) if len(points) == len(spans) else None,
    )


def _mean(keys: Sequence[Fraction]) -> float:
    """The geometric mean of two or four keys: one correctly rounded quotient, one or two roots."""
    root = sqrt(prod(keys, start=Fraction(1)))
    return root if len(keys) == 2 else sqrt(root)


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
