"""The smallest change of a practitioner's capacity that would raise a role's label."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from esteem_match.models import SIDES, Answers, Content, Item, Label, RoleFit
from esteem_match.scoring import (
    ORDER,
    Rule,
    label_chances,
    reached,
    rule_of,
    score_role,
    ticked,
    values,
    worst,
)

Outcome = Literal[
    "already", "veto", "group decides", "ask the group", "open", "not by capacity", "steps"
]


class Step(NamedTuple):
    """An item of the practitioner's capacity, its present answer and the one it would need."""

    item: str
    now: int
    then: int


class Change(NamedTuple):
    """What would raise the label. `goal` is the next label; `steps` only go with that outcome.

    already: the role is recommended. veto: a ticked veto prevents it. group decides: the group's
    side can't reach the goal. ask the group: it could, but is not likely to by the answers so far.
    open: nothing is answered of the practitioner's capacity, or of their intention. not by
    capacity: no change of capacity is enough.
    """

    outcome: Outcome
    goal: Label | None = None
    steps: tuple[Step, ...] = ()


def smallest_change(
    content: Content,
    role: str,
    group: Answers,
    practitioner: Answers,
    fit: RoleFit | None = None,
) -> Change:
    """The fewest steps on answered, actionable capacity items that raise the likely label.

    The group's answers and intention stay as they are. `fit`: the role's score, if known.
    """
    facts = values(content, group, practitioner)
    rule = rule_of(content, role)
    fit = fit or score_role(content, role, group, practitioner)
    if fit.label == Label.RECOMMENDED:
        return Change("already")
    standing = worst(fit.appropriate.label, fit.achievable.label)
    goal = ORDER[min(ORDER.index(standing), ORDER.index(Label.POSSIBLE)) + 1]
    blocked = _blocked(rule, fit, goal, facts)
    if blocked:
        return Change(blocked, goal)
    raised = _raise(content, rule, goal, facts)
    if raised is None:
        return Change("not by capacity", goal)
    return Change("steps", goal, _steps(rule, facts, raised))


def _blocked(rule: Rule, fit: RoleFit, goal: Label, facts: Answers) -> Outcome | None:
    held = goal == Label.RECOMMENDED and ticked(rule.vetoes["practitioner"], "hold", facts)
    if fit.appropriate.closed_by or fit.achievable.closed_by or held:
        return "veto"
    if not reached(fit.appropriate.label_high, goal):
        return "group decides"
    if not reached(fit.appropriate.label, goal):
        return "ask the group"
    if any(fit.keys[key].answered == 0 for key in SIDES["practitioner"]):
        return "open"
    return None


def _raise(content: Content, rule: Rule, goal: Label, facts: Answers) -> dict[str, int] | None:
    """The capacity answers after the fewest steps to the goal; None if none lead there."""
    answers = {i.id: a for i in rule.keys["capacity"] if isinstance(a := facts.get(i.id), int)}
    least = _least(rule) if goal == Label.RECOMMENDED else {}
    while not _enough(content, rule, goal, {**facts, **answers}):
        item = _next_step(content, rule, answers, _too_low(least, answers))
        if item is None:
            return None
        answers[item.id] += 1
    return answers


def _enough(content: Content, rule: Rule, goal: Label, facts: Answers) -> bool:
    """Whether the practitioner's side is more likely than not to reach the goal."""
    chances = label_chances(content.model, rule, "practitioner", facts)
    return 2 * sum(chances[ORDER.index(goal) :]) > 1


def _least(rule: Rule) -> dict[str, int]:
    """The lowest answers that don't hold the role back: above a floor, and meeting conditions."""
    least = {item.id: int(item.floor) for item in rule.keys["capacity"]}
    for condition in rule.holds["practitioner"]:
        if condition.item in least and condition.at_least is not None:
            least[condition.item] = max(least[condition.item], condition.at_least)
    return least


def _too_low(least: Mapping[str, int], answers: Mapping[str, int]) -> set[str]:
    return {item for item in least if item in answers and answers[item] < least[item]}


def _next_step(
    content: Content, rule: Rule, answers: Mapping[str, int], first: set[str]
) -> Item | None:
    """The items in `first` before others, then the largest weight, then the lowest answer."""
    items = [item for item in rule.keys["capacity"] if not first or item.id in first]
    answered = [item for item in items if item.id in answers]
    free = [i for i in answered if i.actionable and answers[i.id] < content.model.top]
    return min(free, key=lambda item: (-item.weight, answers[item.id], item.id), default=None)


def _steps(rule: Rule, facts: Answers, raised: Mapping[str, int]) -> tuple[Step, ...]:
    items = rule.keys["capacity"]
    now = {item.id: answer for item in items if isinstance(answer := facts.get(item.id), int)}
    return tuple(Step(i, now[i], raised[i]) for i in now if raised[i] > now[i])
