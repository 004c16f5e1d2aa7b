"""What stands on the wall while people join: the address, and a square that leads to it."""

import io
from urllib.parse import urlsplit

import segno
import streamlit as st

from esteem_match.store import Room
from esteem_match.ui.code import day
from esteem_match.ui.layout import small, warn
from esteem_match.ui.words import t

_THIS_DEVICE = ("localhost", "127.0.0.1", "::1")


def show_ways_to_join(room: Room, code: str) -> None:
    """The square, and what to do without it."""
    with st.container(border=True, key="to_join"):
        st.image(_qr(f"{home()}#{code}"), alt=t("host.qr"), width=260)
        small(t("host.code_what", address=home()))
        small(t("host.code_until", day=day(room.until)))
        if urlsplit(home()).hostname in _THIS_DEVICE:
            warn(t("host.local"))


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", scale=6, border=3, light="#ffffff")
    return drawn.getvalue().decode()


def home() -> str:
    """The address of the page to join, as this browser knows it."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/workshop"
