"""The code of a workshop: typed, or brought by a link. Wrong ones are counted."""

import streamlit as st

from esteem_match import codes, resources
from esteem_match.service import seats
from esteem_match.store import Seated
from esteem_match.ui import state
from esteem_match.ui.blank_forms import lead_to_forms
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, heading, note, para, small, submit
from esteem_match.ui.links import show_step
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, t
from esteem_match.web.protect.address import whose

REFUSED = {
    "length": "join.slip",
    "letters": "join.slip",
    "gone": "join.unknown",
    "crowded": "join.crowded",
}


def show_join_or_open(_guest: Guest) -> None:
    """Two ways: join, which most people want, and open."""
    tell_left()
    para(t("workshop.what"))
    lead_to_forms()
    heading(t("workshop.join_title"))
    small(t("workshop.join_what"))
    enter_join_code()
    heading(t("workshop.open_title"))
    small(t("workshop.open_what"))
    if button(t("workshop.open_go"), "to_open"):
        show_step(view="open")


def tell_left() -> None:
    if st.query_params.get("told") == "left":
        note(t("room.left"))


def enter_join_code() -> None:
    """The six signs, as they are shown on the wall."""
    with st.form("join_code", border=False):
        text = st.text_input(md(t("join.code")), max_chars=20, autocomplete="off")
        small(t("join.code_what"))
        if submit(t("join.next"), "join_code", main=True) and text.strip():
            _look_up(text)


def _look_up(text: str) -> None:
    """Goes on with a code that opens something."""
    with telling("workshop.failed", **REFUSED):
        seats.look_up(resources.store(), text, _address())
        state.put("join_code", codes.read_join(text))
        show_step(view="join")


def follow(text: str, seat: Seated | None) -> dict[str, str]:
    """The step to which a link's code leads. Raises Failure where it opens nothing.

    To the form of its round; to the workshop itself, where this is the seat that it leads to.
    """
    found = seats.look_up(resources.store(), text, _address())
    if seat and (found.room, found.number) == (seat.room, seat.number):
        return {}
    state.put("join_code", codes.read_join(text))
    return {"view": "join"}


def _address() -> str:
    return f"address:{whose(st.context.ip_address)}"
