"""What all formats share: one side's questions, answers and skips, in some languages."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from esteem_match.models import (
    NAMES,
    Checklist,
    Condition,
    Item,
    Language,
    Library,
    Question,
    Questionnaire,
    Section,
    Side,
)

UNSURE, NOT_APPLICABLE = "unsure", "na"
ALONE = ("__none", "__unsure")  # exclusive answers to a checklist, besides the ids of its boxes
LONG_TEXT = 100
PAIR = "pair_id"  # the code of a pair, by which both sides' answers are joined
PAIR_MOST = 40
GROUP = "{group}"

Texts = Mapping[str, str]  # by language


class Form(NamedTuple):
    """One side's questionnaire. The first of the languages is that of the form."""

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
    """One answer: its code, its words, and its position on the scale if it has one."""

    code: str
    texts: Texts
    value: int | None


def form(library: Library, side: Side, codes: Iterable[str]) -> Form:
    """A side's questionnaire in these languages; the library must have them all."""
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


class Gate(NamedTuple):
    """An answer that opens later questions, or closes them as a clear no: question and code."""

    question: Question
    code: str


def question_text(form: Form, question: Question, field: str) -> Texts:
    """A text of a question in each language."""
    return _each(form, lambda asked: _asks(asked, question.id), field)


def section_text(form: Form, section: Section, field: str) -> Texts:
    """A text of a section in each language."""
    return _each(
        form, lambda asked: next(one for one in asked.sections if one.id == section.id), field
    )


def name_item(form: Form) -> str | None:
    """The id of the question about the group's name, if it is asked."""
    return next((item.id for item in form.asked.items() if item.id == NAMES[form.side]), None)


def part_id(section: Section) -> str:
    return f"part__{section.id}"


def choices(form: Form, question: Question) -> tuple[Choice, ...]:
    """The possible answers to a question that is no text, in the order on screen.

    The code is the position in the list, from 0. 'Does not apply', which counts as 0, and 'not
    sure', which doesn't count, have their own codes. The code of a box is its id.
    """
    if isinstance(question.asks, Item):
        return _listed(form, question.asks)
    last = (question_text(form, question, "none"), t("answer.unsure", form))
    boxes = (Choice(item.id, _label(form, item), 1) for item in question.items)
    return (*boxes, *(Choice(code, texts, None) for code, texts in zip(ALONE, last, strict=True)))


def _listed(form: Form, item: Item) -> tuple[Choice, ...]:
    size = len(form.asked.options[item.options])
    found = [Choice(str(at), _option(form, item, at), at) for at in range(size)]
    if item.not_applicable:
        texts = t(f"answer.not_applicable_{form.side}", form)
        found.append(Choice(NOT_APPLICABLE, texts, 0))
    return (*found, Choice(UNSURE, t("answer.unsure", form), None))


def opened_by(form: Form, asked: Section | Question) -> tuple[Gate, ...]:
    """The answers of which any one opens a question or section; if empty, it is always asked.

    Conditions on a section's own questions don't count: something else opens it first.
    """
    own = {item.id for item in asked.items} if isinstance(asked, Section) else set()
    conditions = [item.when for item in asked.items]
    if None in conditions:
        return ()
    outside = (one for one in dict.fromkeys(conditions) if one and one.item not in own)
    return tuple(gate for one in outside for gate in _met(form, one))


def closed_by(form: Form, asked: Section | Question) -> tuple[Gate, ...]:
    """The answers of which any one closes a question or a whole section: clear noes."""
    own = {item.id for item in asked.items}
    before, found = list[Item](), list[tuple[Gate, ...]]()
    for item in form.asked.items():
        if item.id in own:
            closing = (no for no in before if item.key and no.role == item.role)
            found.append(tuple(_yes(form, no) for no in closing))
        if item.effect == "close":
            before.append(item)
    return found[0] if all(one == found[0] for one in found) else ()


def _met(form: Form, condition: Condition) -> tuple[Gate, ...]:
    """The answers that meet a condition; for a box, only its tick."""
    question = _question(form, condition.item)
    if isinstance(question.asks, Checklist):
        return (Gate(question, condition.item),)
    found = choices(form, question)
    meet = (one for one in found if condition.met({question.id: one.value}))
    return tuple(Gate(question, one.code) for one in meet)


def _yes(form: Form, item: Item) -> Gate:
    """The answer that says yes to a veto: its second option, or its tick."""
    return Gate(_question(form, item.id), item.id if item.asked_with else "1")


def _question(form: Form, item: str) -> Question:
    return next(one for one in form.asked.questions() if item in {box.id for box in one.items})


def method(asked: Item | Checklist) -> dict[str, str]:
    """A question's part in the method and its sources; what it doesn't have is left out."""
    if isinstance(asked, Checklist):
        return {"source": " ".join(asked.source)}
    return _method(asked)


def _method(item: Item) -> dict[str, str]:
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


def _asks(asked: Questionnaire, name: str) -> Item | Checklist:
    return next(one.asks for one in asked.questions() if one.id == name)


def _label(form: Form, box: Item) -> Texts:
    return _each(form, lambda asked: next(one for one in asked.items() if one.id == box.id), "text")


def _each(
    form: Form, pick: Callable[[Questionnaire], Item | Checklist | Section], field: str
) -> Texts:
    found = form.questionnaires.items()
    return {code: getattr(pick(asked), field) for code, asked in found}


def _option(form: Form, item: Item, at: int) -> Texts:
    return {code: asked.options[item.options][at] for code, asked in form.questionnaires.items()}
