"""Looking together: the share code made, taken back, entered, left; whose sides are shown."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

import streamlit as st

from esteem_match import journey, resources
from esteem_match.documents.phrases import View
from esteem_match.models import Answers, Content, Questionnaire
from esteem_match.service import sharing
from esteem_match.service.failure import Failure, as_failure
from esteem_match.service.sharing import own_copy
from esteem_match.store import Joined, Shared
from esteem_match.ui import state
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, note, para, small, submit, warn, wrong
from esteem_match.ui.links import show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.together.pass_on import show_share_code
from esteem_match.ui.together.sharing import join, share, tell_changed, when
from esteem_match.ui.words import language, md, t, words

SOON = 5.0  # seconds until somebody who has joined is seen


class Joint(NamedTuple):
    """The two sides that somebody may see together, and what draws their share of it."""

    view: View
    sharing: Callable[[], None]


def joint(person: Here) -> Joint | None:
    """The two sides that this person may see together now; draws the way to get there."""
    _tell(person)
    with telling("together.failed", gone=show_step, unreadable=_unreadable), as_failure():
        return (
            _group_joint(person) if person.record.side == "group" else _practitioner_joint(person)
        )
    return None


def _unreadable() -> None:
    note(t("together.unreadable"))


def _tell(person: Here) -> None:
    """What has just happened to a share; that another took one back, once, wherever one looks."""
    told = st.query_params.get("told")
    if person.record.parted:
        with suppress(Failure):
            sharing.know_parted(resources.store(), person.code)
            show_step(told="parted")
    if person.record.parted or told in ("left", "taken_back", "parted"):
        note(t("together.parted" if person.record.parted else f"together.{told}"))


def show_sharing(found: Joint) -> None:
    """Below a joint result: the code by which it is shared, and how to stop."""
    asked = st.query_params.get("sure") == "back"
    with st.expander(md(t("together.sharing")), key="sharing", expanded=asked):
        found.sharing()


def _group_joint(person: Here) -> Joint | None:
    code = person.record.share
    if code is None:
        para(t("together.make_what"))
        if button(t("together.make"), "share_make", main=True) and share(person):
            show_step()
        return None
    shared = resources.store().shared(code, person.code)
    tell_changed(person, own_copy(person, code, shared))
    if not shared.practitioners:
        _own_share(person, code, shared)
        note(t("together.waiting"))
        _wait_for_somebody(person, code)
        return None
    names = {one.tag: _name(one) for one in shared.practitioners}
    tag = _pick(t("together.pick"), names)
    other = next(one for one in shared.practitioners if one.tag == tag)
    return Joint(_view(shared, other), partial(_own_share, person, code, shared))


@st.fragment(run_every=SOON)
def _wait_for_somebody(person: Here, code: str) -> None:
    """Shows the result by itself, once a practitioner has joined. A fault says nothing here."""
    with suppress(Failure):
        if sharing.joined(resources.store(), person.code, code):
            st.rerun()


def _own_share(person: Here, code: str, shared: Shared) -> None:
    with st.container(border=True, key="share"):
        name = str(person.answers.get("g.name") or "")
        show_share_code(code, name, shared.on, shared.at)
        _take_back(person)


def _take_back(person: Here) -> None:
    """What was shared can't be had again: it is asked twice."""
    if st.query_params.get("sure") != "back":
        if button(t("together.take_back"), "share_back"):
            show_step(sure="back")
        return
    warn(t("together.take_back_sure"))
    with st.container(horizontal=True):
        if button(t("together.take_back_yes"), "share_back_yes", main=True):
            sharing.unshare(resources.store(), person.code)
            show_step(told="taken_back")
        if button(t("together.take_back_no"), "share_back_no"):
            show_step()


def _practitioner_joint(person: Here) -> Joint | None:
    joined = person.record.joined
    if not joined or st.query_params.get("enter"):
        _enter(person)
        return None
    found = {code: resources.store().shared(code, person.code) for code in joined}
    newest_first = sorted(joined, key=lambda one: one != state.get("joined"))
    names = {one: _group_name(found[one]) for one in newest_first}
    code = _pick(t("together.pick_group"), names)
    mine = found[code].practitioners[0]
    tell_changed(person, own_copy(person, code, found[code]))
    return Joint(_view(found[code], mine), partial(_own_copy, person, code, found[code]))


def _own_copy(person: Here, code: str, shared: Shared) -> None:
    with st.container(border=True, key="share"):
        own = shared.practitioners[0]
        small(t("together.shared_on", when=when(own.on, own.at)))
        with st.container(horizontal=True):
            if button(t("together.enter_other"), "enter_other"):
                show_step(enter="1")
            if button(t("together.leave"), "share_leave"):
                sharing.leave(resources.store(), person.code, code)
                show_step(told="left")


def _enter(person: Here) -> None:
    para(t("together.enter_what"))
    with st.form("join_form", border=False):
        text = st.text_input(md(t("together.enter")), max_chars=60, autocomplete="off")
        with st.container(key="yes"):
            agreed = st.checkbox(md(t("together.enter_yes")))
        if submit(t("together.enter_open"), "join_form", main=True) and text.strip():
            if not agreed:
                wrong(t("together.enter_needed"))
            elif join(person, text):
                show_step()


def _pick(label: str, names: dict[str, str]) -> str:
    """The one that is meant; asked for only where there are several."""
    if len(names) == 1:
        return next(iter(names))
    chosen = st.selectbox(md(label), list(names), format_func=lambda one: names[one], key="pick")
    return chosen or next(iter(names))


def _name(one: Joined) -> str:
    return str(one.answers.get("p.name") or t("together.unnamed", day=day(one.on)))


def _group_name(shared: Shared) -> str:
    return str(shared.group.get("g.name") or t("together.unnamed_group"))


def _view(shared: Shared, practitioner: Joined) -> View:
    """Both copies under the rules of the group's copy; what no longer fits them is left out."""
    content = resources.content_of(shared.version, language())
    state.put("name", str(shared.group.get("g.name") or ""))
    if practitioner.version != shared.version:
        note(t("together.older"))
    return View(
        content,
        _fitting(content, content.group, shared.group),
        _fitting(content, content.practitioner, practitioner.answers),
        words(),
        version=shared.version,
        tag=practitioner.tag,
        site=resources.site(),
    )


def _fitting(content: Content, questionnaire: Questionnaire, answers: Answers) -> Answers:
    counted = journey.counted(questionnaire, answers)
    known = {item.id: item for item in questionnaire.items()}
    return {one: a for one, a in counted.items() if journey.valid(known[one], a, content)}
