"""Who does what next, as somebody changes it on the page: kept in this tab, and nowhere else."""

from collections.abc import Iterator
from typing import NamedTuple, NoReturn

import streamlit as st

from esteem_match import journey
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.plan import Plan, Task, filled, suggested
from esteem_match.service.failure import as_failure
from esteem_match.ui import state
from esteem_match.ui.failures import TEXTS, telling
from esteem_match.ui.layout import button, small, submit, warn
from esteem_match.ui.results.document import today
from esteem_match.ui.words import md, t

LIMIT = 600  # characters of a cell
MOST = 20  # steps


class Planned(NamedTuple):
    """What this tab holds of a pair's plan. `own`: what somebody wrote, None for the suggestions.

    `draft`: what stands in the fields while somebody changes it; with each `turn` they begin anew.
    """

    own: Plan | None = None
    draft: Plan | None = None
    turn: int = 0


def own_plan(view: View) -> Plan | None:
    """What somebody wrote in this tab; None where the suggestions stand."""
    return _planned(view).own


def change_plan(view: View) -> None:
    """Below the table: the way to change it, or a field for each of its cells."""
    now = _planned(view)
    if now.own is not None:
        warn(t("plan.stays"))
    if now.draft is not None:
        _change(view, now.draft, now)
    elif button(t("plan.change"), "plan_change"):
        _put(view, now._replace(draft=_steps(view, now)))


def _planned(view: View) -> Planned:
    found: Planned = state.get("plans", {}).get(view.tag, Planned())
    return found


def _put(view: View, now: Planned) -> NoReturn:
    state.put("plans", {**state.get("plans", {}), view.tag: now._replace(turn=now.turn + 1)})
    st.rerun()


def _steps(view: View, now: Planned) -> Plan:
    return suggested(view, today()) if now.own is None else now.own


def _change(view: View, draft: Plan, now: Planned) -> None:
    with st.form("plan_form", border=False, enter_to_submit=False):
        typed = [_step(now.turn, at, task) for at, task in enumerate(draft, 1)]
        pressed = list(_presses(len(draft)))
    tasks = [task for task in typed if task is not None]
    if pressed and len(tasks) == len(typed):
        _take(view, now, filled(tasks), more="plan_more" in pressed)
    with st.container(horizontal=True):
        if button(t("plan.again"), "plan_again"):
            _put(view, now._replace(draft=suggested(view, today())))
        if button(t("plan.leave"), "plan_leave"):
            _put(view, now._replace(draft=None))


def _presses(steps: int) -> Iterator[str]:
    """Which button of the form was pressed."""
    if submit(t("plan.save"), "plan_form", main=True):
        yield "plan_form"
    if steps >= MOST:
        small(t("plan.most", count=MOST))
    elif submit(t("plan.more"), "plan_more"):
        yield "plan_more"


def _take(view: View, now: Planned, tasks: Plan, *, more: bool) -> NoReturn:
    """Saves the steps, or gives room for one more."""
    if more:
        _put(view, now._replace(draft=(*tasks, Task())))
    own = None if tasks == suggested(view, today()) else tasks
    _put(view, now._replace(own=own, draft=None))


def _step(turn: int, at: int, task: Task) -> Task | None:
    """The fields of a step, and what is wrong with them: None then."""
    key = f"plan_{turn}_{at}"
    with st.container(border=True, key=f"plan_{at}"):
        what = st.text_area(_label("what", at), task.what, key=f"{key}_what", height="content")
        with st.container(horizontal=True):
            who = st.text_input(_label("who", at), task.who, key=f"{key}_who", autocomplete="off")
            when = st.text_input(
                _label("when", at), task.when, key=f"{key}_when", autocomplete="off"
            )
        gone = st.checkbox(_label("away", at), key=f"{key}_away")
        return Task() if gone else _clean(what, who, when)


def _label(name: str, at: int) -> str:
    return md(t(f"plan.{name}", number=at))


def _clean(*cells: str) -> Task | None:
    with telling(None, **TEXTS), as_failure():
        return Task(*(journey.clean_text(cell, LIMIT) or "" for cell in cells))
    return None
