"""Asks one item: draws it with its present answer, and hands what was touched to be kept."""

from typing import Any

import streamlit as st

from esteem_match.models import Item
from esteem_match.ui import keep, memory, state, words
from esteem_match.ui.layout import wrong
from esteem_match.ui.person import Here
from esteem_match.ui.view import choices
from esteem_match.ui.words import md, put_in, t

_LONG_TEXT = 100


@st.fragment
def ask(person: Here, item: Item, unknown: bool) -> None:
    """Draws one item, and keeps its answer when it was touched. A tap runs this and not the page.

    The page is drawn anew only where it would show something else. `unknown`: the browser knows
    more of what this tab has shown than this session does.
    """
    opens = any(one.when and one.when.item == item.id for one in person.questionnaire.items())
    before = _around(person, item, opens)
    key = widget_key(person, item.id)
    _follow(person, item, key)
    value = keep.from_widget(item, _draw(person, item, key))
    if unknown:
        memory.recall(person, item)
    keep.take(person, item, value)
    if not unknown:
        memory.remember(person, item)
    _tell_bad(item)
    state.put("live", {**state.get("live", {}), item.id: key})
    if not unknown and _around(person, item, opens) != before:
        st.rerun()


def widget_key(person: Here, item_id: str) -> str:
    """The key of the widget that asks this item of this person."""
    return f"ask_{item_id}_{person.tag}_{words.language()}"


def _around(person: Here, item: Item, opens: bool) -> tuple[object, ...]:
    """What the page around an item shows of it: its answer where it `opens` others, the saving."""
    now = keep.mark(keep.stored(person, item)) if opens else ""
    return now, bool(person.answers), *keep.troubles()


def _tell_bad(item: Item) -> None:
    problem = state.get("bad", {}).get(item.id)
    if problem:
        wrong(t(f"bad.{problem}", limit=item.max_length or 0))


def _follow(person: Here, item: Item, key: str) -> None:
    """Shows what another tab or device wrote meanwhile."""
    now = keep.stored(person, item)
    waiting = item.id in state.get("pending", {})
    if keep.seen(person, item) != keep.mark(now) and state.has_widget(key) and not waiting:
        state.set_widget(key, keep.to_widget(item, now))
        keep.see(item.id, keep.mark(now))


def _draw(person: Here, item: Item, key: str) -> Any:
    now = keep.to_widget(item, keep.stored(person, item))
    # A screen reader reads the label as it is written here.
    label = "\n\n".join(md(put_in(text)) for text in (item.text, item.help) if text)
    if item.kind == "text":
        field = st.text_area if (item.max_length or 0) > _LONG_TEXT else st.text_input
        given = now or ""
        return field(label, given, max_chars=item.max_length, key=key)
    options = choices(person.content, item)
    return st.radio(
        label,
        list(options),
        index=list(options).index(now) if now in options else None,
        format_func=lambda value: md(options[value]),
        key=key,
        width="stretch",
    )
