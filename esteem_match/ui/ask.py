"""Asks the questions of a part: the browser draws them, and hands each answer over by itself.

Ticks are no widgets of Streamlit's: each would have its page, or a part of it, run for one save.
"""

from collections.abc import Mapping
from typing import Any

from esteem_match import resources
from esteem_match.models import Answer, Item, Section
from esteem_match.say import UNSURE, choices
from esteem_match.store import Pass
from esteem_match.ui import state
from esteem_match.ui.person import Here
from esteem_match.ui.words import language, t
from esteem_match.words import Words

_LONG_TEXT = 100
_BAD = ("control_characters", "too_long", "wrong_kind", "out_of_range", "unknown_item")


def questions(person: Here, part: Section, words: Words) -> list[dict[str, Any]]:
    """The questions of a part with their present answers; `opens`: others hang on this one."""
    opening = {one.when.item for one in person.questionnaire.items() if one.when}
    return [{**question(person, item, words), "opens": item.id in opening} for item in part.items]


def form_of(person: Here) -> str:
    """Names a person's form: in other words, or of other questions, it is another."""
    return f"{person.tag}_{language()}_{person.record.version[:8]}"


def handing(person: Here) -> dict[str, Any]:
    """What a page needs to hand over answers, and to say how that goes."""
    return {
        "who": f"{person.tag}-{state.get('turn', 0)}",
        "form": form_of(person),
        "lang": language(),
        "pass": own_pass(person),
        "words": {
            "saved": t("assess.saved"),
            "unsaved": t("assess.unsaved"),
            "gone": t("assess.unsaved_gone"),
            "stays": t("assess.stays"),
            "bad": {name: t(f"bad.{name}") for name in _BAD},
        },
    }


def stands(person: Here) -> dict[str, Any]:
    """How often answers were written by now, and whether any is kept."""
    return {"writes": person.record.writes, "saved": bool(person.answers)}


def own_pass(person: Here) -> str:
    """What lets a script of this person's page act for them."""
    given = Pass(person.code, person.record.side, person.record.version)
    return resources.store().passes.make(given)


def question(person: Here, item: Item, words: Words) -> dict[str, Any]:
    """A question as the browser draws it, with the answer that is kept."""
    asked = {
        "id": item.id,
        "key": f"{person.tag}-{item.id}",
        "text": words.put_in(item.text),
        "help": words.put_in(item.help),
        "said": _said(person.answers, item),
    }
    if item.kind == "text":
        most = item.max_length or 0
        return {**asked, "most": most, "long": most > _LONG_TEXT}
    options = choices(person.content, item, words)
    return {**asked, "options": [[str(value), label] for value, label in options.items()]}


def _said(answers: Mapping[str, Answer], item: Item) -> str | None:
    """The answer as the browser holds it; None where there is none, or an empty text."""
    answer = answers.get(item.id)
    if answer is None and item.kind != "text" and item.id in answers:
        return UNSURE
    return None if answer is None else str(answer)
