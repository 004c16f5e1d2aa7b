"""Whether members can live with what was decided: asked, and ended, by whoever runs it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.documents.phrases.room import RoundResult, asked_now, to_ask
from esteem_match.service import workshops
from esteem_match.store import Room
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, heading, para, warn
from esteem_match.ui.links import show_step
from esteem_match.ui.room.host.steps import enough_members
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import rules, t


def offer_asking(guest: Guest, result: RoundResult) -> None:
    """For who writes: once something is decided, and enough members are there."""
    group = result.board.group
    if guest.writes is None or guest.room is None or group is None or group.one_form:
        return
    now, more = asked_now(result), to_ask(result)
    if not now and not (more and enough_members(guest.room)):
        return
    with st.container(border=True, key="agree_asking"):
        heading(t("agree.ask_title"), 3)
        if now:
            _end(guest.writes, guest.room)
        else:
            _ask(guest.writes, more)


def _ask(host: str, lines: Mapping[str, Sequence[str]]) -> None:
    para(t("agree.ask_what"))
    if button(t("agree.ask"), "ask_members"):
        _do(partial(workshops.ask, resources.store(), host, lines))


def _end(host: str, room: Room) -> None:
    """Of these decisions nobody is asked again: it is asked for twice."""
    para(t("agree.end_what"))
    if st.query_params.get("sure") != "asking":
        if button(t("agree.end"), "end_asking"):
            show_step(view="agree", sure="asking")
        return
    warn(t("agree.end_sure"))
    with st.container(horizontal=True):
        if button(t("agree.end_yes"), "end_asking_yes", main=True):
            _do(partial(workshops.end_asking, resources.store(), rules(), host, room))
        if button(t("agree.end_no"), "end_asking_no"):
            show_step(view="agree")


def _do(step: Callable[[], None]) -> None:
    with telling("workshop.failed", moved="workshop.moved"):
        step()
        show_step(view="agree")
