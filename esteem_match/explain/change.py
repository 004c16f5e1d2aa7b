"""The smallest change by which a practitioner could come within reach of a role's next line."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from esteem_match.models import SIDES, Answers, Content, Item, Label, RoleFit
from esteem_match.scoring import ORDER, Rule, reached, rule_of, score_role, ticked, values, worst

Outcome = Literal[
    "already", "veto", "group decides", "ask the group", "open", "not by capacity", "steps"
]


class Step(NamedTuple):
    """An item of the practitioner's capacity, its answer now and the answer it would need."""

    item: str
    now: int
    then: int


class Change(NamedTuple):
    """What would change it. `goal` is the label to be reached; `steps` only with that outcome.

    already: the role is recommended. veto: a ticked veto stands in the way. group decides: the
    group's side cannot reach the goal. ask the group: it might, but its answers are not complete.
    open: the practitioner's own answers to this role are not complete. not by capacity: no change
    of capacity is enough.
    """

    outcome: Outcome
    goal: Label | None = None
    steps: tuple[Step, ...] = ()


def smallest_change(content: Content, role: str, group: Answers, practitioner: Answers) -> Change:
    """The fewest steps on actionable capacity items by which the role's label rises by one.

    Never on the group's answers and never on intention; missing answers of the group count as
    their worst. Source: scoring.md 3.5.
    """
    facts = values(content, group, practitioner)
    rule = rule_of(content, role)
    fit = score_role(content, role, group, practitioner)
    standing = worst(fit.appropriate.label_low, fit.achievable.label_low)
    if standing == Label.RECOMMENDED:
        return Change("already")
    goal = ORDER[ORDER.index(standing) + 1]
    blocked = _blocked(rule, fit, goal, facts)
    if blocked:
        return Change(blocked, goal)
    raised = _raise(content, rule, fit, goal, facts)
    if raised is None:
        return Change("not by capacity", goal)
    return Change("steps", goal, _steps(rule, facts, raised))


def _blocked(rule: Rule, fit: RoleFit, goal: Label, facts: Answers) -> Outcome | None:
    held = goal == Label.RECOMMENDED and ticked(rule.vetoes["practitioner"], "hold", facts)
    if fit.appropriate.closed_by or fit.achievable.closed_by or held:
        return "veto"
    if not reached(fit.appropriate.label_high, goal):
        return "group decides"
    if not reached(fit.appropriate.label_low, goal):
        return "ask the group"
    own = [item for key in SIDES["practitioner"] for item in rule.keys[key]]
    if not all(isinstance(facts.get(item.id), int) for item in own):
        return "open"
    return None


def _raise(
    content: Content, rule: Rule, fit: RoleFit, goal: Label, facts: Answers
) -> dict[str, int] | None:
    """The capacity answers after the fewest steps to the goal; None where there is no way."""
    intention = fit.keys["intention"].low
    if intention == 0:
        return None
    needed = _line(content, goal) ** 2 / intention
    answers = {i.id: a for i in rule.keys["capacity"] if isinstance(a := facts.get(i.id), int)}
    least = _least(rule) if goal == Label.RECOMMENDED else {}
    while _capacity(content, rule, answers) < needed or _too_low(least, answers):
        item = _next_step(content, rule, answers, _too_low(least, answers))
        if item is None:
            return None
        answers[item.id] += 1
    holds = rule.holds["practitioner"] if goal == Label.RECOMMENDED else ()
    return answers if all(c.met({**facts, **answers}) for c in holds) else None


def _capacity(content: Content, rule: Rule, answers: Mapping[str, int]) -> Fraction:
    items = rule.keys["capacity"]
    earned = sum(item.weight * answers[item.id] for item in items)
    return Fraction(earned, content.model.top * sum(item.weight for item in items))


def _least(rule: Rule) -> dict[str, int]:
    """The lowest answers that hold nothing: a floor above 0, a condition as it is written."""
    least = {item.id: int(item.floor) for item in rule.keys["capacity"]}
    for condition in rule.holds["practitioner"]:
        if condition.item in least and condition.at_least is not None:
            least[condition.item] = max(least[condition.item], condition.at_least)
    return least


def _too_low(least: Mapping[str, int], answers: Mapping[str, int]) -> set[str]:
    return {item for item in least if answers[item] < least[item]}


def _next_step(
    content: Content, rule: Rule, answers: Mapping[str, int], first: set[str]
) -> Item | None:
    """What holds the role first, then the largest weight, then the lowest answer."""
    items = [item for item in rule.keys["capacity"] if not first or item.id in first]
    free = [i for i in items if i.actionable and answers[i.id] < content.model.top]
    return min(free, key=lambda item: (-item.weight, answers[item.id], item.id), default=None)


def _line(content: Content, goal: Label) -> Fraction:
    lines = content.model.lines
    return lines.recommended if goal == Label.RECOMMENDED else lines.possible


def _steps(rule: Rule, facts: Answers, raised: Mapping[str, int]) -> tuple[Step, ...]:
    items = rule.keys["capacity"]
    now = {item.id: answer for item in items if isinstance(answer := facts[item.id], int)}
    return tuple(Step(i, now[i], raised[i]) for i in now if raised[i] > now[i])
