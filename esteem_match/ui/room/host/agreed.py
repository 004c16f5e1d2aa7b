"""Before it is called agreed: what is not saved and what is not decided, and whether it is so."""

from collections.abc import Callable

import streamlit as st

from esteem_match.documents.phrases.room import asked_now
from esteem_match.store import Room
from esteem_match.ui.layout import button, lines, para, small, warn
from esteem_match.ui.links import show_step
from esteem_match.ui.room.result import round_result
from esteem_match.ui.room.who import Guest
from esteem_match.ui.room.writing import undecided, unsaved
from esteem_match.ui.words import t


def call_it_agreed(host: str, room: Room, agree: Callable[[], None]) -> None:
    """One press where all is said; else it is asked first."""
    if st.query_params.get("sure") == "agree":
        _ask(*_left(host, room), agree)
        return
    if button(t("host.agree"), "host_agree"):
        if any(_left(host, room)):
            show_step(sure="agree")
        agree()
    small(t("host.agree_what"))


def _left(host: str, room: Room) -> tuple[list[str], list[str], bool]:
    """What was typed here and is not saved; what nothing is decided on; if members are asked."""
    guest = Guest(host, room, None, None)
    found = round_result(guest)
    if found is None:
        return [], [], False
    return unsaved(guest, found), undecided(found), asked_now(found) is not None


def _ask(typed: list[str], waiting: list[str], asked: bool, agree: Callable[[], None]) -> None:
    warn(t("host.agree_sure"))
    if asked:
        para(t("host.agree_asking"))
    if typed:
        para(t("host.agree_unsaved"))
        lines(typed)
    if waiting:
        para(t("host.agree_undecided"))
        lines(waiting)
    with st.container(horizontal=True):
        if button(t("host.agree_back"), "host_agree_back"):
            show_step(view="agree")
        if button(t("host.agree_yes"), "host_agree_yes"):
            agree()
