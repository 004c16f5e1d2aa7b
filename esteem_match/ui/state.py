"""What one browser tab remembers between two runs. The only place that touches session_state.

It is a cache: answers, language and code are found again in the store and the cookie.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")
_ROOM = "_esteem"
MOMENT = 2.0  # seconds
_here = threading.local()


def _room() -> dict[str, Any]:
    """This tab's own room. Each script has a thread of its own, so it is looked up once there."""
    if not hasattr(_here, "room"):
        if _ROOM not in st.session_state:
            st.session_state[_ROOM] = {}
        _here.room = st.session_state[_ROOM]
    room: dict[str, Any] = _here.room
    return room


def get(name: str, otherwise: Any = None) -> Any:
    return _room().get(name, otherwise)


def put(name: str, value: Any) -> None:
    _room()[name] = value


def drop(*names: str) -> None:
    for name in names:
        _room().pop(name, None)


def pop(name: str, otherwise: Any = None) -> Any:
    return _room().pop(name, otherwise)


@contextmanager
def first_press(what: str) -> Iterator[bool]:
    """Whether this was not done in this tab a moment ago, by the same press.

    A press that is sent twice runs the script twice, side by side: the second waits here.
    """
    room = _room()
    with room.setdefault("_presses", threading.Lock()):
        yield time.monotonic() - room.get(f"_did_{what}", -math.inf) > MOMENT


def did(what: str) -> None:
    """Notes that a press has done what it was to do."""
    _room()[f"_did_{what}"] = time.monotonic()


def once(what: str, act: Callable[[], object]) -> None:
    """Does it, unless the same press has just done it in this tab."""
    with first_press(what) as first:
        if first:
            act()
            did(what)


def begin(key: str, value: Any) -> None:
    """What the field with this key begins with: what was typed and left in this tab, or `value`."""
    if key not in st.session_state:
        st.session_state[key] = _typed().get(key, value)


def typed(key: str) -> None:
    """A field's callback: remembers it, for Streamlit forgets a field that a run does not draw.

    It comes before anything else: also before a way to another page that was pressed meanwhile.
    """
    _typed()[key] = st.session_state[key]


def left_typed(key: str) -> Any:
    """What was typed into the field with this key, and not saved; None where nothing was."""
    return _typed().get(key)


def forget_typed(key: str) -> None:
    _typed().pop(key, None)


def sent(key: str, name: str) -> None:
    """The same for what the component with this key sends once, under this name.

    In a session that has just begun, as after a restart, nobody knows that component yet.
    """
    value = just_sent(key, name)
    if value is not None:
        _room()[f"{key}_{name}"] = value


def _typed() -> dict[str, Any]:
    found: dict[str, Any] = _room().setdefault("typed", {})
    return found


def just_sent(component: str, name: str) -> Any:
    """What a component of ours has sent, in a run that has not come to it yet."""
    return (st.session_state.get(component) or {}).get(name)


def presses() -> set[str]:
    """The buttons that were pressed and that no run has come to yet; a callback can add to it."""
    found: set[str] = _room().setdefault("presses", set())
    return found


def kept(key: object, make: Callable[[], T]) -> T:
    """What this tab made of this key last time, or makes of it now; of one key at a time."""
    room = _room()
    if room.get("kept", (None,))[0] != key:
        room["kept"] = key, make()
    found: T = room["kept"][1]
    return found
