"""What is asked: items in sections in a questionnaire."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from esteem_match.models.basics import Condition, Effect, Key, Kind, Noun, Side, Sources, Text


class Item(Noun):
    """One question. An answer is the position of an option, a text, or None for 'not sure'.

    `mirrors` names the group's item of which this one asks the practitioner's picture: it has no
    key of its own. `says` is a yes to the question in the answerer's own voice. With
    `not_applicable`, one more position after the options means 'does not apply to us' and counts
    as 0.
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
    source: Sources


class Section(Noun):
    """What one screen asks, and why."""

    id: str
    title: Text
    why: Text
    items: tuple[Item, ...]


class Pace(Noun):
    """Seconds that an answer of each kind takes."""

    scale: int
    veto: int
    choice: int
    text: int


class Questionnaire(Noun):
    """One side's instrument: its option lists by name, and its sections in order."""

    id: Side
    title: Text
    pace: Pace
    options: Mapping[str, tuple[str, ...]]
    sections: tuple[Section, ...]

    def items(self) -> Iterator[Item]:
        for section in self.sections:
            yield from section.items
