"""Answering again after some time: what was answered before stays as an earlier time."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.models import SHOWN
from esteem_match.service import times
from esteem_match.service.times import asked, look_again
from esteem_match.store import TIMES_MOST
from esteem_match.ui import state
from esteem_match.ui.along import OWN
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, frame, note, para, small
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.mine.diary import offer_day, offer_end
from esteem_match.ui.mine.longer import offer_longer
from esteem_match.ui.mine.moved import show_moved
from esteem_match.ui.person import Here
from esteem_match.ui.welcome.another_group import ask_another
from esteem_match.ui.words import md, rules, t


def again_page() -> str:
    """The page of a result on which somebody is, as far as it is one of these."""
    asked = str(st.query_params.get("page", ""))
    return asked if asked in PAGES else ""


def show_again(person: Here) -> None:
    page = again_page()
    frame(t(f"again.{page}_title"), person, step=page)
    PAGES[page](person)


def tell_times(person: Here) -> None:
    """At the top of a result: when it was answered before, and the way to what has moved."""
    earlier = resources.store().times.load(person.code)
    if not earlier:
        return
    before, begun = day(earlier[-1].day), person.begun
    if begun or person.record.answered is None:
        note(t("again.begun", day=before))
    else:
        note(t("again.answered", before=before, after=day(person.record.answered)))
    with st.container(horizontal=True):
        if button(t("again.open_moved"), "open_moved"):
            show_step(page="moved")
        if begun and button(t("again.take_back", day=before), "take_back"):
            show_step(page="back")


def offer_again(person: Here) -> None:
    """At the end of a whole result that no workshop waits for: the way to answer again."""
    if person.begun or person.record.finished or (person.seat and person.seat.state not in SHOWN):
        return
    with st.expander(md(t("again.title")), key="again"):
        _offer_again(person)


def _offer_again(person: Here) -> None:
    if len(resources.store().times.load(person.code)) >= TIMES_MOST:
        small(t("again.most", count=TIMES_MOST))
        return
    para(t("again.what"))
    if person.record.expires >= look_again(resources.store(), person):
        small(t("again.half_year"))
    small(t("again.until", day=day(person.record.expires)))
    offer_longer(person)
    offer_day(look_again(resources.store(), person), person.tag)
    offer_end(person)
    if button(t("again.open"), "answer_again"):
        show_step(page="again")


def ask_again(person: Here) -> None:
    """What will happen, and a second yes."""
    if person.begun:
        show_step()
    para(t("again.ask_stays", day=day(person.record.answered or person.record.changed)))
    para(t(f"again.ask_empty_{person.record.side}"))
    if person.record.share or person.record.joined:
        para(t("again.ask_shared"))
    last = day(person.record.expires)
    held = asked(person.record)
    para(t("keeping.asked" if held else "again.ask_kept", day=last))
    with st.container(horizontal=True):
        if button(t("again.ask_no"), "again_no"):
            show_step()
        if button(t("again.open"), "again_yes", main=True):
            _do(partial(times.begin, resources.store(), rules(), person), "assess", step=OWN)


def ask_back(person: Here) -> None:
    """The same for the way back to the answers of the last time."""
    earlier = resources.store().times.load(person.code)
    if not earlier:
        show_step()
    para(t("again.take_back_what", day=day(earlier[-1].day)))
    with st.container(horizontal=True):
        if button(t("again.take_back_no"), "back_no"):
            show_step()
        if button(t("again.take_back_yes"), "back_yes", main=True):
            _do(partial(times.back, resources.store(), person.code), "results")


def _do(act: Callable[[], None], then: str, **params: str) -> None:
    """What this tab has handed over belongs to the answers that have just gone."""
    with telling("together.failed"):
        act()
        state.put("turn", state.get("turn", 0) + 1)
        go(then, **params)


PAGES: Mapping[str, Callable[[Here], None]] = {
    "again": ask_again,
    "another": ask_another,
    "back": ask_back,
    "moved": show_moved,
}
