"""What this tab has shown, carried along by the browser: so it outlives the server.

A page carries the marks of all its items in one hidden field. A tap runs no more than its own
item, so that one then carries a mark of its own, which is newer, until the page is drawn again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from esteem_match.models import Item, Section
from esteem_match.ui import keep, state
from esteem_match.ui.person import Here


@contextmanager
def drawn(person: Here, part: Section) -> Iterator[bool]:
    """Around the items of a page: whether only the browser knows what its tab has shown of them."""
    new = unknown()
    # Streamlit names a part after the place where it stands. In a run that follows a part's own at
    # once, all places of the page itself have one name; those in a container keep their own.
    with st.container(key="questions"):
        marks = st.container(key="unseen_marks")  # at one place in every run, or parts change names
        if new:
            with marks:
                _recall_part(person, part)
        state.put("drawing", True)
        try:
            yield new
        finally:
            state.drop("drawing")
        if new:
            know()
        else:
            with marks:
                _remember_part(person, part)


def unknown() -> bool:
    """Whether this session is new, so that only the browser can tell what its tab has shown."""
    return not state.get("known")


def know() -> None:
    """The browser was asked to the end: a run that is cut short before leaves it to the next."""
    state.put("known", True)


def recall(person: Here, item: Item) -> None:
    """In a new session, asks the browser what its tab has seen of an item since the page."""
    found = _field(_key("item", person, item.id))
    if found:
        keep.see(item.id, found)


def remember(person: Here, item: Item) -> None:
    """Has the browser carry along what this tab has shown of an item, after a tap on it."""
    if not state.get("drawing"):
        _write(_key("item", person, item.id), keep.seen(person, item))


def _recall_part(person: Here, part: Section) -> None:
    marks = dict(mark.split("=", 1) for mark in _field(_key("part", person, part.id)).split())
    for item in part.items:
        if item.id in marks:
            keep.see(item.id, marks[item.id])


def _remember_part(person: Here, part: Section) -> None:
    marks = " ".join(f"{item.id}={keep.seen(person, item)}" for item in part.items)
    _write(_key("part", person, part.id), marks)


def _write(key: str, marks: str) -> None:
    state.set_widget(key, marks)
    _field(key)


def _field(key: str) -> str:
    return st.text_input(key, key=key, label_visibility="collapsed")


def _key(kind: str, person: Here, name: str) -> str:
    return f"memory_{kind}_{person.tag}_{name}"
