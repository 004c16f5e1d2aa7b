"""What every form says alike: one side's questions, their answers and skips, in some languages."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from esteem_match.models import (
    NAMES,
    Condition,
    Item,
    Language,
    Library,
    Questionnaire,
    Section,
    Side,
)

UNSURE, NOT_APPLICABLE = "unsure", "na"
LONG_TEXT = 100
GROUP = "{group}"

Texts = Mapping[str, str]  # by language


class Form(NamedTuple):
    """One side's questionnaire. The first of the languages is the one that the form is in."""

    side: Side
    version: str
    languages: Mapping[str, Language]
    questionnaires: Mapping[str, Questionnaire]
    words: Mapping[str, Texts]

    @property
    def base(self) -> str:
        return next(iter(self.languages))

    @property
    def asked(self) -> Questionnaire:
        return self.questionnaires[self.base]


class Choice(NamedTuple):
    """One answer: its code, its words, and its place on the scale where it has one."""

    code: str
    texts: Texts
    value: int | None


def form(library: Library, side: Side, codes: Iterable[str]) -> Form:
    """A side's questionnaire in these languages, all of which the library has."""
    spoken = tuple(codes)
    return Form(
        side,
        library.version,
        {code: library.languages[code] for code in spoken},
        {code: library.contents[code].side(side) for code in spoken},
        {code: library.words[code] for code in spoken},
    )


def t(path: str, form: Form) -> Texts:
    """Words of interface.toml in each language."""
    return {code: words[path] for code, words in form.words.items()}


def item_text(form: Form, item: Item, field: str) -> Texts:
    """A text of a question in each language."""
    return _each(form, lambda asked: next(one for one in asked.items() if one.id == item.id), field)


def section_text(form: Form, section: Section, field: str) -> Texts:
    """A text of a part in each language."""
    return _each(
        form, lambda asked: next(one for one in asked.sections if one.id == section.id), field
    )


def name_item(form: Form) -> str | None:
    """The id of the question that gives the group's name to later ones, where it is asked."""
    return next((item.id for item in form.asked.items() if item.id == NAMES[form.side]), None)


def part_id(section: Section) -> str:
    return f"part__{section.id}"


def choices(form: Form, item: Item) -> tuple[Choice, ...]:
    """All that can be answered to a question but a text, in the order of our screen.

    The code is the place in the list, counted from 0; 'does not apply', which counts as 0, and 'not
    sure', which counts as nothing, have codes of their own.
    """
    size = len(form.asked.options[item.options])
    found = [Choice(str(at), _option(form, item, at), at) for at in range(size)]
    if item.not_applicable:
        texts = t(f"answer.not_applicable_{form.side}", form)
        found.append(Choice(NOT_APPLICABLE, texts, 0))
    return (*found, Choice(UNSURE, t("answer.unsure", form), None))


def met(form: Form, condition: Condition) -> tuple[str, ...]:
    """The codes of the answers that meet a condition: any of them, and nothing else, does."""
    item = next(one for one in form.asked.items() if one.id == condition.item)
    return tuple(
        one.code for one in choices(form, item) if condition.met({condition.item: one.value})
    )


def gates(section: Section) -> tuple[Condition, ...]:
    """The conditions of which one must be met for a part to be asked at all; none: it always is.

    One on a question of this very part can only be met after another.
    """
    own = {item.id for item in section.items}
    conditions = [item.when for item in section.items]
    if None in conditions:
        return ()
    return tuple(one for one in dict.fromkeys(conditions) if one and one.item not in own)


def method(item: Item) -> dict[str, str]:
    """What a question counts for and rests on, as names and words; what it has not is left out."""
    found = {
        "key": item.key,
        "role": item.role,
        "area": item.area,
        "effect": item.effect,
        "mirrors": item.mirrors,
        "weight": str(item.weight) if item.key else None,
        "floor": "true" if item.floor else None,
        "source": " ".join(item.source),
    }
    return {name: value for name, value in found.items() if value}


def _each(form: Form, pick: Callable[[Questionnaire], Item | Section], field: str) -> Texts:
    found = form.questionnaires.items()
    return {code: getattr(pick(asked), field) for code, asked in found}


def _option(form: Form, item: Item, at: int) -> Texts:
    return {code: asked.options[item.options][at] for code, asked in form.questionnaires.items()}
