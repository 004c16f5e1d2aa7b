"""What one who runs a workshop sees: the code to join, how many are there, and the next step."""

from datetime import timedelta
from functools import partial

import streamlit as st

from esteem_match import codes, resources, workshop
from esteem_match.models import OPEN, SHOWN, State
from esteem_match.service import workshops
from esteem_match.store import Room
from esteem_match.ui import state
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, heading, note, para, small, warn
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day, finish_here
from esteem_match.ui.room.host import own_link
from esteem_match.ui.room.host.how_to_join import show_how_to_join
from esteem_match.ui.room.host.paper import show_paper
from esteem_match.ui.room.host.steer import steer_wall
from esteem_match.ui.room.host.steps import (
    attempt,
    enough_members,
    least,
    more_parts,
    next_step,
)
from esteem_match.ui.room.who import Guest, how_many
from esteem_match.ui.words import language, md, t


def show_host(guest: Guest) -> None:
    """The console: one screen, the next step on top."""
    room = guest.room
    if room is None or guest.host is None:
        return
    heading(room.name)
    if own_link.is_to_be_kept():
        own_link.show_once(guest.host)
        return
    note(t("host.round", number=room.number, state=t(f"host.state_{room.state}")))
    if state.pop("room_moved"):
        warn(t("workshop.moved"))
    show_paper(guest)
    if room.state in OPEN:
        _open_round(guest.host, room)
    else:
        _looked_at(guest.host, room)
    own_link.show_folded(guest.host)
    _more(guest.host, room)


def _open_round(host: str, room: Room) -> None:
    """The code, the counts and the next step; beside them, or below, how to join."""
    code = room.join_code
    if code is None:
        _lapsed(host, room)
    steps, ways = st.columns(2)
    with steps:
        if code:
            small(t("host.code_title"))
            st.html(f'<p class="join-code">{codes.pretty(code)}</p>')
        _seats(room)
        next_step(host, room)
        steer_wall(host, room)
    with ways:
        if code:
            show_how_to_join(room, code)


def _looked_at(host: str, room: Room) -> None:
    """Nobody joins now. Once the result is shown, the wall comes first: it is what goes on."""
    steps = [next_step, steer_wall]
    if room.state not in SHOWN:
        _seats(room)
    else:
        steps.reverse()
    for step in steps:
        step(host, room)


def _lapsed(host: str, room: Room) -> None:
    """The last day to join has passed: another code, for a day more."""
    warn(t("host.lapsed", day=day(room.until)))
    if button(t("host.extend"), "host_extend", main=True):
        attempt(partial(workshops.extend, resources.store(), host))


def _seats(room: Room) -> None:
    """How many have joined and have finished, of all seats together; of members, whether there are
    enough. A seat's count below that could say who somebody is.

    Finishing is told while people answer: before there is nothing to finish, and after it is over.
    """
    joined, finished = how_many(room)
    if not joined:
        para(t("host.nobody"))
        return
    para(t("host.joined", joined=joined))
    if enough_members(room):
        small(t("host.enough", least=least(room)))
    if room.state == State.ANSWERING and not more_parts(room):
        para(t("host.finished", finished=finished, joined=joined))
    if room.state in (State.ANSWERING, State.CLOSED):
        _uncounted(room)


def _uncounted(room: Room) -> None:
    """Says in time what the result will leave out: too few members, or a form beside enough."""
    model = resources.content_of(room.version, language()).model
    seats = [seat for seat, (count, _) in room.seats.items() for _ in range(count)]
    left_out = workshop.uncounted(model, seats)
    if not left_out:
        return
    least, one_form = model.workshop.min_voices, t("seat.together")
    if "together" in left_out:
        warn(t("host.uncounted" if left_out == ("together",) else "host.two_forms"))
    elif "together" in seats:
        warn(t("host.beside", seat=one_form))
    else:
        warn(t("host.few", least=least, seat=one_form))


def _more(host: str, room: Room) -> None:
    with st.expander(md(t("host.forget"))):
        para(t("host.forget_what"))
        if button(t("host.forget"), "host_forget"):
            finish_here()
    small(_kept(room))
    with st.expander(md(t("host.delete"))):
        para(t("host.delete_what"))
        if st.query_params.get("sure") != "delete":
            if button(t("host.delete"), "host_delete"):
                show_step(sure="delete")
            return
        heading(t("host.delete_sure"), 3)
        if button(t("host.delete_yes"), "host_delete_yes", main=True):
            _delete(host)
        if button(t("host.delete_no"), "host_delete_no"):
            show_step()


def _kept(room: Room) -> str:
    """Until when: by its last step, or by the day to look again where that is later."""
    usual = resources.store().today() + timedelta(days=resources.store().rooms.keep_room_days)
    last = day(room.expires)
    return t("keeping.room" if room.expires > usual else "host.kept", day=last)


def _delete(host: str) -> None:
    with telling("workshop.failed"):
        workshops.delete(resources.store(), host)
        state.drop("host")
        state.put("host_left", True)
        go("welcome")
