"""Keeps answers in the store, and knows which of them were touched in this very tab.

The store is the truth; a widget is a copy. What differs in the widget from what this tab saw last
was touched here; what differs in the store was written elsewhere. memory.py carries along what was
seen, so that a tab which outlives the server still knows.
"""

import hashlib
from enum import Enum

import streamlit as st

from esteem_match import content, journey, resources
from esteem_match.journey import BadAnswer
from esteem_match.models import Answer, Item, Section
from esteem_match.say import UNSURE
from esteem_match.store import Ended, NotFound, StoreError
from esteem_match.ui import state
from esteem_match.ui.layout import wrong
from esteem_match.ui.person import Here, call_by_name
from esteem_match.ui.words import esc, t


class Missing(Enum):
    """What stands for an answer that is not there: None already means 'not sure'."""

    ABSENT = "-"


ABSENT = Missing.ABSENT
Kept = Answer | Missing


def from_widget(item: Item, value: object) -> Kept:
    if isinstance(value, int) or (item.kind == "text" and isinstance(value, str) and value):
        return value
    return None if value == UNSURE else ABSENT


def to_widget(item: Item, kept: Kept) -> int | str | None:
    if isinstance(kept, Missing) or (item.kind == "text" and kept is None):
        return None
    return UNSURE if kept is None else kept


def mark(kept: Kept) -> str:
    """A short sign by which two answers are told apart; it holds no words of anybody's."""
    if isinstance(kept, Missing):
        return kept.value
    if isinstance(kept, str):
        return "#" + hashlib.sha256(kept.encode()).hexdigest()[:12]
    return "?" if kept is None else str(kept)


def stored(person: Here, item: Item) -> Kept:
    return person.answers.get(item.id, ABSENT)


def harvest(person: Here) -> None:
    """What could not be kept before, and what was ticked just before something else was tapped."""
    pending = state.get("pending", {})
    if pending:
        keep_answers(person, pending)
    items = content.item_index(person.content)
    touched = {**state.pop("rescued", {}).get(person.code, {}), **_live()}
    for item_id, value in touched.items():
        if item_id in items:
            take(person, items[item_id], from_widget(items[item_id], value))
    state.put("live", {})


def _live() -> dict[str, object]:
    """What the widgets hold that the last page showed."""
    live = state.get("live", {}).items()
    return {item_id: state.widget(key) for item_id, key in live if state.has_widget(key)}


def rescue() -> bool:
    """Puts aside what the page's widgets hold: it can't be drawn now, and then they are gone.

    The next page that takes answers sorts out what was touched. True where there is any.
    """
    code = state.get("code")
    before = (state.get("rescued") or {}).get(code, {})
    held = {**before, **_live()}
    state.put("rescued", {code: held})
    return bool(held)


def seen(person: Here, item: Item) -> str:
    """The mark of what this tab showed last; of what is stored, where it showed nothing yet."""
    found = state.get("seen") or {}
    return str(found.get(item.id, mark(stored(person, item))))


def see(item_id: str, what: str) -> None:
    state.put("seen", {**(state.get("seen") or {}), item_id: what})


def take(person: Here, item: Item, kept: Kept) -> None:
    """Keeps a widget's value where it was touched; an echo of what was seen changes nothing."""
    before = seen(person, item)
    emptied = kept is ABSENT and item.kind == "text" and before.startswith("#")
    clean = _cleaned(person, item, None if emptied else kept)
    if isinstance(clean, Missing) or mark(clean) == before:
        _meet(item, before, mark(stored(person, item)))
    else:
        keep_answers(person, {item.id: clean})


def _meet(item: Item, before: str, now: str) -> None:
    """Untouched here, but changed elsewhere: the next run shows what is stored."""
    see(item.id, before)
    if before != now:
        state.put("again", True)


def _cleaned(person: Here, item: Item, kept: Kept) -> Kept:
    """The answer as it would be kept; ABSENT, and a word about it, where it cannot be."""
    if isinstance(kept, Missing):
        return ABSENT
    bad = {name: code for name, code in state.get("bad", {}).items() if name != item.id}
    try:
        clean: Kept = journey.clean(person.content, item, kept)
    except BadAnswer as problem:
        bad[item.id] = problem.code
        clean = ABSENT
    state.put("bad", bad)
    return clean


def keep_answers(person: Here, answers: dict[str, Answer]) -> None:
    """Writes answers through; what cannot be written waits, is told, and is tried again.

    To a record that was closed meanwhile nothing can be written: that is told, and nothing waits.
    """
    pending = {**state.get("pending", {}), **answers}
    try:
        writes = resources.store().save(person.code, pending)
    except NotFound:
        state.put("gone", True)
    except Ended:
        state.drop("pending")
        state.put("refused", True)
        state.put("again", True)
    except StoreError:
        state.put("pending", pending)
    else:
        state.drop("pending")
        _count_along(writes, len(pending))
        person.answers.update(pending)
        call_by_name(person)
        for item_id, answer in pending.items():
            see(item_id, mark(answer))


def _count_along(writes: int, ours: int) -> None:
    """Where another tab or device wrote meanwhile, the page is drawn anew."""
    if writes != state.get("writes") + ours:
        state.put("again", True)
    state.put("writes", writes)


def blocked(part: Section) -> bool:
    """Whether leaving this part now would lose something that was said."""
    bad = state.get("bad", {})
    return bool(state.get("pending")) or any(item.id in bad for item in part.items)


def tell_refused() -> None:
    """Says once that an answer came too late, for the record was closed by then."""
    state.drop("again")
    if state.pop("refused"):
        wrong(t("check.closed_late"))


def saved_sign(person: Here) -> None:
    """A quiet sign that all answers are kept, or a clear one that they are not."""
    if state.get("gone"):
        wrong(t("assess.unsaved_gone"))
    elif state.get("pending"):
        wrong(t("assess.unsaved_failed"))
    elif person.answers and not state.get("refused"):
        st.html(f'<p class="saved" role="status">{esc(t("assess.saved"))}</p>')


def troubles() -> tuple[bool, ...]:
    """What keeps answers from being saved, or asks for the page to be drawn anew."""
    return tuple(bool(state.get(name)) for name in ("gone", "pending", "refused", "again"))
