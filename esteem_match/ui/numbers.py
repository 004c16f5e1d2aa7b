"""A form from paper, typed by numbers: the whole form on one page, a key for each question.

Its questions are the form's own, also those that are passed over: one key for each number on paper
is the easiest rule to keep to. What is typed is kept as a tap is, with each key.
"""

from typing import Any

import streamlit as st

from esteem_match import content, paper
from esteem_match.models import Answer, Item, Section
from esteem_match.say import UNSURE
from esteem_match.ui import browser, keep, state, walk
from esteem_match.ui.layout import frame, small, wrong
from esteem_match.ui.person import Here
from esteem_match.ui.ways import follow, go, show_step
from esteem_match.ui.words import put_in, t, words

_LONG_TEXT = 100


def show_numbers(person: Here) -> None:
    """All parts that are open now; then on to the check, or back into the room."""
    parts = person.questionnaire.sections[: walk.opened(person)]
    way = frame(t("paper.by_numbers"), person, step="paper", item="paper", asking=True)
    walk.tell_outdated(person)
    small(t("paper.type"))
    with st.container(key="paper"):
        typed = browser.numbers(_as_data(person, parts))
    _take(person, typed.said)
    _tell_bad(person)
    keep.saved_sign(person)
    if way and not _blocked(parts):
        follow(way)
    if typed.done and not _blocked(parts):
        _leave(person, parts)


def _leave(person: Here, parts: tuple[Section, ...]) -> None:
    for part in parts:
        walk.pass_texts(person, part)
    if walk.more_to_open(person):
        go("workshop")
    show_step(step="check")


def _blocked(parts: tuple[Section, ...]) -> bool:
    return any(keep.blocked(part) for part in parts)


def _take(person: Here, said: dict[str, str]) -> None:
    """Keeps what was typed since the last run. What stands there from before changes nothing."""
    taken: dict[str, str] = state.get("typed", {})
    items = content.item_index(person.content)
    for item_id, answer in said.items():
        if taken.get(item_id) != answer and item_id in items:
            item = items[item_id]
            keep.take(person, item, keep.from_widget(item, _widget_value(item, answer)))
    state.put("typed", {**taken, **said})


def _tell_bad(person: Here) -> None:
    items = content.item_index(person.content)
    for item_id, problem in state.get("bad", {}).items():
        wrong(t(f"bad.{problem}", limit=items[item_id].max_length or 0))


def _widget_value(item: Item, typed: str) -> int | str:
    if item.kind == "text" or not typed.isdecimal():
        return typed
    answer = paper.answer(int(typed))
    return UNSURE if answer is None else answer


def _as_data(person: Here, parts: tuple[Section, ...]) -> dict[str, Any]:
    """The form as the browser draws it. What it sends back is the newer."""
    number = paper.numbers(person.questionnaire)
    return {
        "parts": [
            {
                "title": put_in(part.title),
                "questions": [_question(person, item, number[item.id]) for item in part.items],
            }
            for part in parts
        ],
        "said": _from_before(person),
        "words": {
            "complete": t("paper.complete"),
            "no_such": t("paper.no_such"),
            "end": t("paper.end"),
        },
    }


def _from_before(person: Here) -> dict[str, str]:
    """What stood there when the page was opened: the same in each run, so that it is sent once."""
    if not state.widget(browser.NUMBERS):
        state.drop("typed")
        said = {name: _typed(answer) for name, answer in person.answers.items()}
        state.put("typed_from", said)
    found: dict[str, str] = state.get("typed_from", {})
    return found


def _typed(answer: Answer) -> str:
    return answer if isinstance(answer, str) else str(paper.sign(answer))


def _question(person: Here, item: Item, number: int) -> dict[str, Any]:
    asked = {
        "id": item.id,
        "text": t("paper.question", number=number, question=put_in(item.text)),
        "hint": put_in(item.help),
    }
    if item.kind == "text":
        most = item.max_length or 0
        return {**asked, "most": most, "long": most > _LONG_TEXT}
    return {**asked, "options": list(paper.printed(person.content, item, words()))}
