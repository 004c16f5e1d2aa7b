"""The link of whoever runs a workshop: shown once, to be kept before going on, then folded away.

It never stands on the wall.
"""

import streamlit as st

from esteem_match import codes
from esteem_match.ui import state
from esteem_match.ui.layout import button, heading, para
from esteem_match.ui.links import home, show_step
from esteem_match.ui.room.wall import PAGE
from esteem_match.ui.room.who import lead
from esteem_match.ui.together.qr import draw_qr
from esteem_match.ui.words import md, t


def begin(host: str) -> None:
    """Runs a workshop that was just opened; first, its link is to be kept."""
    lead(host)
    state.put("link_to_keep", True)


def is_to_be_kept() -> bool:
    return bool(state.get("link_to_keep"))


def show_once(host: str) -> None:
    """The link as text, and as a QR code for a phone; nothing else is there until it is kept."""
    heading(t("host.link_first"))
    para(t("host.link_why"))
    _link(host)
    draw_qr(_address(host), t("host.link_qr"), 220)
    if button(t("host.link_kept"), "link_kept", main=True):
        state.drop("link_to_keep")
        show_step()


def show_folded(host: str) -> None:
    """The same later; folded, for others may see this page."""
    with st.expander(md(t("host.link_title"))):
        para(t("host.link_why"))
        _link(host)


def _link(host: str) -> None:
    st.code(_address(host), language=None, wrap_lines=True)


def _address(host: str) -> str:
    return f"{home(PAGE)}#{codes.pretty(host)}"
