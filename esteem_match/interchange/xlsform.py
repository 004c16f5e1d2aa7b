"""A questionnaire as an XLSForm: the sheets survey, choices and settings of one workbook."""

import io
from collections.abc import Iterator, Mapping, Sequence

from esteem_match.interchange.form import (
    ALONE,
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

GROUP_NAME = "group__name"
NAMESPACE = "urn:x-esteem-match"

Row = Mapping[str, str]


def as_xlsform(form: Form) -> bytes:
    """The workbook: texts have a column for each language, and skips are in `relevant`."""
    return workbook(sheets(form))


def sheets(form: Form) -> dict[str, list[Row]]:
    """The rows of each sheet."""
    return {
        "survey": [*_opening(form), *_survey(form)],
        "choices": list(_choices(form)),
        "settings": [_settings(form)],
    }


def workbook(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """An xlsx with these sheets. Empty columns are left out; all cells are texts, not formulas."""
    # Imported here: it loads slower than the rest of the program, and only this needs it.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in rows.items():
        sheet = book.create_sheet(title)
        columns = list(dict.fromkeys(name for line in lines for name in line if line[name]))
        for at, line in enumerate([{name: name for name in columns}, *lines], start=1):
            for place, name in enumerate(columns, start=1):
                if line.get(name):
                    sheet.cell(at, place, line[name]).data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _settings(form: Form) -> Row:
    return {
        "form_title": form.asked.title,
        "form_id": f"esteem-match-{form.side}",
        "version": form.version,
        "default_language": _name(form, form.base),
        "style": "pages",
        "namespaces": f'esteem="{NAMESPACE}"',
    }


def _opening(form: Form) -> Iterator[Row]:
    """The first rows: what the form is, and the code of the pair."""
    yield {
        "type": "note",
        "name": "about__this",
        **_in_languages(form, "label", t("again.form", form)),
    }
    yield {
        "type": "text",
        "name": PAIR,
        **_in_languages(form, "label", t("again.form_pair", form)),
        **_in_languages(form, "hint", t("again.form_pair_help", form)),
        "required": "yes",
        "constraint": f"string-length(.) <= {PAIR_MOST}",
    }


def _survey(form: Form) -> Iterator[Row]:
    for section in form.asked.sections:
        yield {
            "type": "begin_group",
            "name": part_id(section),
            **_in_languages(form, "label", section_text(form, section, "title")),
            "relevant": _relevant(form, section),
            "appearance": "field-list",
        }
        why = _in_languages(form, "label", section_text(form, section, "why"))
        yield {"type": "note", "name": f"{part_id(section)}__why", **why}
        yield from _questions(form, section)
        yield {"type": "end_group"}


def _questions(form: Form, section: Section) -> Iterator[Row]:
    for one in section.questions():
        yield {
            "type": _type(form, one),
            "name": _id(one.id),
            **_in_languages(form, "label", question_text(form, one, "text")),
            **_in_languages(form, "hint", question_text(form, one, "help")),
            "relevant": _relevant(form, one),
            **_limit(form, one),
            **{f"bind::esteem:{name}": value for name, value in method(one.asks).items()},
        }
        if one.id == name_item(form):
            yield _group_name(form, one.id)


def _type(form: Form, one: Question) -> str:
    if one.kind == "text":
        return "text"
    several = isinstance(one.asks, Checklist)
    return f"{'select_multiple' if several else 'select_one'} {_list(form, one)}"


def _group_name(form: Form, name: str) -> Row:
    """The group's name in later questions; without one, the word in the form's language."""
    otherwise = t(f"fallback.{form.side}", form)[form.base]
    calculation = f"coalesce(${{{_id(name)}}}, {_quoted(otherwise)})"
    return {"type": "calculate", "name": GROUP_NAME, "calculation": calculation}


def _limit(form: Form, one: Question) -> Row:
    if isinstance(one.asks, Checklist):
        return _alone(form)
    if one.kind != "text":
        return {}
    most = one.asks.max_length or 0
    look = {"appearance": "multiline"} if most > LONG_TEXT else {}
    return {**look, "constraint": f"string-length(.) <= {most}"}


def _alone(form: Form) -> Row:
    """'None of these' and 'not sure' can't be combined with other ticks."""
    either = " or ".join(f"selected(., '{code}')" for code in ALONE)
    message = _in_languages(form, "constraint_message", t("again.form_alone", form))
    return {"constraint": f"count-selected(.) <= 1 or not({either})", **message}


def _choices(form: Form) -> Iterator[Row]:
    listed = set()
    for question in form.asked.questions():
        if question.kind != "text" and _list(form, question) not in listed:
            listed.add(_list(form, question))
            boxes = {item.id: item for item in question.items if item.asked_with}
            for one in choices(form, question):
                rests = method(boxes[one.code]) if one.code in boxes else {}
                yield {
                    "list_name": _list(form, question),
                    "name": one.code,
                    **_in_languages(form, "label", one.texts),
                    **{f"esteem_{name}": value for name, value in rests.items()},
                }


def _list(form: Form, question: Question) -> str:
    """The name of a list, after the first question that uses it: ours may not be valid there."""
    users = (one.id for one in form.asked.questions() if _same(one.asks, question.asks))
    return f"{_id(next(users))}__answers"


def _same(one: Item | Checklist, other: Item | Checklist) -> bool:
    """Whether two questions have the same answers; a checklist never shares its boxes."""
    if isinstance(one, Checklist) or isinstance(other, Checklist):
        return one is other
    return (one.options, one.not_applicable) == (other.options, other.not_applicable)


def _relevant(form: Form, asked: Section | Question) -> str:
    """A skip as an expression. A missing or skipped answer never equals a code."""
    opened = " or ".join(_is(gate) for gate in opened_by(form, asked))
    return opened or " and ".join(f"not({_is(gate)})" for gate in closed_by(form, asked))


def _is(gate: Gate) -> str:
    answered = f"${{{_id(gate.question.id)}}}"
    if isinstance(gate.question.asks, Checklist):
        return f"selected({answered}, '{gate.code}')"
    return f"{answered} = '{gate.code}'"


def _in_languages(form: Form, column: str, texts: Texts) -> Row:
    """A column for each language. `{group}` becomes the group's name, if that is asked."""
    return {
        f"{column}::{_name(form, code)}": _put_in(form, code, text) for code, text in texts.items()
    }


def _put_in(form: Form, code: str, text: str) -> str:
    otherwise = form.words[code][f"fallback.{form.side}"]
    return text.replace(GROUP, f"${{{GROUP_NAME}}}" if name_item(form) else otherwise)


def _name(form: Form, code: str) -> str:
    return f"{form.languages[code].name} ({code})"


def _id(name: str) -> str:
    """An id as an XML name, which can't start with a digit."""
    return f"_{name}" if name[0].isdigit() else name


def _quoted(text: str) -> str:
    """A text in quotes for an expression, which can't escape quotes."""
    return f"'{text}'" if "'" not in text else '"{}"'.format(text.replace('"', ""))
