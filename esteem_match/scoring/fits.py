"""Scores one pair: from answers to keys, sides, labels and an expected fit."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod, sqrt

from esteem_match.models import (
    SIDES,
    Answers,
    Content,
    Key,
    RoleFit,
    RoleModel,
    Side,
    SideFit,
    Span,
    Value,
)
from esteem_match.scoring.likely import Chances, Known, both, side_chances, verdict
from esteem_match.scoring.rules import Rule, rule_of, rules, ticked, values
from esteem_match.scoring.spread import Fixed, KeyChances, key_chances

CLOSED = Value(low=0.0, high=0.0, expected=0.0)
NEVER: Chances = (Fraction(1), Fraction(0), Fraction(0))

Spans = Mapping[Key, Span]


def score(content: Content, group: Answers, practitioner: Answers) -> tuple[RoleFit, ...]:
    """All roles, in the model's order; with `{}` for a side, all of that side is open.

    Answers are positions of options; None, texts and missing answers are open.
    """
    facts = values(content, group, practitioner)
    return tuple(_role_fit(content.model, rule, facts) for rule in rules(content))


def score_role(content: Content, role: str, group: Answers, practitioner: Answers) -> RoleFit:
    """What `score` gives for one role. KeyError: no such role."""
    facts = values(content, group, practitioner)
    return _role_fit(content.model, rule_of(content, role), facts)


def stops(
    content: Content, role: str, group: Answers, practitioner: Answers
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items that close a role, and those that hold it; the group's first. KeyError as above."""
    facts, rule = values(content, group, practitioner), rule_of(content, role)
    closed = (item for side in SIDES for item in ticked(rule.vetoes[side], "close", facts))
    held = (item for side in SIDES for item in _held_by(rule, side, facts))
    return tuple(closed), tuple(held)


def label_chances(
    model: RoleModel, rule: Rule, side: Side, facts: Answers, fixed: Fixed | None = None
) -> Chances:
    """The chance of each label of a role by one side, with some answers `fixed`."""
    return _of_side(model, rule, side, _key_chances(model, rule, side, facts, fixed), facts)


def _role_fit(model: RoleModel, rule: Rule, facts: Answers) -> RoleFit:
    keys = {side: _key_chances(model, rule, side, facts) for side in SIDES}
    spans = {key: one.span() for side in SIDES for key, one in keys[side].items()}
    chances = {side: _of_side(model, rule, side, keys[side], facts) for side in SIDES}
    known = {side: _known(rule, side, spans, facts) for side in SIDES}
    parts = {
        side: SideFit(
            **verdict(model, chances[side], known[side])._asdict(),
            value=_value([spans[key] for key in SIDES[side]], _closed(rule, side, facts)),
            closed_by=ticked(rule.vetoes[side], "close", facts),
            held_by=_held_by(rule, side, facts),
        )
        for side in SIDES
    }
    shut = any(part.closed_by for part in parts.values())
    of_both = Known(
        any(one.blank for one in known.values()), all(one.limits for one in known.values())
    )
    return RoleFit(
        **verdict(model, both(*chances.values()), of_both)._asdict(),
        role=rule.role.id,
        keys=spans,
        value=_value(list(spans.values()), shut),
        appropriate=parts["group"],
        achievable=parts["practitioner"],
    )


def _key_chances(
    model: RoleModel, rule: Rule, side: Side, facts: Answers, fixed: Fixed | None = None
) -> dict[Key, KeyChances]:
    return {key: key_chances(model, rule, key, facts, fixed) for key in SIDES[side]}


def _of_side(
    model: RoleModel, rule: Rule, side: Side, keys: Mapping[Key, KeyChances], facts: Answers
) -> Chances:
    if _closed(rule, side, facts):
        return NEVER
    held = bool(ticked(rule.vetoes[side], "hold", facts) or rule.waits(side))
    return side_chances(model, side, *keys.values(), held=held)


def _known(rule: Rule, side: Side, spans: Spans, facts: Answers) -> Known:
    blank = any(spans[key].answered == 0 for key in SIDES[side])
    return Known(blank, all(isinstance(facts.get(v.id), int) for v in rule.vetoes[side]))


def _closed(rule: Rule, side: Side, facts: Answers) -> bool:
    return bool(ticked(rule.vetoes[side], "close", facts))


def _held_by(rule: Rule, side: Side, facts: Answers) -> tuple[str, ...]:
    """The items whose answers hold a side at "possible"."""
    vetoes = ticked(rule.vetoes[side], "hold", facts)
    answers = (item.id for item in rule.items(side) if rule.holds_back(item, facts.get(item.id)))
    return tuple(dict.fromkeys((*vetoes, *rule.waits(side), *answers)))


def _value(spans: Sequence[Span], closed: bool) -> Value:
    if closed:
        return CLOSED
    return Value(
        low=_mean([span.low for span in spans]),
        high=_mean([span.high for span in spans]),
        expected=_mean([span.expected for span in spans]),
    )


def _mean(keys: Sequence[Fraction]) -> float:
    """The geometric mean of two or four keys: one rounded quotient, then one or two roots."""
    root = sqrt(prod(keys, start=Fraction(1)))
    return root if len(keys) == 2 else sqrt(root)
