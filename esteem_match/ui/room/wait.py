"""What somebody who takes part sees between the questions and the result."""

import streamlit as st

from esteem_match import codes, resources
from esteem_match.models import SHOWN, State
from esteem_match.service import seats
from esteem_match.store import Seated
from esteem_match.ui.along import OWN
from esteem_match.ui.blank_forms import lead_to_forms
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, heading, note, para, warn, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import show_code
from esteem_match.ui.person import Here, step_out
from esteem_match.ui.room.earlier import look_back
from esteem_match.ui.room.join.code import enter_join_code
from esteem_match.ui.room.result import earlier_rounds
from esteem_match.ui.room.status import show, status
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, t, words


def show_waiting(guest: Guest) -> None:
    """Where the round stands, and what there is to do for this person now."""
    person, seat = guest.person, guest.seat
    if person is None or seat is None:
        return
    if not guest.newest:
        _replaced(seat)
        return
    told = None if seat.state in SHOWN else status(person, words())
    if told:
        show(person, told)
    else:
        heading(seat.name)
    if seat.state == State.ANSWERING and seat.finished:
        _finished(person)
    elif seat.state in (State.GATHERING, State.CLOSED):
        with st.expander(md(t("code.title")), expanded=not person.answers):
            show_code(person)
    _own(seat)
    if seat.state not in SHOWN and (before := earlier_rounds(guest)):
        look_back(before[-1])
    _leave(person, seat)


def _own(seat: Seated) -> None:
    if seat.state not in SHOWN:
        para(t("room.own"))
        return
    para(t("room.own_now"))
    with st.container(horizontal=True):
        if button(t("room.own_result"), "own_result"):
            go("results")
        if button(t("room.own_answers"), "own_answers"):
            go("assess", step=OWN)


def _replaced(seat: Seated) -> None:
    heading(seat.name)
    note(t("room.replaced"))
    enter_join_code()
    if seat.state not in SHOWN or st.query_params.get("view") in ("board", "agree"):
        return
    if button(t("host.board"), "old_board"):
        show_step(view="board")
    if button(t("host.see_agreement"), "old_agree"):
        show_step(view="agree")


def _finished(person: Here) -> None:
    if button(t("room.unfinish"), "unfinish"):
        with telling("workshop.failed", late=show_step):
            seats.finish(resources.store(), person.code, done=False)
            go("assess")
    _another(person)


def _another(person: Here) -> None:
    """For somebody without a phone: this device forgets one person and takes the next."""
    with st.expander(md(t("room.another"))):
        para(t("room.another_what", code=codes.pretty(person.code)))
        lead_to_forms()
        if button(t("room.another_go"), "another"):
            step_out()
            show_step(view="join")


def _leave(person: Here, seat: Seated) -> None:
    if seat.state in SHOWN:
        return
    with st.expander(md(t("room.leave")), expanded=st.query_params.get("sure") == "leave"):
        para(t("room.leave_what"))
        if seat.state != State.CLOSED:
            _stand_up(person, "leave_room", t("room.leave"))
        elif st.query_params.get("sure") == "leave":
            warn(t("room.leave_sure"))
            _stand_up(person, "leave_room_yes", t("room.leave_yes"))
        elif button(t("room.leave"), "leave_room"):
            show_step(sure="leave")


def _stand_up(person: Here, key: str, label: str) -> None:
    if button(label, key):
        with telling("workshop.failed", late=show_step):
            seats.leave(resources.store(), person.code)
            show_step(told="left")


def tell(guest: Guest) -> None:
    """Why somebody is here who was on their way elsewhere; until the round goes on."""
    person, asked = guest.person, st.query_params
    if person and person.seat and asked.get("late") == person.seat.state:
        wrong(t("room.late"))
    if person and person.before_result and asked.get("told") == "later":
        note(t("room.own_later"))
