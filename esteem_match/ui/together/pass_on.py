"""A share code, with all by which it is passed on: a link, a QR code, a message."""

from datetime import date, datetime

import streamlit as st

from esteem_match import codes
from esteem_match.ui import browser, html
from esteem_match.ui.layout import heading, para, small, warn
from esteem_match.ui.links import home, is_local
from esteem_match.ui.together.qr import draw_qr
from esteem_match.ui.together.sharing import when
from esteem_match.ui.words import md, t

PAGE = "together"
QR = 200  # pixels


def show_share_code(code: str, name: str, on: date, at: datetime | None) -> None:
    """By its look, a code to give away; one's own is drawn by code.py. `name`: the group's."""
    link = f"{home(PAGE)}#{codes.pretty(code)}"
    st.html(html.mark("pass-on", t("share.tag")))
    heading(t("together.code"))
    para(t("together.code_for"))
    st.code(codes.pretty(code), language=None, wrap_lines=True)
    if is_local():
        warn(t("share.local"))
    _message(code, name, link)
    with st.expander(md(t("share.link_title"))):
        para(t("share.link_what"))
        draw_qr(link, t("share.qr"), QR)
        st.code(link, language=None, wrap_lines=True)
    small(t("together.shared_on", when=when(on, at)))


def _message(code: str, name: str, link: str) -> None:
    begins = t("share.message_named", name=name) if name else t("share.message")
    by_hand = t("share.message_code", code=codes.pretty(code), address=home())
    text = "\n".join((begins, t("share.message_link", link=link), by_hand))
    small(t("share.message_what"))
    show_message(text, t("together.title"))


def show_message(text: str, title: str) -> None:
    """Words to send to somebody, with a button to copy them, and one to share them."""
    labels = {one: t(f"share.{one}") for one in ("copy", "copied", "by_hand", "share")}
    shown = {"html": html.message(text), "text": text, "title": title}
    browser.document({**shown, "labels": labels}, "message")
