"""A questionnaire as an XLSForm: the sheets survey, choices and settings of one workbook."""

import io
from collections.abc import Iterator, Mapping, Sequence

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

GROUP_NAME = "group__name"
NAMESPACE = "urn:x-esteem-match"

Row = Mapping[str, str]


def as_xlsform(form: Form) -> bytes:
    """The workbook: one column a language for all that is read, and skips as `relevant`."""
    return workbook(sheets(form))


def sheets(form: Form) -> dict[str, list[Row]]:
    """The rows of each sheet; a column that no row fills is not there."""
    return {
        "survey": [*_opening(form), *_survey(form)],
        "choices": list(_choices(form)),
        "settings": [_settings(form)],
    }


def workbook(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """An xlsx of sheets. Every cell is a text: none is run as a formula."""
    # It takes longer to load than all the rest of the program, and only this needs it.
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
    """What the form is, before it asks anything."""
    yield {"type": "note", "name": "about__this", **_said(form, "label", t("again.form", form))}


def _survey(form: Form) -> Iterator[Row]:
    for section in form.asked.sections:
        yield {
            "type": "begin_group",
            "name": part_id(section),
            **_said(form, "label", section_text(form, section, "title")),
            "relevant": " or ".join(_relevant(form, gate) for gate in gates(section)),
            "appearance": "field-list",
        }
        why = _said(form, "label", section_text(form, section, "why"))
        yield {"type": "note", "name": f"{part_id(section)}__why", **why}
        yield from _questions(form, section)
        yield {"type": "end_group"}


def _questions(form: Form, section: Section) -> Iterator[Row]:
    for item in section.items:
        yield {
            "type": "text" if item.kind == "text" else f"select_one {_list(form, item)}",
            "name": _id(item.id),
            **_said(form, "label", item_text(form, item, "text")),
            **_said(form, "hint", item_text(form, item, "help")),
            "relevant": _relevant(form, item.when) if item.when else "",
            **_limit(item),
            **{f"bind::esteem:{name}": value for name, value in method(item).items()},
        }
        if item.id == name_item(form):
            yield _group_name(form, item)


def _group_name(form: Form, item: Item) -> Row:
    """What later questions call the group. In all languages the one form's word, if it has none."""
    otherwise = t(f"fallback.{form.side}", form)[form.base]
    calculation = f"coalesce(${{{_id(item.id)}}}, {_quoted(otherwise)})"
    return {"type": "calculate", "name": GROUP_NAME, "calculation": calculation}


def _limit(item: Item) -> Row:
    if item.kind != "text":
        return {}
    most = item.max_length or 0
    look = {"appearance": "multiline"} if most > LONG_TEXT else {}
    return {**look, "constraint": f"string-length(.) <= {most}"}


def _choices(form: Form) -> Iterator[Row]:
    told = set()
    for item in form.asked.items():
        if item.kind != "text" and _list(form, item) not in told:
            told.add(_list(form, item))
            for one in choices(form, item):
                said = _said(form, "label", one.texts)
                yield {"list_name": _list(form, item), "name": one.code, **said}


def _list(form: Form, item: Item) -> str:
    """A list is named after the first question that has it: any name may stand in our files."""
    same = (item.options, item.not_applicable)
    users = (one for one in form.asked.items() if (one.options, one.not_applicable) == same)
    return f"{_id(next(users).id)}__answers"


def _relevant(form: Form, condition: Condition) -> str:
    """A skip as an expression. What is not answered, or skipped itself, equals no code."""
    asked = f"${{{_id(condition.item)}}}"
    return " or ".join(f"{asked} = '{code}'" for code in met(form, condition))


def _said(form: Form, column: str, texts: Texts) -> Row:
    """A column a language. `{group}` is what the group was called, where that is asked."""
    return {
        f"{column}::{_name(form, code)}": _put_in(form, code, text) for code, text in texts.items()
    }


def _put_in(form: Form, code: str, text: str) -> str:
    otherwise = form.words[code][f"fallback.{form.side}"]
    return text.replace(GROUP, f"${{{GROUP_NAME}}}" if name_item(form) else otherwise)


def _name(form: Form, code: str) -> str:
    return f"{form.languages[code].name} ({code})"


def _id(name: str) -> str:
    """An id as a name of XML, which begins with no digit."""
    return f"_{name}" if name[0].isdigit() else name


def _quoted(text: str) -> str:
    """A text in an expression, which knows no way to write its own quotes."""
    return f"'{text}'" if "'" not in text else '"{}"'.format(text.replace('"', ""))
