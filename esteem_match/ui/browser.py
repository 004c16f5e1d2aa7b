"""What only the browser can do: move the focus, keep a cookie, read a link, forget, and wait."""

from typing import Any

import streamlit as st

from esteem_match.ui import state, words
from esteem_match.ui.person import Here, cookie

_arrive = st.components.v2.component("esteem_arrive", js=words.asset("arrive.js"))
_keep = st.components.v2.component("esteem_keep", js=words.asset("keep.js"))
_come_back = st.components.v2.component("esteem_come_back", js=words.asset("come_back.js"))
_pulse = st.components.v2.component("esteem_pulse", js=words.asset("pulse.js"))
_leave = st.components.v2.component("esteem_leave", js=words.asset("leave.js"))


def _nothing() -> None:
    """Streamlit wants a callback for each value that a component may send."""


def arrive(step: str, heading: str, item: str = "") -> None:
    """Shows the page from its top and announces its heading, once a step."""
    data: dict[str, Any] = {
        "step": step,
        "heading": heading,
        "item": item,
        "lang": words.language(),
        "dir": words.direction(),
    }
    _arrive(data=data, key="arrive", height=0)


def keep(person: Here) -> bool:
    """Has the browser keep the code as a cookie. False when it said that it can't."""
    if cookie() == person.code:
        return True
    sent = _keep(data={"code": person.code}, key="keep", on_failed_change=_nothing, height=0)
    if sent.failed:
        state.put("cookieless", True)
    return not state.get("cookieless", False)


def come_back() -> bool:
    """Takes a code from the address's fragment. True when the link's code opened nothing."""
    return bool(_come_back(key="come_back", on_failed_change=_nothing, height=0).failed)


def pulse(room: str, beat: int, people: tuple[int, int] | None = None) -> bool:
    """Has the page drawn anew when its room changes; true in the run that this has brought.

    The page gives what it shows: the room's beat and, on the host's page, how many have joined and
    how many have finished.
    """
    counts = "-" if people is None else f"{people[0]}.{people[1]}"
    data = {"room": room, "beat": beat, "people": counts}
    with st.container(key="unseen_pulse"):
        sent = _pulse(data=data, key="pulse", on_changed_change=_nothing, height=0)
    return bool(sent.changed)


def leave(to: str) -> bool:
    """Has the browser forget cookie and storage, and open `to`. True when it could not."""
    return bool(_leave(data={"to": to}, key="leave", on_failed_change=_nothing, height=0).failed)
