"""Links of a workshop: who runs it is asked first; who joins is led to the form."""

import streamlit as st

from esteem_match import codes, resources
from esteem_match.service.failure import Failure
from esteem_match.store import Room
from esteem_match.ui import browser
from esteem_match.ui.layout import para, warn
from esteem_match.ui.links import show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.room.host.own_link import show_folded
from esteem_match.ui.room.join.code import REFUSED, follow
from esteem_match.ui.room.who import Guest, lead
from esteem_match.ui.welcome import return_link
from esteem_match.ui.welcome.return_link import Followed
from esteem_match.ui.words import t


def followed_here(guest: Guest) -> Followed[Room]:
    """The workshop that a link has somebody run here; a link to join leads to its form at once."""
    sent = browser.link("host")
    if sent and len(sent) <= codes.JOIN_LENGTH + 1:
        return Followed(told=_join(sent, guest))
    rooms = resources.store().rooms
    here = (guest.host,) if guest.host else ()
    return return_link.look_up("host", rooms.load, here, t("host.unknown"), show_step)


def _join(sent: str, guest: Guest) -> str:
    """Goes where the link leads; gives why it can't, empty while it is about to.

    A code that could not be tried, for others have tried too many, stays in the address.
    """
    told, to = "", {}
    try:
        to = follow(sent, guest.seat)
    except Failure as failure:
        if failure.code not in REFUSED:
            return_link.wait("host", sent)
        told = failure.code
    off = browser.catch_link("host", sent, looked=told != "crowded", onward=not told)
    if told or off:
        browser.forget_link("host")
    if off:
        show_step(**to)
    return t(REFUSED[told]) if told else ""


def ask_to_lead(room: Room, guest: Guest) -> None:
    """Which workshop a link is the key of, and whether to run it in the place of the one here."""
    with st.container(border=True):
        para(t("link.host", name=room.name, day=day(room.day)))
    if guest.room and guest.host:
        warn(t("link.other_host", name=guest.room.name))
        show_folded(guest.host)
    para(t("link.care_host", no=t("link.no")))
    code = codes.read(browser.link("host"))
    if return_link.agreed_to_open("host", t("link.open_host"), another=guest.room is not None):
        lead(code)
        show_step()
