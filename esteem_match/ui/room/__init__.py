"""The workshop on the screen: opened, joined, waited in, led, looked at and agreed together."""

from collections.abc import Callable, Mapping

import streamlit as st

from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import SHOWN
from esteem_match.ui.layout import button, para
from esteem_match.ui.links import show_step
from esteem_match.ui.room.agree import show_agreement
from esteem_match.ui.room.arrival import ask_to_lead, followed_here
from esteem_match.ui.room.board import show_beside, show_board
from esteem_match.ui.room.earlier import look_back, show_earlier
from esteem_match.ui.room.host.console import show_host
from esteem_match.ui.room.host.opening import open_form
from esteem_match.ui.room.join import form
from esteem_match.ui.room.join.code import show_join_or_open
from esteem_match.ui.room.join.form import go_on_if_joined, show_form
from esteem_match.ui.room.result import earlier_rounds, round_result
from esteem_match.ui.room.status import number_in, show_result
from esteem_match.ui.room.wait import show_waiting, tell
from esteem_match.ui.room.wall import show_wall
from esteem_match.ui.room.who import Guest, guest, wait_for_result, watch
from esteem_match.ui.words import t

__all__ = [
    "ask_to_lead",
    "draws_heading",
    "followed_here",
    "go_on_if_joined",
    "guest",
    "room_place",
    "room_step",
    "show_room",
    "show_wall",
    "wait_for_result",
    "watch",
]

_TITLES = {
    "open": "open.title",
    "join": "join.title",
    form.STEP: "join.title",
    "board": "board.title",
    "agree": "agree.title",
    "host": "host.title",
    "wait": "workshop.title",
    "wall": "wall.title",
}


def room_place(guest: Guest, asked: str) -> tuple[str, str]:
    """Which of the workshop's screens this guest sees, and its heading."""
    place = _place(guest, asked)
    return place, t(_TITLES[place])


def draws_heading(place: str) -> bool:
    """Whether this screen draws its own heading: the browser draws what comes after it, too."""
    return place == form.STEP


def room_step(guest: Guest, place: str) -> str:
    """What counts as a new screen: whoever looks at a result stays where they read."""
    if place == form.STEP:
        return place
    if place in ("board", "agree"):
        return place + st.query_params.get("round", "")
    return f"{place}_{guest.state}"


def _place(guest: Guest, asked: str) -> str:
    if asked == "open":
        return "open"
    if asked == "join" or not (guest.room or guest.seat):
        return form.STEP if form.is_invited() else "join"
    if asked in ("board", "agree") or (asked == "wall" and guest.room):
        return asked
    if guest.room:
        return "host"
    return "board" if guest.state in SHOWN and guest.newest else "wait"


def show_room(guest: Guest, place: str) -> None:
    """What stands on this screen."""
    tell(guest)
    screens: Mapping[str, Callable[[Guest], None]] = {
        "open": open_form,
        "join": show_join_or_open,
        form.STEP: show_form,
        "board": _board,
        "agree": _agreement,
        "host": show_host,
        "wait": show_waiting,
    }
    screens[place](guest)


def _board(guest: Guest) -> None:
    earlier = earlier_rounds(guest)
    asked = number_in(st.query_params.get("round", ""))
    if asked in earlier and (old := round_result(guest, asked)):
        show_earlier(old)
        return
    found = round_result(guest)
    if found is None:
        _not_yet()
        return
    if guest.room:
        _links(guest, "agree")
        show_board(guest, found)
    else:
        _show_seated(guest, found)
    if rest := [number for number in earlier if number < found.number]:
        look_back(rest[-1])


def _show_seated(guest: Guest, found: RoundResult) -> None:
    _replaced(guest)
    if guest.person:
        show_result(guest.person, found)
    show_beside(found)
    _own_links(guest)


def _agreement(guest: Guest) -> None:
    found = round_result(guest)
    if found is None:
        _not_yet()
    else:
        _replaced(guest)
        _links(guest, "board")
        show_agreement(guest, found)
        _own_links(guest)


def _replaced(guest: Guest) -> None:
    """On top of what an earlier round showed: another has begun."""
    if not guest.room and not guest.newest:
        show_waiting(guest)


def _own_links(guest: Guest) -> None:
    """What somebody who takes part can do besides; the host has the console for that."""
    if not guest.room and guest.newest:
        show_waiting(guest)


def _links(guest: Guest, other: str) -> None:
    """From the result to the agreement, and so the other way round; for the host also back."""
    writes = "host.agreement" if guest.writes else "host.see_agreement"
    with st.container(horizontal=True):
        if button(t("host.board") if other == "board" else t(writes), f"to_{other}"):
            show_step(view=other)
        if guest.room:
            _back()


def _not_yet() -> None:
    para(t("board.not_yet"))
    _back()


def _back() -> None:
    if button(t("workshop.back"), "to_workshop"):
        show_step()
