"""Asks one item: draws it with its present answer, and hands what was touched to be kept."""

from typing import Any

import streamlit as st

from esteem_match.models import Item
from esteem_match.ui import keep, state, words
from esteem_match.ui.layout import wrong
from esteem_match.ui.person import Here
from esteem_match.ui.view import choices
from esteem_match.ui.words import esc, md, put_in, t

_LONG_TEXT = 100


def ask(person: Here, item: Item) -> None:
    """Draws one item, and keeps its answer when it was touched."""
    key = f"{person.tag}_{words.language()}_{item.id}"
    _follow(person, item, key)
    with st.container(key=f"ask_{item.id}"):
        value = _draw(person, item, key)
        keep.take(person, item, keep.from_widget(item, value))
        problem = state.get("bad", {}).get(item.id)
        if problem:
            wrong(t(f"bad.{problem}", limit=item.max_length or 0))
    state.put("live", {**state.get("live", {}), item.id: key})


def _follow(person: Here, item: Item, key: str) -> None:
    """Shows what another tab or device wrote meanwhile."""
    now = keep.stored(person, item)
    waiting = item.id in state.get("pending", {})
    if keep.seen(person, item) != keep.mark(now) and state.has_widget(key) and not waiting:
        state.set_widget(key, keep.to_widget(item, now))
        keep.see(item.id, keep.mark(now))


def _draw(person: Here, item: Item, key: str) -> Any:
    now = keep.to_widget(item, keep.stored(person, item))
    question, hint = put_in(item.text), put_in(item.help)
    st.html(f'<p class="question">{esc(question)}</p><p class="hint">{esc(hint)}</p>')
    # The widget's own label is not drawn but read out, as it is written here.
    label = md(f"{question} {hint}")
    if item.kind == "text":
        field = st.text_area if (item.max_length or 0) > _LONG_TEXT else st.text_input
        given = now or ""
        return field(label, given, max_chars=item.max_length, key=key, label_visibility="collapsed")
    options = choices(person.content, item)
    return st.radio(
        label,
        list(options),
        index=list(options).index(now) if now in options else None,
        format_func=lambda value: md(options[value]),
        key=key,
        width="stretch",
        label_visibility="collapsed",
    )
