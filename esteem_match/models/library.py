"""Everything that is read from questionnaires/, with the examples."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from esteem_match.models.basics import Noun, Side, Text
from esteem_match.models.questions import Checklist, Item, Questionnaire
from esteem_match.models.rules import RoleModel


class Content(Noun):
    """Both questionnaires and the role model, in one language."""

    group: Questionnaire
    practitioner: Questionnaire
    model: RoleModel

    def side(self, side: Side) -> Questionnaire:
        return self.group if side == "group" else self.practitioner

    def items(self) -> Iterator[Item]:
        yield from self.group.items()
        yield from self.practitioner.items()

    @cached_property
    def not_applicable(self) -> Mapping[str, int]:
        """The position of 'does not apply to us', for each item that has it."""
        return {
            item.id: len(side.options[item.options])
            for side in (self.group, self.practitioner)
            for item in side.items()
            if item.not_applicable
        }

    def checklist(self, item: Item) -> Checklist | None:
        """The checklist to which this item belongs."""
        sections = (*self.group.sections, *self.practitioner.sections)
        lists = (one for part in sections for one in part.checklists)
        return next((one for one in lists if one.id == item.asked_with), None)


class Expected(Noun):
    """The roles that a published case shows, and those that its facts speak against."""

    primary: tuple[str, ...]
    secondary: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()


class Example(Noun):
    """A pair's answers: from a published case, with the roles that it shows, or made up.

    A made-up pair has no source and no expected roles, and never counts as a case.
    """

    id: str
    title: Text
    story: Text
    group: Mapping[str, int | str]
    practitioner: Mapping[str, int | str]
    made_up: bool = False
    url: str = ""
    expected: Expected | None = None
    note: str = ""


class Language(Noun):
    """A language of the program: its own name for itself, and its writing direction."""

    name: Text
    direction: Literal["ltr", "rtl"] = "ltr"


class Library(Noun):
    """Everything from questionnaires/, by language. `version` is that of the base content."""

    version: str
    base: str
    languages: Mapping[str, Language]
    contents: Mapping[str, Content]
    words: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, tuple[Example, ...]]
