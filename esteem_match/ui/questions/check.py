"""The check at the end: every answer with a way to change it, what is open, and what is closed."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.models import Question, Section
from esteem_match.service import records, seats
from esteem_match.ui import html
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, frame, heading, note, para, warn
from esteem_match.ui.links import go, link, show_step
from esteem_match.ui.mine import keep
from esteem_match.ui.person import Here
from esteem_match.ui.questions import first_look
from esteem_match.ui.questions.asked import more_to_open, not_reached, sections
from esteem_match.ui.questions.view import answered
from esteem_match.ui.questions.walk import tell_outdated
from esteem_match.ui.welcome.resume import way_on
from esteem_match.ui.words import esc, md, put_in, t, words

_SHORT = 5  # a longer list of open questions is folded away


def check_answers(person: Here) -> None:
    """Every question asked with its answer and a way to change it; then on to the result."""
    frame(t("check.title"), person, step="check")
    tell_outdated(person)
    keep.saved_sign(person)
    missing = not_reached(person)
    _tell_open(person, len(missing))
    if more_to_open(person) and not missing:
        note(t("room.next_part"))
    _list_open(person, missing)
    with st.container(key="steps", horizontal=True):
        if button(t("assess.back"), "back_check"):
            show_step(step=sections(person)[-1].id)
        _go_on(person)
    _list_answers(person, change=True)


def _tell_open(person: Here, count: int) -> None:
    if not count:
        para(t("check.complete"))
    elif person.waits or first_look.offered(person):
        warn(t("check.missing", count=count))
    else:
        warn(t("check.missing_first", count=count))


def _go_on(person: Here) -> None:
    """To the result, once there is a first look; in a workshop, back into the room."""
    if not person.waits:
        if not first_look.offered(person):
            if button(t("welcome.go_on"), "check_go_on", main=True):
                go("assess", **way_on(person))
        elif button(first_look.label(person, words()), "to_result", main=True):
            go("results")
    elif more_to_open(person):
        if button(t("room.wait"), "to_wait", main=True):
            go("workshop")
    elif button(t("room.finish"), "finish_round", main=True):
        _finish(person)


def _finish(person: Here) -> None:
    """Says so in the round; where it has just ended, the room says that."""
    with telling("workshop.failed", late=partial(go, "workshop")):
        seats.finish(resources.store(), person.code, done=True)
        go("workshop")


def show_closed(person: Here) -> None:
    """A record that takes no answers: the way to open it again, and what stands in it, folded."""
    frame(t("check.closed_title"), person, step="closed")
    keep.tell_late()
    note(t("room.shown_own" if person.seat else "check.closed"))
    with st.container(key="steps", horizontal=True):
        if button(t("check.closed_open"), "open_again"):
            _open_again(person)
        if button(_result(person), "to_result", main=not person.seat):
            go("results")
        if person.seat and button(t("workshop.back"), "to_stage", main=True):
            go("workshop")
    with st.expander(md(t("check.closed_show"))):
        _list_answers(person, change=False)


def _result(person: Here) -> str:
    """What leads to the result: whoever sat in a workshop knows another one."""
    return t("room.own_result" if person.seat else "check.result")


def _open_again(person: Here) -> None:
    """Where a round has just closed them, the page says so."""
    with telling("check.closed_failed", refused=show_step):
        records.reopen(resources.store(), person.code)
        show_step(step="check")


def _list_open(person: Here, missing: tuple[str, ...]) -> None:
    """What has no answer yet, part by part, each a link to its question."""
    if not missing:
        return
    with st.expander(md(t("check.open_list")), expanded=len(missing) <= _SHORT):
        for part in sections(person):
            links = [_link(part, one) for one in part.questions() if one.id in missing]
            if links:
                listed = "".join(f"<li>{link}</li>" for link in links)
                title = html.question(put_in(part.title))
                st.html(f'{title}<ul class="open">{listed}</ul>')


def _link(part: Section, one: Question) -> str:
    return _way_to(part, one, esc(put_in(one.asks.text)))


def _way_to(part: Section, one: Question, label: str) -> str:
    return link("assess", label, step=part.id, item=one.id, back="check")


def _list_answers(person: Here, *, change: bool) -> None:
    for part in sections(person):
        heading(put_in(part.title))
        rows = "".join(_row(person, part, one, change) for one in part.questions())
        st.html(f'<dl class="answers">{rows}</dl>')


def _row(person: Here, part: Section, one: Question, change: bool) -> str:
    asked, said = esc(put_in(one.asks.text)), esc(_answer_words(person, one))
    way = ""
    if change:
        name = f'{esc(t("check.change"))}<span class="unseen">: {asked}</span>'
        way = f" {_way_to(part, one, name)}"
    return f"<div><dt>{asked}</dt><dd>{said}{way}</dd></div>"


def _answer_words(person: Here, one: Question) -> str:
    """An answer as the person saw it; says so when there is none yet."""
    if not one.reached(person.answers):
        return t("check.open")
    return answered(person.content, one, person.answers)
