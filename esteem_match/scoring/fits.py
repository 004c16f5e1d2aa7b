"""Answers become keys, keys become sides, fits and labels, in exact fractions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod, sqrt

from esteem_match.models import (
    SIDES,
    Answers,
    Condition,
    Content,
    Item,
    Key,
    Label,
    RoleFit,
    RoleModel,
    Side,
    SideFit,
    Span,
    Value,
)
from esteem_match.scoring.labels import label_at, worst
from esteem_match.scoring.rules import Rule, rule_of, rules, ticked, values

CLOSED = Value(low=0.0, high=0.0, point=0.0)


def score(content: Content, group: Answers, practitioner: Answers) -> tuple[RoleFit, ...]:
    """All roles, in the model's order; `{}` for a side leaves that side's range open.

    Answers are positions of options; None, text and absent are missing. Source: scoring.md 3.2.
    """
    facts = values(content, group, practitioner)
    return tuple(_role_fit(content.model, rule, facts) for rule in rules(content))


def score_role(content: Content, role: str, group: Answers, practitioner: Answers) -> RoleFit:
    """What `score` gives for one role. KeyError: no such role."""
    facts = values(content, group, practitioner)
    return _role_fit(content.model, rule_of(content, role), facts)


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
    unmet = (c.item for c in rule.holds[side] if _never_met(c, facts))
    return tuple(dict.fromkeys((*vetoes, *floors, *unmet)))


def _may_be_held(rule: Rule, side: Side, facts: Answers) -> bool:
    waiting = [item.id for item in rule.floors(side)] + [c.item for c in rule.holds[side]]
    return not all(_answered(item, facts) for item in waiting)


def _never_met(condition: Condition, facts: Answers) -> bool:
    """Whether no answer that may still come meets it."""
    return condition.hopeless or (_answered(condition.item, facts) and not condition.met(facts))


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
