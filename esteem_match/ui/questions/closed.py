"""A record that takes no answers: the way to open it again, and what stands in it, folded."""

import streamlit as st

from esteem_match import resources
from esteem_match.service import records
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, frame, note
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine import keep
from esteem_match.ui.person import Here
from esteem_match.ui.questions import check
from esteem_match.ui.words import md, t, words


def show_closed(person: Here) -> None:
    frame(t("check.closed_title"), person, step="closed")
    keep.tell_late()
    note(t("room.shown_own" if person.seat else "check.closed"))
    with st.container(key="steps", horizontal=True):
        if button(t("check.closed_open"), "open_again"):
            _open_again(person)
        if button(_result(person), "to_result", main=not person.seat):
            go("results")
        if person.seat and button(t("workshop.back"), "to_workshop", main=True):
            go("workshop")
    with st.expander(md(t("check.closed_show"))):
        st.html(check.listed(person, words()))


def _result(person: Here) -> str:
    """What leads to the result: whoever sat in a workshop knows another one."""
    return t("room.own_result" if person.seat else "check.result")


def _open_again(person: Here) -> None:
    """Where a round has just closed them, the page says so."""
    with telling("check.closed_failed", refused=show_step):
        records.reopen(resources.store(), person.code)
        show_step(step="check")
