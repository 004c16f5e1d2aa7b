"""Answering for another group: a practitioner's own half comes along, under a new code."""

import streamlit as st

from esteem_match.service.records import own_half
from esteem_match.ui import state
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, para, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import draw_code
from esteem_match.ui.person import Here, start
from esteem_match.ui.welcome.consent import ask_consent
from esteem_match.ui.words import md, rules, t


def offer_another(person: Here) -> None:
    """Where a practitioner has said something of themselves, and no round waits for them."""
    if own_half(rules(), person):
        with st.expander(md(t("another.title")), key="another_group"):
            para(t("another.what"))
            if button(t("another.open"), "another"):
                go("results", page="another")


def ask_another(person: Here) -> None:
    """What comes along and what does not, the code of what stays, and a yes as at the start."""
    if not own_half(rules(), person):
        show_step()
    para(t("another.takes"))
    para(t("another.empty"))
    para(t("another.stays"))
    draw_code(person.code)
    para(t("consent.for_practitioner"))
    agreed = ask_consent("agreed_another")
    with st.container(horizontal=True):
        if button(t("again.ask_no"), "another_no"):
            show_step()
        if button(t("another.open"), "another_yes", main=True):
            _begin(person, agreed)


def _begin(person: Here, agreed: bool) -> None:
    if not agreed:
        wrong(t("consent.needed"))
        return
    with telling("consent.failed"):
        state.once("another", lambda: start("practitioner", own_half(rules(), person)))
        go("assess", step="code", another="1")
