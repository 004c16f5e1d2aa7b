"""How people join, on the console: the address, and a QR code that leads to it."""

import streamlit as st

from esteem_match.store import Room
from esteem_match.ui.layout import small, warn
from esteem_match.ui.links import home, is_local
from esteem_match.ui.mine.code import day
from esteem_match.ui.room.host.invite import offer_invitation
from esteem_match.ui.room.wall import PAGE
from esteem_match.ui.together.qr import draw_qr
from esteem_match.ui.words import t


def show_how_to_join(room: Room, code: str) -> None:
    """The QR code, what to do without it, and what to send to people."""
    with st.container(border=True, key="to_join"):
        draw_qr(f"{home(PAGE)}#{code}", t("host.qr"), 260)
        small(t("host.code_what", address=home(PAGE)))
        small(t("host.code_until", day=day(room.until)))
        if is_local():
            warn(t("host.local"))
    offer_invitation(room, code)
