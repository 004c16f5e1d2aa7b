"""What a result is said of: one pair's answers with their scores, and those answers in words."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from esteem_match import content as contents
from esteem_match import explain
from esteem_match.models import (
    SIDES,
    Answer,
    Answers,
    Content,
    Item,
    Label,
    Role,
    RoleFit,
    Side,
)
from esteem_match.say.once import Remembering, once
from esteem_match.scoring import on_a_picture, rank, score, standing
from esteem_match.words import Words

UNSURE = "unsure"  # how a widget says 'not sure': its None means that nothing is chosen


def choices(content: Content, item: Item, words: Words) -> dict[int | str, str]:
    """Everything that can be answered to an item, in words, in the order of the screen."""
    side: Side = (
        "group" if any(own.id == item.id for own in content.group.items()) else "practitioner"
    )
    options = content.side(side).options[item.options]
    listed: dict[int | str, str] = {at: words.put_in(said) for at, said in enumerate(options)}
    if item.not_applicable:
        listed[len(listed)] = words.t(f"answer.not_applicable_{side}")
    return {**listed, UNSURE: words.t("answer.unsure")}


def in_words(content: Content, item: Item, answer: Answer, words: Words) -> str:
    """One answer as the person saw it."""
    if item.kind == "text":
        return str(answer) if answer else words.t("check.nothing")
    return choices(content, item, words)[UNSURE if answer is None else answer]


class Waiting(NamedTuple):
    """What an open role hangs on: questions not reached, and those answered with 'not sure'."""

    unreached: tuple[str, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class View(Remembering):
    """A pair as it is shown. `side`: the one that is shown by itself; None for both.

    `seen`: the group's side is the practitioner's picture of it. `version`: of the questions.
    `tag` tells what two share from what others do, and opens nothing; an example has none.
    `own`: of one who took part in a workshop, where there is a picture of all as well.
    """

    content: Content
    group: Answers
    practitioner: Answers
    words: Words
    seen: bool = False
    side: Side | None = None
    version: str = ""
    tag: str = ""
    own: bool = False
    fits: tuple[RoleFit, ...] = field(init=False)

    def __post_init__(self) -> None:
        rules = on_a_picture(self.content) if self.seen else self.content
        object.__setattr__(self, "content", rules)
        object.__setattr__(self, "fits", score(rules, self.group, self.practitioner))

    @cached_property
    def only_theirs(self) -> frozenset[str]:
        """What only the group itself can say yes to; a practitioner's picture cannot."""
        conditions = [c for role in self.content.model.roles for c in role.hold_unless]
        return frozenset(c.item for c in conditions) if self.seen else frozenset()

    @cached_property
    def divided(self) -> frozenset[str]:
        """What a room's members see in different ways: nothing that is answered meets it yet."""
        conditions = [c for role in self.content.model.roles for c in role.hold_unless]
        return frozenset(c.item for c in conditions if c.hopeless and not self.seen)

    @cached_property
    def bands(self) -> tuple[tuple[RoleFit, ...], ...]:
        return rank(self.content.model, self.fits, self.side)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Items by id, as this page's reader was asked them."""
        found = contents.item_index(self.content)
        mirrors = {item.mirrors: item for item in self.content.practitioner.items() if item.mirrors}
        return {**found, **mirrors} if self.seen else found

    @cached_property
    def robust(self) -> dict[str, explain.Robust]:
        found = explain.robustness(self.content, self.group, self.practitioner, self.side)
        return {one.role: one for one in found}

    @property
    def title(self) -> str:
        """What the result of one side is called."""
        whose = "own" if self.own else "practitioner" if self.seen else "group"
        return self.words.t(f"results.title_{whose}")

    def role(self, fit: RoleFit) -> Role:
        return next(role for role in self.content.model.roles if role.id == fit.role)

    def label(self, fit: RoleFit) -> Label:
        found = standing(fit, self.side)
        return found.label_low if found.label_low == found.label_high else Label.OPEN

    def word(self, fit: RoleFit) -> str:
        """A role's label as the words of the screen name it: an open one is so in two ways."""
        if self.label(fit) != Label.OPEN:
            return self.label(fit).name.lower()
        return "open" if self.waiting(fit).unreached else "unsure"

    @once
    def waiting(self, fit: RoleFit) -> Waiting:
        found = explain.open_items(self.content, fit.role, self.group, self.practitioner)
        mine = [item for item in found if self.side in (None, self.asked(item))]
        reached = {**self.group, **self.practitioner}
        return Waiting(
            tuple(item for item in mine if item not in reached),
            tuple(item for item in mine if item in reached),
        )

    def closed(self, fit: RoleFit) -> tuple[Side, ...]:
        """The sides that said a clear no to a role."""
        parts = {"group": fit.appropriate, "practitioner": fit.achievable}
        return tuple(side for side in SIDES if parts[side].closed_by)

    def asked(self, item_id: str) -> Side:
        """Whose question it is."""
        own = {item.id for item in self.content.group.items()}
        return "group" if item_id in own else "practitioner"

    def question(self, item_id: str) -> str:
        return self.words.put_in(self.items[item_id].text)

    def answer(self, item_id: str) -> str:
        """The answer that stands for this item here, in words."""
        facts = {**self.group, **self.practitioner}
        return in_words(self.content, self.items[item_id], facts.get(item_id), self.words)
