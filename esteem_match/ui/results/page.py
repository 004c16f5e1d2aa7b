"""The result pages, put together from their parts: a group's, a practitioner's, both sides'."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from esteem_match import journey, resources
from esteem_match.documents import (
    first_look_document,
    group_document,
    joint_document,
    practitioner_document,
    summary_document,
)
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.whose import whose
from esteem_match.documents.results import WHO
from esteem_match.models import Answers, Content, Side
from esteem_match.ui.along import OWN
from esteem_match.ui.layout import button, para, small
from esteem_match.ui.links import go
from esteem_match.ui.person import Here
from esteem_match.ui.results.document import Build, show, show_around
from esteem_match.ui.results.hand_over import offer_page
from esteem_match.ui.results.interactive_map import offer_map
from esteem_match.ui.results.plan import change_plan, own_plan
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.words import md, t, words

OWN_RESULTS: Mapping[Side, Build] = {
    "group": group_document,
    "practitioner": practitioner_document,
}


def own_view(person: Here) -> View:
    """What this person's own answers say: a practitioner's with the picture of the group."""
    mine = (person.content, person.counted, person.record.version)
    return view_of(person.record.side, *mine, took_part=person.seat is not None)


def view_of(
    side: Side, rules: Content, counted: Answers, version: str, *, took_part: bool = False
) -> View:
    """What one side's answers say by these rules, of this version of the questions."""
    seen = side == "practitioner"
    return View(
        rules,
        journey.picture(rules, counted) if seen else counted,
        counted if seen else {},
        words(),
        seen=seen,
        side=None if seen else "group",
        own=True,
        version=version,
        took_part=took_part,
        site=resources.site(),
    )


def show_own_result(view: View, *, first: bool) -> None:
    """One side's own; `first`: while parts of its questions are still ahead."""
    if not answered(view):
        return
    side: Side = "practitioner" if view.seen else "group"
    build = first_look_document if first else OWN_RESULTS[side]
    show(f"{side}_first" if first else side, view, build)
    offer_page(side)
    take_away(Paper(side, partial(build, view), whose(view)))
    offer_together(side)


def show_joint_result(view: View, *, take: bool = False) -> None:
    """Both sides; `take`: whether they are one's own, to be changed and taken along."""
    if not answered(view):
        return
    if not take:
        show("joint", view, joint_document)
        offer_map(view)
        return
    plan = own_plan(view)
    build = partial(joint_document, plan=plan)
    show_around(WHO, view, build, plan, partial(change_plan, view))
    offer_map(view)
    summary = Paper("summary", partial(summary_document, view, plan=plan), whose(view))
    take_away(Paper("joint", partial(build, view), whose(view), mapped=True), summary)


def answered(view: View) -> bool:
    """Whether there is a result to show; says what to do where nothing is answered yet.

    Who has said 'not sure' to everything has answered: their result says what that keeps open.
    """
    scored = {item.id for item in view.content.items() if item.key}
    facts = {name: a for name, a in {**view.group, **view.practitioner}.items() if name in scored}
    if any(isinstance(answer, int) for answer in facts.values()):
        return True
    if facts:
        para(t("results.all_unsure"))
        return True
    para(t("results.too_few"))
    if button(t("welcome.go_on"), "go_on_first", main=True):
        go("assess", step=OWN)
    return False


def offer_together(side: str) -> None:
    with st.expander(md(t("results.together")), key="together"):
        small(t(f"results.together_{side}"))
        if button(t("results.together_open"), "together_open"):
            go("together")
