"""Opening a workshop: without an account, by a name, a day and two choices."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.service import workshops
from esteem_match.service.workshops import NEXT_DAY
from esteem_match.ui import state
from esteem_match.ui.failures import TEXTS, telling
from esteem_match.ui.layout import para, small, submit
from esteem_match.ui.links import go
from esteem_match.ui.room.host import own_link
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, rules, t

WEEKS = timedelta(days=14)


def open_form(_guest: Guest) -> None:
    """What a workshop needs to begin."""
    para(t("workshop.open_what"))
    with st.form("open_room", border=False):
        name = st.text_input(md(t("open.name")), autocomplete="off")
        small(t("open.name_what"))
        today = resources.store().today()
        day = st.date_input(md(t("open.day")), today, today, _last(), format="DD/MM/YYYY")
        paced = _choice("pace", {False: t("open.pace_all"), True: t("open.pace_parts")})
        span = _span()
        if submit(t("open.go"), "open_room", main=True):
            _open(name, day, paced=paced, until=day + span)


def _kept() -> timedelta:
    return timedelta(days=resources.store().keep_days)


def _home() -> timedelta:
    """For how long people can answer from home: no longer than what is said at first is kept."""
    return min(WEEKS, _kept() - NEXT_DAY)


def _last() -> date:
    """The last day on which a workshop can be."""
    return resources.store().today() + max(timedelta(0), _kept() - NEXT_DAY - _home())


def _span() -> timedelta:
    """How long people can join and answer; from home only where that is longer than in the room."""
    home, weeks = _home(), False
    if home > NEXT_DAY:
        named = t("open.until_weeks") if home == WEEKS else t("keeping.open_days", days=home.days)
        weeks = _choice("until", {False: t("open.until_today"), True: named})
    if home < WEEKS:
        small(t("keeping.open_short", days=_kept().days))
    return home if weeks else NEXT_DAY


def _choice(name: str, words: Mapping[bool, str]) -> bool:
    question = md(t(f"open.{name}"))
    with st.container(key=f"choice_{name}"):
        chosen = st.radio(
            question, list(words), format_func=lambda one: md(words[one]), width="stretch"
        )
    return bool(chosen)


def _open(typed: str, day: date, *, paced: bool, until: date) -> None:
    new = partial(workshops.open_workshop, resources.store(), rules(), paced=paced, until=until)
    with telling("workshop.failed", **TEXTS, empty="open.name_needed"):
        state.once("open", lambda: own_link.begin(new(typed, day)))
        go("workshop")
