"""A questionnaire as a Questionnaire of FHIR R4, in JSON."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from esteem_match.interchange.form import (
    GROUP,
    LONG_TEXT,
    PAIR,
    PAIR_MOST,
    Form,
    Gate,
    Texts,
    choices,
    closed_by,
    method,
    name_item,
    opened_by,
    part_id,
    question_text,
    section_text,
    t,
)
from esteem_match.models import Checklist, Item, Question, Section

SYSTEM = "urn:x-esteem-match"
STRUCTURES = "http://hl7.org/fhir/StructureDefinition"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
SUBJECTS = {"group": "Group", "practitioner": "Practitioner"}

Part = dict[str, Any]


def as_fhir(form: Form) -> str:
    """The questionnaire: skips as enableWhen, answers as answerOption, with translations."""
    return json.dumps(questionnaire(form), ensure_ascii=False, indent=1) + "\n"


def questionnaire(form: Form) -> Part:
    title = {code: asked.title for code, asked in form.questionnaires.items()}
    return {
        "resourceType": "Questionnaire",
        "language": form.base,
        "identifier": [{"system": SYSTEM, "value": form.side}],
        "version": form.version,
        "name": f"EsteemMatch{form.side.capitalize()}",
        **_in_languages("title", title, form),
        "status": "active",
        "subjectType": [SUBJECTS[form.side]],
        **_in_languages("description", t("again.form", form), form),
        "copyright": "CC BY 4.0",
        "item": [_pair(form), *(_section(form, section) for section in form.asked.sections)],
    }


def _pair(form: Form) -> Part:
    return {
        "linkId": PAIR,
        **_in_languages("text", t("again.form_pair", form), form),
        "type": "string",
        "required": True,
        "maxLength": PAIR_MOST,
        **_helped(form, PAIR, t("again.form_pair_help", form)),
    }


def _section(form: Form, section: Section) -> Part:
    why = _display(form, f"{part_id(section)}__why", section_text(form, section, "why"))
    return {
        "linkId": part_id(section),
        **_in_languages("text", section_text(form, section, "title"), form),
        "type": "group",
        **_when(form, section),
        "item": [why, *(_question(form, one) for one in section.questions())],
    }


def _question(form: Form, one: Question) -> Part:
    return {
        "linkId": one.id,
        "code": list(_codes(one.asks)),
        **_in_languages("text", question_text(form, one, "text"), form),
        **_answer(form, one),
        **_when(form, one),
        **_help(form, one),
    }


def _answer(form: Form, one: Question) -> Part:
    """How to answer. A checklist takes several answers: boxes, or one of the two exclusive ones."""
    if isinstance(one.asks, Checklist):
        return {"type": "choice", "repeats": True, "answerOption": list(_boxes(form, one))}
    if one.asks.kind == "text":
        kind = "text" if (one.asks.max_length or 0) > LONG_TEXT else "string"
        return {"type": kind, "maxLength": one.asks.max_length}
    return {"type": "choice", "answerOption": list(_options(form, one, one.asks))}


def _options(form: Form, question: Question, item: Item) -> Iterator[Part]:
    """The answers; those of a scale have their position as a value."""
    for one in choices(form, question):
        coding = {**_coding(form, question, one.code), **_in_languages("display", one.texts, form)}
        if item.key and one.value is not None:
            place = {"url": f"{STRUCTURES}/ordinalValue", "valueDecimal": one.value}
            coding = {"extension": [place], **coding}
        yield {"valueCoding": coding}


def _boxes(form: Form, question: Question) -> Iterator[Part]:
    """The boxes, each with its part in the method; then the exclusive answers."""
    boxes = {item.id: item for item in question.items}
    for one in choices(form, question):
        coding = {**_coding(form, question, one.code), **_in_languages("display", one.texts, form)}
        rests = method(boxes[one.code]).items() if one.code in boxes else ()
        found = [{"url": f"{SYSTEM}:{name}", "valueString": value} for name, value in rests]
        yield {**({"extension": found} if found else {}), "valueCoding": coding}


def _when(form: Form, asked: Section | Question) -> Part:
    """A skip: the item is enabled by any of these answers, or unless one of these is given.

    An item that is skipped itself has no answer.
    """
    opened, closed = opened_by(form, asked), closed_by(form, asked)
    found = [_enables(form, "=", gate) for gate in opened]
    found = found or [_enables(form, "!=", gate) for gate in closed]
    if not found:
        return {}
    both = {"enableBehavior": "any" if opened else "all"} if len(found) > 1 else {}
    return {"enableWhen": found, **both}


def _enables(form: Form, operator: str, gate: Gate) -> Part:
    coding = _coding(form, gate.question, gate.code)
    return {"question": gate.question.id, "operator": operator, "answerCoding": coding}


def _coding(form: Form, question: Question, code: str) -> Part:
    """A code in an option list; a checklist is its own list."""
    asks = question.asks
    options = asks.id if isinstance(asks, Checklist) else asks.options
    return {"system": f"{SYSTEM}:{form.side}:{quote(options, safe='')}", "code": code}


def _codes(asked: Item | Checklist) -> Iterator[Part]:
    """A question's part in the method and its sources, as codes."""
    for name, value in method(asked).items():
        for code in value.split():
            yield {"system": f"{SYSTEM}:{name}", "code": code}


def _help(form: Form, one: Question) -> Part:
    """The help; none for the group's name, as FHIR can't put it into later questions."""
    texts = question_text(form, one, "help")
    if not one.asks.help or one.id == name_item(form):
        return {}
    return _helped(form, one.id, texts)


def _helped(form: Form, link: str, texts: Texts) -> Part:
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    kind = {"url": f"{STRUCTURES}/questionnaire-itemControl", "valueCodeableConcept": control}
    return {"item": [{"extension": [kind], **_display(form, f"{link}__help", texts)}]}


def _display(form: Form, link: str, texts: Texts) -> Part:
    return {"linkId": link, **_in_languages("text", texts, form), "type": "display"}


def _in_languages(field: str, texts: Texts, form: Form) -> Part:
    """A text in the form's language, with translations as extensions."""
    filled = {code: _put_in(form, code, text) for code, text in texts.items()}
    others = [_translated(code, text) for code, text in filled.items() if code != form.base]
    return {field: filled[form.base], **({f"_{field}": {"extension": others}} if others else {})}


def _translated(code: str, text: str) -> Part:
    parts = [{"url": "lang", "valueCode": code}, {"url": "content", "valueString": text}]
    return {"url": f"{STRUCTURES}/translation", "extension": parts}


def _put_in(form: Form, code: str, text: str) -> str:
    """`{group}` reads "your group" or "the group" in every question."""
    filled = text.replace(GROUP, form.words[code][f"fallback.{form.side}"])
    return filled[:1].upper() + filled[1:] if text.startswith(GROUP) else filled
