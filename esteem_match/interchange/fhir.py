"""A questionnaire as a Questionnaire of FHIR R4, in JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from esteem_match.interchange.form import (
    GROUP,
    LONG_TEXT,
    Form,
    Texts,
    choices,
    gates,
    item_text,
    met,
    method,
    name_item,
    part_id,
    section_text,
    t,
)
from esteem_match.models import Condition, Item, Section

SYSTEM = "urn:x-esteem-match"
STRUCTURES = "http://hl7.org/fhir/StructureDefinition"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
SUBJECTS = {"group": "Group", "practitioner": "Practitioner"}

Part = dict[str, Any]


def as_fhir(form: Form) -> str:
    """The questionnaire: skips as enableWhen, answers as answerOption, other languages beside."""
    return json.dumps(questionnaire(form), ensure_ascii=False, indent=1) + "\n"


def questionnaire(form: Form) -> Part:
    title = {code: asked.title for code, asked in form.questionnaires.items()}
    return {
        "resourceType": "Questionnaire",
        "language": form.base,
        "identifier": [{"system": SYSTEM, "value": form.side}],
        "version": form.version,
        "name": f"EsteemMatch{form.side.capitalize()}",
        **_said("title", title, form),
        "status": "active",
        "subjectType": [SUBJECTS[form.side]],
        **_said("description", t("again.form", form), form),
        "copyright": "CC BY 4.0",
        "item": [_section(form, section) for section in form.asked.sections],
    }


def _section(form: Form, section: Section) -> Part:
    why = _display(form, f"{part_id(section)}__why", section_text(form, section, "why"))
    return {
        "linkId": part_id(section),
        **_said("text", section_text(form, section, "title"), form),
        "type": "group",
        **_when(form, gates(section)),
        "item": [why, *(_question(form, item) for item in section.items)],
    }


def _question(form: Form, item: Item) -> Part:
    return {
        "linkId": item.id,
        "code": list(_codes(item)),
        **_said("text", item_text(form, item, "text"), form),
        **_answer(form, item),
        **_when(form, [item.when] if item.when else []),
        **_help(form, item),
    }


def _answer(form: Form, item: Item) -> Part:
    if item.kind == "text":
        kind = "text" if (item.max_length or 0) > LONG_TEXT else "string"
        return {"type": kind, "maxLength": item.max_length}
    return {"type": "choice", "answerOption": list(_options(form, item))}


def _options(form: Form, item: Item) -> Iterator[Part]:
    """The answers. A scale's carry their place, for whoever counts."""
    for one in choices(form, item):
        coding = {**_coding(form, item.options, one.code), **_said("display", one.texts, form)}
        if item.key and one.value is not None:
            place = {"url": f"{STRUCTURES}/ordinalValue", "valueDecimal": one.value}
            coding = {"extension": [place], **coding}
        yield {"valueCoding": coding}


def _when(form: Form, conditions: Iterable[Condition]) -> Part:
    """A skip: any of these answers enables the item. One that is not enabled itself has none."""
    lists = {item.id: item.options for item in form.asked.items()}
    wanted = [(one.item, code) for one in conditions for code in met(form, one)]
    found = [
        {"question": item, "operator": "=", "answerCoding": _coding(form, lists[item], code)}
        for item, code in wanted
    ]
    if not found:
        return {}
    return {"enableWhen": found, **({"enableBehavior": "any"} if len(found) > 1 else {})}


def _coding(form: Form, options: str, code: str) -> Part:
    return {"system": f"{SYSTEM}:{form.side}:{quote(options, safe='')}", "code": code}


def _codes(item: Item) -> Iterator[Part]:
    """What a question counts for and rests on: a code each."""
    for name, said in method(item).items():
        for code in said.split():
            yield {"system": f"{SYSTEM}:{name}", "code": code}


def _help(form: Form, item: Item) -> Part:
    """The help, but for the one that promises a name in later questions: FHIR puts none in."""
    texts = item_text(form, item, "help")
    if not item.help or item.id == name_item(form):
        return {}
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    kind = {"url": f"{STRUCTURES}/questionnaire-itemControl", "valueCodeableConcept": control}
    return {"item": [{"extension": [kind], **_display(form, f"{item.id}__help", texts)}]}


def _display(form: Form, link: str, texts: Texts) -> Part:
    return {"linkId": link, **_said("text", texts, form), "type": "display"}


def _said(field: str, texts: Texts, form: Form) -> Part:
    """A text in the form's language, and in the others as extensions of it."""
    said = {code: _put_in(form, code, text) for code, text in texts.items()}
    others = [_translated(code, text) for code, text in said.items() if code != form.base]
    return {field: said[form.base], **({f"_{field}": {"extension": others}} if others else {})}


def _translated(code: str, text: str) -> Part:
    said = [{"url": "lang", "valueCode": code}, {"url": "content", "valueString": text}]
    return {"url": f"{STRUCTURES}/translation", "extension": said}


def _put_in(form: Form, code: str, text: str) -> str:
    """`{group}` reads "your group" or "the group" in every question."""
    filled = text.replace(GROUP, form.words[code][f"fallback.{form.side}"])
    return filled[:1].upper() + filled[1:] if text.startswith(GROUP) else filled
