"""What to talk about: tensions, differences, agreements, advice, leadership."""

import streamlit as st

from esteem_match import resources
from esteem_match.documents.phrases import View, talk
from esteem_match.documents.phrases.talk import Apart, Tense
from esteem_match.models import Side
from esteem_match.ui import html
from esteem_match.ui.diary import offer_day
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.words import md, put_in, t

_FIRST = 3
_FIRST_TALKS = 2


def show_tensions(view: View) -> None:
    """What to talk about first, each with what helps; nothing where nothing stands out."""
    found = talk.tensions(view)
    if not found:
        return
    heading(t("results.talk"))
    for tension in found[:_FIRST_TALKS]:
        _tension(tension)
    if found[_FIRST_TALKS:]:
        with st.expander(md(t("results.talk_more"))):
            for tension in found[_FIRST_TALKS:]:
                _tension(tension)


def _tension(tension: Tense) -> None:
    with st.container(border=True):
        heading(tension.title, 3)
        if tension.roles:
            small(", ".join(tension.roles))
        para(tension.say)
        para(tension.do)


def first_and_more(texts: list[str], more: str, most: int = _FIRST) -> None:
    lines(texts[:most])
    if texts[most:]:
        with st.expander(md(more)):
            lines(texts[most:])


def show_agreement(view: View) -> None:
    """What to agree at the outset; first what the answers touched."""
    heading(t("results.agree"))
    small(t("results.agree_what"))
    first_and_more(talk.agreement(view), t("results.agree_more"))


def show_advice(view: View, side: Side) -> None:
    """What is good to know for one side."""
    found = talk.advice(view, side)
    if found:
        heading(t("results.advice"))
        first_and_more(found, t("results.advice_more"))


def show_all_advice(view: View) -> None:
    """What is good to know, folded: for both sides, then for each."""
    heading(t("results.advice"))
    for whom, found in talk.all_advice(view).items():
        with st.expander(md(t(f"results.advice_{whom}"))):
            lines(found)


def show_leadership(view: View, title: str) -> None:
    """How the group is run; folded, what to look out for and what good support looks like."""
    heading(title)
    models = talk.leadership(view)
    if not models:
        para(t("results.run_none"))
        return
    lines(talk.run_lines(view))
    with st.expander(md(t("results.run_more"))):
        for model in models:
            heading(put_in(model.name), 3)
            for text in talk.run_more(view, model):
                para(text)


def show_differences(view: View) -> None:
    """Where the two see things differently, the furthest apart first, no winner."""
    heading(t("together.differ"))
    apart = talk.differences(view)
    if not apart:
        para(talk.no_differences(view))
        return
    small(t("together.differ_what"))
    lines(talk.wish_lines(view))
    for one in apart[:_FIRST_TALKS]:
        show_apart(one)
    if apart[_FIRST_TALKS:]:
        with st.expander(md(t("together.differ_more"))):
            for one in apart[_FIRST_TALKS:]:
                show_apart(one)


def show_apart(one: Apart) -> None:
    """A question with two answers beside each other."""
    st.html(html.side_by_side(one.question, (one.ours, one.theirs)))


def show_next(view: View) -> None:
    """Who does what next, and when to look again."""
    heading(t("together.who"))
    small(t("together.who_what"))
    heading(t("together.who_group"), 3)
    lines(talk.group_steps(view))
    heading(t("together.who_practitioner"), 3)
    lines(talk.first_steps(view))
    heading(t("together.again_title"), 3)
    today = resources.store().today()
    para(talk.look_again(view, today))
    if view.tag:
        offer_day(talk.again_on(view, today), view.tag)
