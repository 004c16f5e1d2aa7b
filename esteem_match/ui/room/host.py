"""What one who runs a workshop sees: the code to join, how many are there, and the next step."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from esteem_match import codes, resources
from esteem_match.models import SIDES, State
from esteem_match.store import Moved, Room, StoreError
from esteem_match.ui import state
from esteem_match.ui.code import day, finish_here
from esteem_match.ui.layout import button, go, heading, note, para, show_step, small, warn, wrong
from esteem_match.ui.person import content_of
from esteem_match.ui.room import close
from esteem_match.ui.room.opening import NEXT_DAY
from esteem_match.ui.room.wall import home, show_ways_to_join
from esteem_match.ui.room.who import OPEN, Guest
from esteem_match.ui.words import language, md, t


def show_host(guest: Guest) -> None:
    """The console: one screen, the next step on top."""
    room = guest.room
    if room is None or guest.host is None:
        return
    heading(room.name)
    note(t("host.round", number=room.number, state=t(f"host.state_{room.state}")))
    if state.pop("room_moved"):
        warn(t("workshop.moved"))
    if room.state in OPEN:
        _open_round(guest.host, room)
    else:
        _seats(room)
        _next_step(guest.host, room)
    _link(guest.host)
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
        _next_step(host, room)
    with ways:
        if code:
            show_ways_to_join(room, code)


def _lapsed(host: str, room: Room) -> None:
    """The last day to join has passed: another code, for a day more."""
    warn(t("host.lapsed", day=day(room.until)))
    if button(t("host.extend"), "host_extend", main=True):
        _try(lambda: resources.store().rooms.extend(host, date.today() + NEXT_DAY))


def _seats(room: Room) -> None:
    """How many there are of each kind; never who, and never who has not finished."""
    for seat, (joined, finished) in room.seats.items():
        if joined:
            name = t(f"seat.{seat}_short")
            para(t("host.joined", seat=name, joined=joined, finished=finished))
    if not any(joined for joined, _ in room.seats.values()):
        para(t("host.nobody"))
    _few(room)


def _few(room: Room) -> None:
    least = content_of(room.version, language()).model.workshop.min_voices
    members = sum(room.seats.get(seat, (0, 0))[0] for seat in ("member", "leader"))
    one_form = room.seats.get("together", (0, 0))[0]
    if members < least and not one_form and room.state == State.ANSWERING:
        warn(t("host.few", least=least, seat=t("seat.together")))
    if members >= least and one_form:
        small(t("host.uncounted"))


def _next_step(host: str, room: Room) -> None:
    steps = {
        State.GATHERING: _gathering,
        State.ANSWERING: _answering,
        State.CLOSED: _closed,
        State.REVEALED: _revealed,
        State.AGREED: _agreed,
    }
    steps[room.state](host, room)


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
    elif button(t("host.close"), "host_close", main=not _more_parts(room)):
        show_step(sure="close")
    small(t("host.close_what"))
    _paper(room)
    if button(t("host.pause"), "host_pause"):
        _move(host, room, State.GATHERING)
    small(t("host.pause_what"))


def _open_parts(host: str, room: Room) -> None:
    opened = room.opened or 1
    para(t("host.parts_open", opened=opened, parts=_parts(room)))
    if _more_parts(room) and button(t("host.next_part"), "host_part", main=True):
        _try(lambda: resources.store().rooms.pace(host, opened + 1))


def _parts(room: Room) -> int:
    content = content_of(room.version, language())
    return max(len(content.side(side).sections) for side in SIDES)


def _more_parts(room: Room) -> bool:
    return room.paced and (room.opened or 1) < _parts(room)


def _close_sure(host: str, room: Room) -> None:
    joined = sum(one for one, _ in room.seats.values())
    finished = sum(one for _, one in room.seats.values())
    warn(t("host.close_sure", count=joined, finished=finished))
    with st.container(horizontal=True):
        if button(t("host.close_yes"), "host_close_yes", main=True):
            _try(lambda: close.close(host, room))
        if button(t("host.close_no"), "host_close_no"):
            show_step()


def _closed(host: str, room: Room) -> None:
    if close.too_near(host, room):
        least = content_of(room.version, language()).model.workshop.min_voices
        warn(t("host.too_near", least=least))
    else:
        if button(t("host.reveal"), "host_reveal", main=True):
            _move(host, room, State.REVEALED)
        small(t("host.reveal_what"))
    if button(t("host.reopen"), "host_reopen"):
        _move(host, room, State.ANSWERING)
    small(t("host.reopen_what"))


def _revealed(host: str, room: Room) -> None:
    with st.container(horizontal=True):
        if button(t("host.board"), "host_board", main=True):
            show_step(view="board")
        if button(t("host.agreement"), "host_agreement", main=True):
            show_step(view="agree")
    if button(t("host.agree"), "host_agree"):
        _move(host, room, State.AGREED)
    small(t("host.agree_what"))
    _anew(host, room)


def _agreed(host: str, room: Room) -> None:
    with st.container(horizontal=True):
        if button(t("host.board"), "host_board", main=True):
            show_step(view="board")
        if button(t("host.agreement"), "host_agreement"):
            show_step(view="agree")
    if button(t("host.unagree"), "host_unagree"):
        _move(host, room, State.REVEALED)
    _anew(host, room)


def _anew(host: str, room: Room) -> None:
    if st.query_params.get("sure") == "anew":
        warn(t("host.anew_sure"))
        with st.container(horizontal=True):
            if button(t("host.anew_yes"), "host_anew_yes", main=True):
                until = max(room.until, date.today() + NEXT_DAY)
                _try(lambda: resources.store().rooms.begin(host, until))
            if button(t("host.close_no"), "host_anew_no"):
                show_step()
    elif button(t("host.anew"), "host_anew"):
        show_step(sure="anew")
    small(t("host.anew_what"))


def _paper(room: Room) -> None:
    if button(t("host.paper"), "host_paper"):
        state.put("join_code", room.join_code)
        show_step(view="join")
    small(t("host.paper_what"))


def _link(host: str) -> None:
    with st.expander(md(t("host.link_title"))):
        para(t("host.link_why"))
        st.code(f"{home()}#{codes.pretty(host)}", language=None, wrap_lines=True)


def _more(host: str, room: Room) -> None:
    with st.expander(md(t("host.forget"))):
        para(t("host.forget_what"))
        if button(t("host.forget"), "host_forget"):
            finish_here()
    small(t("host.kept", day=day(room.expires)))
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


def _delete(host: str) -> None:
    try:
        resources.store().rooms.delete(host)
    except StoreError:
        wrong(t("workshop.failed"))
        return
    state.drop("host")
    state.put("host_left", True)
    go("welcome")


def _move(host: str, room: Room, to: State) -> None:
    _try(lambda: resources.store().rooms.move(host, room.state, to))


def _try(step: Callable[[], None]) -> None:
    """Does a step, and shows what it led to; a step that somebody else took first is told."""
    try:
        step()
    except Moved:
        state.put("room_moved", True)
    except StoreError:
        wrong(t("workshop.failed"))
        return
    show_step()
