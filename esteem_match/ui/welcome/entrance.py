"""The ways in: the three doors with their consent, and the examples."""

import streamlit as st

from esteem_match import journey, resources
from esteem_match.models import SIDES, Side
from esteem_match.ui import html, state, words
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, heading, note, para, small, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import finish_here, show_code, warn_of_history
from esteem_match.ui.person import Here, start
from esteem_match.ui.welcome.consent import ask_consent
from esteem_match.ui.welcome.resume import next_open
from esteem_match.ui.words import md, t


def welcome_back(person: Here) -> None:
    """Straight to where somebody was, or away from a computer that others use too."""
    with st.container(border=True, key="again"):
        heading(t("welcome.again"))
        para(t(f"welcome.again_{person.record.side}"))
        if button(t("welcome.go_on"), "go_on", main=True):
            go("assess", **next_open(person))
        if button(t("mine.finish"), "finish_here"):
            show_step(finish="ask")
        small(t("welcome.again_new"))


def finishing() -> bool:
    """Whether somebody has asked here to be forgotten, and not yet said that they have the code."""
    return st.query_params.get("finish") == "ask"


def ask_before_finish(person: Here) -> None:
    """The code once more: without it, what this device forgets is lost to its owner."""
    para(t("mine.ask_what"))
    show_code(person)
    warn_of_history()
    with st.container(horizontal=True):
        if button(t("mine.ask_no"), "finish_no"):
            show_step()
        if button(t("mine.ask_yes"), "finish_yes", main=True):
            finish_here()


def doors() -> None:
    """Three doors: a group's, a practitioner's, and that of a workshop."""
    for side in SIDES:
        asked = resources.library().contents[words.language()].side(side)
        shortest, longest = journey.least_and_most(asked)
        what = t(f"welcome.door_{side}_what", minutes=shortest, longest=longest)
        if _door(side, what):
            show_step(door=side)
    if _door("workshop", t("welcome.door_workshop_what")):
        go("workshop")


def _door(name: str, what: str) -> bool:
    """One door as a card: all of it is its button."""
    with st.container(key=f"card_{name}"):
        opened = button(t(f"welcome.door_{name}"), f"door_{name}")
        st.html(f'<span class="icon icon-{name}"></span>{html.small(what)}')
    return opened


def door() -> Side | None:
    """The door that somebody has gone through, as the address says."""
    asked = st.query_params.get("door")
    return next((side for side in SIDES if side == asked), None)


def keep_days() -> int:
    """How many days answers are kept after the last change."""
    return resources.store().keep_days


def tell_gone(person: Here | None) -> None:
    """Says that everything is deleted, or forgotten here, to who has just asked for it."""
    told = st.query_params.get("told")
    if person is None and told in ("deleted", "finished"):
        note(t(f"mine.{told}"))
        warn_of_history()


def consent(side: Side) -> None:
    """What is kept and for how long, and one clear yes to it."""
    para(t(f"consent.for_{side}"))
    agreed = ask_consent(f"agreed_{side}")
    with st.container(horizontal=True):
        if button(t("consent.back"), "consent_back"):
            show_step()
        if button(t("consent.start"), "consent_start", main=True):
            _begin(side, agreed)


def _begin(side: Side, agreed: bool) -> None:
    if not agreed:
        wrong(t("consent.needed"))
        return
    with telling("consent.failed"):
        state.once("start", lambda: start(side, {}))
        go("assess", step="code")


def pick_example() -> None:
    """The made-up pair or a published case, to look at through the same result page."""
    cases = {case.id: case.title for case in resources.library().examples[words.language()]}
    with st.container(horizontal=True, vertical_alignment="bottom", key="examples"):
        chosen = st.selectbox(
            md(t("welcome.example_label")),
            list(cases),
            format_func=lambda case: cases[case],
            key="example",
        )
        opened = button(t("welcome.example_open"), "example_open")
    if opened and chosen:
        go("together", example=chosen)
