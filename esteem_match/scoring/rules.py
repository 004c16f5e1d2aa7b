"""The rule of each role: which items, vetoes and conditions count for it."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from esteem_match.models import (
    SIDES,
    Answer,
    Answers,
    Condition,
    Content,
    Effect,
    Item,
    Key,
    Questionnaire,
    Role,
    Side,
)
from esteem_match.models.once import once_a_model

NO_ANSWER = {"at_least": 1, "at_most": 0}
"""Bounds that no answer meets."""


class Rule(NamedTuple):
    """What counts for one role: its items by key, and its vetoes and conditions by side."""

    role: Role
    keys: Mapping[Key, tuple[Item, ...]]
    vetoes: Mapping[Side, tuple[Item, ...]]
    holds: Mapping[Side, tuple[Condition, ...]]

    def items(self, side: Side) -> tuple[Item, ...]:
        """The key items of one side."""
        return tuple(item for key in SIDES[side] for item in self.keys[key])

    def floors(self, side: Side) -> tuple[Item, ...]:
        return tuple(item for item in self.items(side) if item.floor)

    def waits(self, side: Side) -> tuple[str, ...]:
        """The items of one side with a condition that no answer can meet."""
        return tuple(c.item for c in self.holds[side] if c.hopeless)

    def holds_back(self, item: Item, answer: Answer) -> bool:
        """Whether this answer holds the role at "possible": by a floor, or an unmet condition."""
        here = [c for side in SIDES for c in self.holds[side] if c.item == item.id]
        return isinstance(answer, int) and (
            (item.floor and answer == 0) or not all(c.met({item.id: answer}) for c in here)
        )


@once_a_model
def rules(content: Content) -> tuple[Rule, ...]:
    """A rule for each role, in the model's order; mirrors never count."""
    return tuple(_rule(content, role) for role in content.model.roles)


def rule_of(content: Content, role: str) -> Rule:
    """The rule of one role. KeyError if the model has no such role."""
    return {one.role.id: one for one in rules(content)}[role]


def _rule(content: Content, asked: Role) -> Rule:
    items = {side: _own(content.side(side), asked.id) for side in SIDES}
    of_group = {item.id for item in content.group.items()}
    mine = tuple(c for c in asked.hold_unless if c.item in of_group)
    return Rule(
        asked,
        {k: tuple(i for i in items[side] if i.key == k) for side in SIDES for k in SIDES[side]},
        {side: tuple(i for i in items[side] if i.kind == "veto") for side in SIDES},
        {"group": mine, "practitioner": tuple(c for c in asked.hold_unless if c not in mine)},
    )


def values(content: Content, group: Answers, practitioner: Answers) -> Answers:
    """Both sides' answers in one mapping, with 0 for 'does not apply'."""
    merged = {**group, **practitioner}
    out = {name: 0 for name, at in content.not_applicable.items() if merged.get(name) == at}
    return {**merged, **out}


@once_a_model
def on_a_picture(content: Content) -> Content:
    """The content for scoring a practitioner's picture of a group: a guess never counts as a yes.

    Conditions of `hold_unless` on the group's items can't be met; only the group itself can do so.
    """
    of_group = {item.id for item in content.group.items()}
    roles = tuple(
        role.model_copy(
            update={"hold_unless": tuple(_unmet(c, of_group) for c in role.hold_unless)}
        )
        for role in content.model.roles
    )
    return content.model_copy(update={"model": content.model.model_copy(update={"roles": roles})})


def ticked(vetoes: Iterable[Item], effect: Effect, facts: Answers) -> tuple[str, ...]:
    return tuple(v.id for v in vetoes if v.effect == effect and facts.get(v.id) == 1)


def _own(questionnaire: Questionnaire, role: str) -> list[Item]:
    return [item for item in questionnaire.items() if item.role == role and item.mirrors is None]


def _unmet(condition: Condition, items: Collection[str]) -> Condition:
    return condition.model_copy(update=NO_ANSWER) if condition.item in items else condition
