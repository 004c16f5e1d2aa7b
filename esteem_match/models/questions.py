"""A questionnaire: its sections and their items."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Annotated, NamedTuple

from pydantic import Field

from esteem_match.models.basics import (
    Answers,
    Condition,
    Effect,
    Key,
    Kind,
    Noun,
    Side,
    Sources,
    Text,
)
from esteem_match.models.rounds import Seat


class Item(Noun):
    """One question. An answer is the position of an option, a text, or None for 'not sure'.

    `mirrors` names the group's item for which this one asks the practitioner's own view; it has no
    key. `says` is a yes to the question, in the answerer's own words. With `not_applicable`, one
    more position after the options means 'does not apply to us' and counts as 0. `asked_with` names
    the checklist to which this item belongs; position 1 is ticked. `high` and `low` put such an
    answer into a sentence for each side.
    """

    id: str
    kind: Kind
    text: Text
    help: str = ""
    says: str = ""
    options: str = ""
    key: Key | None = None
    role: str | None = None
    area: str | None = None
    weight: Annotated[int, Field(ge=1)] = 1
    floor: bool = False
    actionable: bool = False
    effect: Effect | None = None
    not_applicable: bool = False
    mirrors: str | None = None
    max_length: Annotated[int, Field(ge=1)] | None = None
    when: Condition | None = None
    asked_with: str | None = None
    high: Mapping[Side, Text] = {}
    low: Mapping[Side, Text] = {}
    source: Sources


class Checklist(Noun):
    """A question with boxes to tick, answered as a whole: some of them, `none`, or 'not sure'."""

    id: str
    text: Text
    help: str = ""
    none: Text
    source: Sources


class Question(NamedTuple):
    """What is answered in one step: a single item, or all boxes of a checklist."""

    asks: Item | Checklist
    items: tuple[Item, ...]

    @property
    def id(self) -> str:
        return self.asks.id

    @property
    def kind(self) -> str:
        """The kind of the item, or `checklist`; these are the names of a pace."""
        return "checklist" if isinstance(self.asks, Checklist) else self.asks.kind

    def reached(self, answers: Answers) -> bool:
        """Whether it is answered. 'Not sure' is an answer; some boxes of a checklist are not."""
        return all(item.id in answers for item in self.items)

    def unsure(self, answers: Answers) -> bool:
        return self.reached(answers) and all(answers[item.id] is None for item in self.items)

    def ticked(self, answers: Answers) -> tuple[Item, ...]:
        """The ticked boxes of a checklist."""
        return tuple(item for item in self.items if answers.get(item.id) == 1)

    def whole(self, answers: Answers) -> bool:
        """Whether all of it is answered, and 'not sure' is not mixed with other answers."""
        values = [answers[item.id] for item in self.items if item.id in answers]
        return len(values) == len(self.items) and (None not in values or self.unsure(answers))


class Section(Noun):
    """What one screen asks, and why. A checklist is asked where its items stand."""

    id: str
    title: Text
    why: Text
    checklists: tuple[Checklist, ...] = ()
    items: tuple[Item, ...]

    def questions(self) -> tuple[Question, ...]:
        known = {one.id: one for one in self.checklists}
        runs = groupby(self.items, lambda item: item.asked_with or item.id)
        found = ((name, tuple(items)) for name, items in runs)
        return tuple(Question(known.get(name, items[0]), items) for name, items in found)


class Pace(Noun):
    """Seconds that an answer of each kind takes."""

    scale: int
    veto: int
    choice: int
    text: int
    checklist: Annotated[int, Field(ge=0)] = 0


class Questionnaire(Noun):
    """One side's instrument: its option lists by name, and its sections in order.

    `first_look` names the section after which a first look is offered. `anew` names the questions,
    besides mirrors, that are asked again for each group. `seats` names the items that are answered
    by taking a seat in a workshop, with the position for each seat.
    """

    id: Side
    title: Text
    pace: Pace
    options: Mapping[str, tuple[str, ...]]
    first_look: str | None = None
    anew: tuple[str, ...] = ()
    seats: Mapping[str, Mapping[Seat, int]] = {}
    sections: tuple[Section, ...]

    def items(self) -> Iterator[Item]:
        for section in self.sections:
            yield from section.items

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions()
