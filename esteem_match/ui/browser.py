"""What only the browser can do: focus, landmarks, links, cookies, forgetting."""

from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from esteem_match.ui import state, words
from esteem_match.ui.person import Here, cookie
from esteem_match.ui.words import t

_arrive = st.components.v2.component("esteem_arrive", js=words.asset("arrive.js"))
_keep = st.components.v2.component("esteem_keep", js=words.asset("keep.js"))
_come_back = st.components.v2.component("esteem_come_back", js=words.asset("come_back.js"))
_follow = st.components.v2.component("esteem_follow", js=words.asset("follow.js"))
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
        "landmarks": {"top": t("frame.ways"), "more": t("frame.more")},
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


def followed() -> dict[str, str]:
    """What the address of a link says that was followed within this visit."""
    asked = _follow(key="follow", on_asked_change=_nothing, height=0).asked
    return dict(parse_qsl(str(asked or "").lstrip("?")))


def leave(to: str) -> bool:
    """Has the browser forget cookie and storage, and open `to`. True when it could not."""
    return bool(_leave(data={"to": to}, key="leave", on_failed_change=_nothing, height=0).failed)
