"""Forms from paper, entered on the device that runs the workshop: it keeps no code of them."""

import streamlit as st

from esteem_match import codes
from esteem_match.models import OPEN
from esteem_match.ui import state
from esteem_match.ui.layout import button, note
from esteem_match.ui.links import go, show_step
from esteem_match.ui.person import Here, come_in, step_out
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import t

PUT_AWAY = "paper_in"


def take(person: Here | None, code: str) -> None:
    """This tab now enters the form with this code, and remembers who was here before."""
    if person is None:
        state.drop("before_paper")
    elif person.code != state.get("paper"):
        state.put("before_paper", person.code)
    come_in(code)
    state.put("paper", code)


def show_paper(guest: Guest) -> None:
    """On the console: a form that is not done yet, or that the last one is in."""
    if st.query_params.get("told") == PUT_AWAY:
        note(t("workshop.paper_in"))
    person = guest.person
    if person is None or person.code != state.get("paper"):
        return
    if guest.seat and guest.seat.finished:
        _put_away()
    with st.container(border=True, key="paper_open"):
        note(t("workshop.paper_open", code=codes.pretty(person.code)))
        if guest.state in OPEN and button(t("workshop.paper_on"), "paper_on"):
            go("assess")
        if button(t("workshop.paper_away"), "paper_away"):
            _put_away()


def _put_away() -> None:
    """Whoever was here before is here again; the form stays under its own code."""
    before = state.pop("before_paper")
    state.drop("paper")
    if before:
        come_in(before)
    else:
        step_out()
    show_step(told=PUT_AWAY)
