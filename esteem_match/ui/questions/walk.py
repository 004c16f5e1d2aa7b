"""The walk through a questionnaire: the code, its parts, and what is said of its questions."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.service import records
from esteem_match.ui import browser
from esteem_match.ui.blank_forms import lead_to_forms
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, frame, note, small, warn
from esteem_match.ui.links import show_step
from esteem_match.ui.mine.code import show_code
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask, part
from esteem_match.ui.questions.asked import question_of, sections
from esteem_match.ui.welcome.resume import next_open
from esteem_match.ui.words import rules, t, words


def show_new_code(person: Here) -> None:
    frame(t("code.title"), person, step="code")
    another = bool(st.query_params.get("another"))
    if another:
        note(t("another.taken"))
    show_code(person)
    with st.container(horizontal=True):
        on = button(t("code.on"), "code_on", main=True)
        by_numbers = button(t("paper.by_numbers"), "code_paper")
    lead_to_forms()
    if on or by_numbers:
        first = (another and next_open(person)) or {"step": sections(person)[0].id}
        show_step(**({"step": "paper"} if by_numbers else first))


def show_section(person: Here, step: str) -> None:
    """A part of the questions, or the check. The browser goes from one to the next by itself.

    Who came from the check or the result to give an answer goes back there.
    """
    asked = st.query_params
    given = part.drawn(person, step, words(), back=asked.get("back", ""))
    item = question_of(person, asked.get("item", ""))
    frame(given["title"], person, step=part.STEP, item=item, titled=True)
    browser.ask({**ask.handing(person), "part": given}, f"ask_{person.tag}")
    tell_outdated(person)


def tell_outdated(person: Here) -> None:
    """Says that the questions are not today's, and offers today's; a round keeps to its own."""
    if person.outdated and not person.waits:
        note(t("assess.outdated"))
        _offer_renewal(person)


def tell_unreadable(person: Here, page: str) -> None:
    """In place of a page that needs the rules that were answered, where nothing can read them."""
    frame(t(f"{page}.nav"), person, step=f"{page}_unreadable")
    warn(t("assess.unreadable"))
    _offer_renewal(person)


def _offer_renewal(person: Here) -> None:
    small(t("assess.renew_what"))
    if button(t("assess.renew"), "renew"):
        _renew(person)


def _renew(person: Here) -> None:
    late = partial(show_step, late="1")
    with telling("workshop.failed", gone=st.rerun, late=late, refused="fault.round_keeps"):
        records.renew(resources.store(), rules(), person)
        st.rerun()
