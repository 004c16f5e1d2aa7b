"""Asks one item, keeps its answer in the store, and says whether it is kept.

The store is the truth; the widget is a copy. An answer is told from an echo by what this tab saw
last (`seen`): a widget that differs from it was touched here; a store that differs from it was
written by another tab.
"""

from enum import Enum
from typing import Any

import streamlit as st

from esteem_match import content, journey, resources
from esteem_match.journey import BadAnswer
from esteem_match.models import Answer, Item
from esteem_match.store import NotFound, StoreError
from esteem_match.ui import state, words
from esteem_match.ui.layout import wrong
from esteem_match.ui.person import Here
from esteem_match.ui.view import UNSURE, choices
from esteem_match.ui.words import esc, md, put_in, t


class Missing(Enum):
    """What stands for an answer that is not there: None already means 'not sure'."""

    ABSENT = "absent"


_ABSENT = Missing.ABSENT
Kept = Answer | Missing


def harvest(person: Here) -> None:
    """Keeps what was ticked just before another widget made this run: the last run's widgets."""
    items = content.item_index(person.content)
    for item_id, key in state.get("live", {}).items():
        if state.has_widget(key) and item_id in items:
            _keep(person, items[item_id], _from_widget(items[item_id], state.widget(key)))
    state.put("live", {})


def ask(person: Here, item: Item) -> None:
    """Draws one item with its present answer, and keeps the answer when it has changed."""
    key = f"{person.tag}_{words.language()}_{item.id}"
    _follow_other_tab(person, item, key)
    with st.container(key=f"ask_{item.id}"):
        value = _draw(person, item, key)
        _keep(person, item, _from_widget(item, value))
        problem = state.get("bad", {}).get(item.id)
        if problem:
            wrong(t(f"bad.{problem}", limit=item.max_length or 0))
    state.get("live")[item.id] = key


def _follow_other_tab(person: Here, item: Item, key: str) -> None:
    stored = person.answers.get(item.id, _ABSENT)
    seen = state.get("seen", {}).get(item.id, stored)
    if stored != seen and state.has_widget(key):
        state.set_widget(key, _to_widget(item, stored))
    _see(item, stored)


def _see(item: Item, answer: Kept) -> None:
    seen = state.get("seen", {})
    state.put("seen", {**seen, item.id: answer})


def _draw(person: Here, item: Item, key: str) -> Any:
    stored = _to_widget(item, person.answers.get(item.id, _ABSENT))
    label = md(put_in(item.text))
    if item.help:
        label += f" :small[{md(put_in(item.help))}]"
    if item.kind == "text":
        field = st.text_area if (item.max_length or 0) > 100 else st.text_input
        return field(label, value=stored or "", max_chars=item.max_length, key=key)
    options = choices(person.content, item)
    return st.radio(
        label,
        list(options),
        index=list(options).index(stored) if stored in options else None,
        format_func=lambda value: md(options[value]),
        key=key,
        width="stretch",
    )


def _to_widget(item: Item, kept: Kept) -> int | str | None:
    if isinstance(kept, Missing) or (item.kind == "text" and kept is None):
        return None
    return UNSURE if kept is None else kept


def _from_widget(item: Item, value: Any) -> Kept:
    if value is None or (item.kind == "text" and value == ""):
        return _ABSENT
    return None if value == UNSURE and item.kind != "text" else value


def _keep(person: Here, item: Item, answer: Kept) -> None:
    seen = state.get("seen", {}).get(item.id, person.answers.get(item.id, _ABSENT))
    if answer == seen:
        return
    if not isinstance(answer, Missing):
        _save(person, item, answer)
    elif item.kind == "text" and seen is not None:
        _save(person, item, None)


def _save(person: Here, item: Item, answer: Answer) -> None:
    try:
        clean = journey.clean(person.content, item, answer)
    except BadAnswer as problem:
        state.put("bad", {**state.get("bad", {}), item.id: problem.code})
        return
    state.put("bad", {k: v for k, v in state.get("bad", {}).items() if k != item.id})
    if clean != person.answers.get(item.id, _ABSENT):
        keep_answers(person, {item.id: clean})


def keep_answers(person: Here, answers: dict[str, Answer]) -> None:
    """Writes answers through to the store; when that fails, the tab says so and tries again."""
    try:
        resources.store().save(person.code, answers)
    except NotFound:
        state.put("unsaved", "gone")
        return
    except StoreError:
        state.put("unsaved", "failed")
        return
    state.drop("unsaved")
    person.answers.update(answers)
    state.put("seen", {**state.get("seen", {}), **answers})


def saved_sign(person: Here) -> None:
    """A quiet sign that all answers are kept, or a clear one that they are not."""
    problem = state.get("unsaved")
    if problem:
        wrong(t(f"assess.unsaved_{problem}"))
    elif person.answers:
        st.html(f'<p class="saved" role="status">{esc(t("assess.saved"))}</p>')
