"""All that is read from questionnaires/, together, and the published cases."""

from collections.abc import Iterator, Mapping
from typing import Literal

from esteem_match.models.basics import Noun, Side, Text
from esteem_match.models.questions import Item, Questionnaire
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


class Expected(Noun):
    """The roles that a published case is read to show, and those that its facts argue against."""

    primary: tuple[str, ...]
    secondary: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()


class Example(Noun):
    """A published case as answers, with the roles read from it."""

    id: str
    title: Text
    story: Text
    url: str
    group: Mapping[str, int | str]
    practitioner: Mapping[str, int | str]
    expected: Expected
    note: str = ""


class Language(Noun):
    """A language the program speaks: its own name for itself, and which way it runs."""

    name: Text
    direction: Literal["ltr", "rtl"] = "ltr"


class Library(Noun):
    """All that was read from questionnaires/, by language. `version` is of the base content."""

    version: str
    base: str
    languages: Mapping[str, Language]
    contents: Mapping[str, Content]
    words: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, tuple[Example, ...]]
