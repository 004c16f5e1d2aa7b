"""Answering for another group: a practitioner's own half comes along, under a new code."""

import streamlit as st

from esteem_match import journey, resources
from esteem_match.models import Answer
from esteem_match.store import StoreError
from esteem_match.ui import state
from esteem_match.ui.layout import button, para, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import draw_code
from esteem_match.ui.person import Here, start
from esteem_match.ui.welcome.consent import ask_consent
from esteem_match.ui.words import language, md, t


def offer_another(person: Here) -> None:
    """Where a practitioner has said something of themselves, and no round waits for them."""
    if may_answer_another(person):
        with st.expander(md(t("another.title")), key="another_group"):
            para(t("another.what"))
            if button(t("another.open"), "another"):
                go("results", page="another")


def may_answer_another(person: Here) -> bool:
    return person.record.side == "practitioner" and not person.early and bool(_own_half(person))


def ask_another(person: Here) -> None:
    """What comes along and what does not, the code of what stays, and a yes as at the start."""
    if not may_answer_another(person):
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
    try:
        with state.first_press("another") as first:
            if first:
                start("practitioner", _own_half(person))
                state.did("another")
    except StoreError:
        wrong(t("consent.failed"))
        return
    go("assess", step="code", another="1")


def _own_half(person: Here) -> dict[str, Answer]:
    return journey.own_half(resources.library().contents[language()], person.answers)
