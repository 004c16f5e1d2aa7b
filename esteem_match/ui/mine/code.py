"""Return codes on the screen: shown, entered, and everything under one forgotten or deleted."""

from datetime import date
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from esteem_match import codes, resources
from esteem_match.service import records
from esteem_match.ui import html, state
from esteem_match.ui.failures import TYPED, telling
from esteem_match.ui.layout import button, frame, heading, para, small, submit, wrong
from esteem_match.ui.links import go, home, show_step
from esteem_match.ui.person import Here, come_in
from esteem_match.ui.slowly import slowly
from esteem_match.ui.words import browsers_own, language, md, t, words


def day(when: date) -> str:
    """A date in words: 3 May 2027."""
    return words().day(when)


def show_code(person: Here) -> None:
    """The code to copy or write down, and the link that holds it in its fragment."""
    para(t("code.why"))
    draw_code(person.code)
    small(t("code.copy"))
    with st.expander(md(t("code.link_title"))):
        para(t("code.link_why"))
        st.code(f"{home()}#{codes.pretty(person.code)}", language=None, wrap_lines=True)


def draw_code(code: str) -> None:
    """The code alone, in groups, to copy; by its look, one to keep."""
    with st.container(key="code"):
        st.html(html.mark("lock", t("code.tag")))
        st.code(codes.pretty(code), language=None, wrap_lines=True)


def enter_code() -> None:
    """Come back with a code. A slip of the pen is told at once; all else gets one answer."""
    with st.form("come_back_form", border=False):
        small(t("code.where"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            text = st.text_input(md(t("code.label")), max_chars=60, autocomplete="off")
            sent = submit(t("code.open"), "come_back_form")
        if sent and text.strip():
            _open(text)


def _open(text: str) -> None:
    cases = telling("code.busy", **TYPED, gone="code.unknown", share_code="code.share")
    with cases, slowly():
        come_in(records.come_back(resources.store(), text))
        go("assess")


def nobody_here(page: str, told: str = "") -> None:
    """A page that needs a person, and there is none: says so and shows the way in."""
    frame(t(f"{page}.nav"), None, step=f"{page}_nobody")
    if told:
        wrong(told)
    para(t("nobody.why"))
    enter_code()
    if button(t("nobody.start"), "to_welcome"):
        go("welcome")


def finish_here(told: str = "finished") -> NoReturn:
    """Forgets cookie, storage and page, for the next person at this computer; then says so."""
    # The language is forgotten too: the address says it, where it is not the one to begin with.
    spoken = {} if language() == browsers_own() else {"lang": language()}
    state.put("leaving", f"/?{urlencode({'told': told, **spoken})}")
    st.rerun()


def leaving() -> bool:
    """Whether this device is forgetting right now: then nothing more is shown."""
    return bool(state.get("leaving"))


def warn_of_history() -> None:
    """What a browser keeps that no page can take from it."""
    small(t("mydata.history"))


def delete_all(person: Here) -> None:
    """Deletes everything under the code, after a second yes."""
    if not st.query_params.get("sure"):
        if button(t("mine.delete"), "delete"):
            show_step(sure="1")
        return
    heading(t("mine.sure"), 3)
    with st.container(horizontal=True):
        if button(t("mine.delete_yes"), "delete_yes", main=True):
            _delete(person)
        if button(t("mine.delete_no"), "delete_no"):
            show_step()


def _delete(person: Here) -> None:
    with telling("mine.delete_failed"):
        records.delete(resources.store(), person.code)
        finish_here("deleted")
