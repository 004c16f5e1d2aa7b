"""A form from paper, typed by numbers: the whole form on one page, a key for each question.

Its questions are the form's own, also those that are passed over: one key for each number on paper
is the easiest rule to keep to. Each answer is handed over as a tap is.
"""

from typing import Any

import streamlit as st

from esteem_match import paper
from esteem_match.models import Question, Section
from esteem_match.ui import browser
from esteem_match.ui.blank_forms import lead_to_forms
from esteem_match.ui.layout import frame, small
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask, check, walk
from esteem_match.ui.questions.asked import after_parts, opened
from esteem_match.ui.words import put_in, t, words
from esteem_match.web.links import address


def show_numbers(person: Here) -> None:
    """All parts that are open now; then on to the check, or back into the room."""
    parts = person.form.sections[: opened(person)]
    frame(t("paper.by_numbers"), person, step="paper", item="paper")
    walk.tell_outdated(person)
    small(t("paper.type"))
    if any(part.checklists for part in parts):
        small(t("paper.type_boxes"))
    lead_to_forms()
    with st.container(key="paper"):
        browser.numbers(_as_data(person, parts), f"numbers_{ask.form_of(person)}")


def _as_data(person: Here, parts: tuple[Section, ...]) -> dict[str, Any]:
    """The form as the browser draws it."""
    number = paper.numbers(person.form)
    own = {name: t(f"paper.{name}") for name in ("complete", "no_such", "end")}
    handing, to = ask.handing(person), after_parts(person)
    asked = (one for part in parts for one in part.questions())
    return {
        **handing,
        **ask.stands(person),
        "to": address(*to),
        "does": check.finish(person) if to[0] == "workshop" else "",
        "parts": [
            {
                "id": part.id,
                "title": put_in(part.title),
                "questions": [one.id for one in part.questions()],
            }
            for part in parts
        ],
        "questions": [_question(person, one, number[one.id]) for one in asked],
        "words": {**handing["words"], **own},
    }


def _question(person: Here, one: Question, number: int) -> dict[str, Any]:
    asked = ask.question(person, one, words())
    own = {
        "text": t("paper.question", number=number, question=put_in(one.asks.text)),
        "reached": one.reached(person.answers),
    }
    if one.kind == "text":
        return {**asked, **own}
    printed = paper.printed(person.content, one, words())
    values = (value for value, _ in asked["options"])
    return {**asked, **own, "options": list(zip(values, printed, strict=True))}
