"""The next step of a round, for who runs it: each says what it does, and is done once."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.models import SHOWN, SIDES, State
from esteem_match.service import workshops
from esteem_match.store import Room
from esteem_match.ui import state
from esteem_match.ui.blank_forms import lead_to_forms
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, lines, para, small, warn
from esteem_match.ui.links import show_step
from esteem_match.ui.room.earlier import look_back
from esteem_match.ui.room.host.agreed import call_it_agreed
from esteem_match.ui.room.host.paper import PUT_AWAY
from esteem_match.ui.room.who import how_many
from esteem_match.ui.words import put_in, rules, t
from esteem_match.workshop import MEMBERS


def next_step(host: str, room: Room) -> None:
    steps = {
        State.GATHERING: _gathering,
        State.ANSWERING: _answering,
        State.CLOSED: _closed,
        State.REVEALED: _revealed,
        State.AGREED: _agreed,
    }
    steps[room.state](host, room)
    before = [one.number for one in room.rounds if one.state in SHOWN]
    if before and room.state not in SHOWN:
        look_back(before[-1])


def _gathering(host: str, room: Room) -> None:
    if button(t("host.start"), "host_start", main=True):
        _move(host, room, State.ANSWERING)
    small(t("host.start_what"))
    _paper(room)


def _answering(host: str, room: Room) -> None:
    if room.paced:
        _open_parts(host, room)
    if st.query_params.get("sure") == "close":
        _close_sure(host, room)
    elif button(t("host.close"), "host_close", main=not more_parts(room)):
        show_step(sure="close")
    small(t("host.close_what"))
    _paper(room)
    if button(t("host.pause"), "host_pause"):
        _move(host, room, State.GATHERING)
    small(t("host.pause_what"))


def _open_parts(host: str, room: Room) -> None:
    opened = room.opened or 1
    para(t("host.parts_open", opened=opened, parts=_parts(room)))
    lines(_titles(room, opened))
    if not more_parts(room):
        return
    joined = sum(count for count, _ in room.seats.values())
    through = sum(done for _, done in room.seats.values())
    para(t("host.through", through=through, joined=joined))
    if button(t("host.next_part"), "host_part", main=True):
        attempt(partial(workshops.open_next_part, resources.store(), rules(), host, room))


def _titles(room: Room, opened: int) -> list[str]:
    """What is asked in this part, of each side that has one."""
    content, found = rules().of(room.version), []
    for side in SIDES:
        parts = workshops.parts(content, side)
        if opened <= len(parts):
            found.append(t(f"host.part_{side}", title=put_in(parts[opened - 1].title)))
    return found


def _parts(room: Room) -> int:
    content = rules().of(room.version)
    return max(len(workshops.parts(content, side)) for side in SIDES)


def more_parts(room: Room) -> bool:
    """Whether a round that goes part by part has some left to open."""
    return room.paced and (room.opened or 1) < _parts(room)


def _close_sure(host: str, room: Room) -> None:
    joined, finished = how_many(room)
    warn(t("host.close_sure", count=joined, finished=finished))
    if _few_finished(room):
        small(t("host.close_few", least=least(room)))
    with st.container(horizontal=True):
        if button(t("host.close_yes"), "host_close_yes", main=True):
            _move(host, room, State.CLOSED)
        if button(t("host.close_no"), "host_close_no"):
            show_step()


def _few_finished(room: Room) -> bool:
    """Whether enough members have joined, but fewer have said that they are done."""
    finished = sum(room.seats.get(seat, (0, 0))[1] for seat in MEMBERS)
    return enough_members(room) and finished < least(room)


def enough_members(room: Room) -> bool:
    """Whether so many members have joined that their answers can be shown."""
    return sum(room.seats.get(seat, (0, 0))[0] for seat in MEMBERS) >= least(room)


def least(room: Room) -> int:
    return rules().of(room.version).model.workshop.min_voices


def _closed(host: str, room: Room) -> None:
    enough = _enough(room)
    if st.query_params.get("sure") == "reveal":
        _reveal_sure(host, room)
    elif button(t("host.reveal"), "host_reveal", main=enough):
        show_step(sure="reveal")
    small(t("host.reveal_what"))
    if room.number > 1:
        small(t("host.reveal_again", least=least(room)))
    if button(t("host.reopen"), "host_reopen", main=not enough):
        _move(host, room, State.ANSWERING)
    small(t("host.reopen_what"))


def _enough(room: Room) -> bool:
    """Whether so many have joined that a result can show the group: members, or one form."""
    return enough_members(room) or room.seats.get("together", (0, 0))[0] == 1


def _reveal_sure(host: str, room: Room) -> None:
    """What has been shown stays shown: it is asked for twice."""
    warn(t("host.reveal_sure" if _enough(room) else "host.reveal_few", least=least(room)))
    with st.container(horizontal=True):
        if button(t("host.reveal_yes"), "host_reveal_yes", main=_enough(room)):
            attempt(partial(workshops.reveal, resources.store(), rules(), host, room))
        if button(t("host.reveal_no"), "host_reveal_no", main=not _enough(room)):
            show_step()


def _revealed(host: str, room: Room) -> None:
    _to_result(again=False)
    call_it_agreed(host, room, lambda: _move(host, room, State.AGREED))
    _anew(host, room)


def _agreed(host: str, room: Room) -> None:
    _to_result(again=True)
    if button(t("host.unagree"), "host_unagree"):
        _move(host, room, State.REVEALED)
    small(t("host.unagree_what"))
    _anew(host, room)


def _to_result(*, again: bool) -> None:
    """To the result, and to what is written down."""
    with st.container(horizontal=True):
        if button(t("host.board"), "host_board", main=True):
            show_step(view="board")
        written = t("host.see_agreement" if again else "host.agreement")
        if button(written, "host_agreement", main=not again):
            show_step(view="agree")


def _anew(host: str, room: Room) -> None:
    """A new round takes the result from everybody: it is asked for twice."""
    if st.query_params.get("sure") != "anew":
        if button(t("host.anew"), "host_anew"):
            show_step(sure="anew")
        small(t("host.anew_what"))
        return
    small(t("host.anew_what"))
    warn(t("host.anew_sure"))
    with st.container(horizontal=True):
        if button(t("host.anew_yes"), "host_anew_yes", main=True):
            attempt(partial(workshops.begin, resources.store(), host, room))
        if button(t("host.anew_no"), "host_anew_no"):
            show_step()


def _paper(room: Room) -> None:
    again = st.query_params.get("told") == PUT_AWAY
    if button(t("workshop.paper_next" if again else "host.paper"), "host_paper", main=again):
        state.put("join_code", room.join_code)
        show_step(view="join")
    small(t("host.paper_what"))
    lead_to_forms()


def _move(host: str, room: Room, to: State) -> None:
    attempt(partial(workshops.move, resources.store(), host, room, to))


def attempt(step: Callable[[], None]) -> None:
    """Does a step, and shows what it led to; a step that somebody else took first is told."""
    with telling("workshop.failed", moved=_moved):
        step()
        show_step()


def _moved() -> None:
    state.put("room_moved", True)
    show_step()
