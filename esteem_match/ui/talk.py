"""What to talk about: tensions, questions, differences, agreements, advice, leadership."""

from datetime import date, timedelta

import streamlit as st

from esteem_match import explain
from esteem_match.models import SIDES, Advice, Label, Side, Tension
from esteem_match.ui.code import day
from esteem_match.ui.diary import offer_day
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.view import View, in_words
from esteem_match.ui.words import esc, md, put_in, t

_FIRST = 3
_FIRST_TALKS = 2
_QUESTIONS = 5


def show_tensions(view: View) -> None:
    """What to talk about first, each with what helps; nothing where nothing stands out."""
    raised = explain.tensions(view.content, view.group, view.practitioner, view.fits, view.side)
    if not raised:
        return
    heading(t("results.talk"))
    names = {role.id: role.name for role in view.content.model.roles}
    seen: dict[str, list[str]] = {}
    for one in raised:
        seen.setdefault(one.tension.id, []).extend([names[one.role]] if one.role else [])
    found = [one for one in view.content.model.tensions if one.id in seen]
    for tension in found[:_FIRST_TALKS]:
        _tension(tension, seen[tension.id])
    if found[_FIRST_TALKS:]:
        with st.expander(md(t("results.talk_more"))):
            for tension in found[_FIRST_TALKS:]:
                _tension(tension, seen[tension.id])


def _tension(tension: Tension, roles: list[str]) -> None:
    with st.container(border=True):
        heading(put_in(tension.title), 3)
        if roles:
            small(", ".join(roles))
        para(put_in(tension.say))
        para(f"{t('results.do')}: {put_in(tension.do)}")


def show_questions(view: View) -> None:
    """What the practitioner was not sure of, as questions to ask the group."""
    asked = [put_in(item.text) for item in explain.questions(view.content, view.practitioner)]
    if asked:
        heading(t("results.ask"))
        small(t("results.ask_what"))
        first_and_more(asked, t("results.ask_more"), _QUESTIONS)


def first_and_more(texts: list[str], more: str, most: int = _FIRST) -> None:
    lines(texts[:most])
    if texts[most:]:
        with st.expander(md(more)):
            lines(texts[most:])


def show_agreement(view: View) -> None:
    """What to agree at the outset; first what the answers touched."""
    points = explain.agreement(view.content, view.group, view.practitioner)
    texts = [f"{put_in(p.agreement.title)}: {put_in(p.agreement.text)}" for p in points]
    heading(t("results.agree"))
    small(t("results.agree_what"))
    first_and_more(texts, t("results.agree_more"))


def show_advice(view: View, side: Side) -> None:
    """What is good to know for one side."""
    found = _advice(view, side)
    if found:
        heading(t("results.advice"))
        first_and_more([put_in(one.text) for one in found], t("results.advice_more"))


def show_all_advice(view: View) -> None:
    """What is good to know, folded: for both sides, then for each."""
    every = {side: _advice(view, side) for side in SIDES}
    both = [one for one in every["group"] if one in every["practitioner"]]
    heading(t("results.advice"))
    own = [(side, [one for one in every[side] if one not in both]) for side in SIDES]
    for whom, found in [("both", both), *own]:
        if found:
            with st.expander(md(t(f"results.advice_{whom}"))):
                lines([put_in(one.text) for one in found])


def _advice(view: View, side: Side) -> list[Advice]:
    """What the answers touch comes first; what is good for anybody to know, after it."""
    pair = view.group, view.practitioner
    found = explain.advice(view.content, side, *pair, view.fits, view.side)
    return sorted(found, key=lambda one: not (one.facts or one.leadership))


def show_leadership(view: View, title: str) -> None:
    """How the group is run; folded, what to look out for and what good support looks like."""
    heading(title)
    models = explain.leadership(view.content, view.group)
    if not models:
        para(t("results.run_none"))
        return
    lines([f"{put_in(model.name)}. {put_in(model.line)}" for model in models])
    with st.expander(md(t("results.run_more"))):
        for model in models:
            heading(put_in(model.name), 3)
            para(f"{t('results.look_out')}: {put_in(model.look_out)}")
            para(f"{t('results.implies')}: {put_in(model.implies)}")


def show_differences(view: View) -> None:
    """Where the two see things differently, the furthest apart first, no winner."""
    heading(t("together.differ"))
    found = explain.gaps(view.content, view.group, view.practitioner)
    apart = [gap for gap in found if gap.difference]
    if not apart:
        para(t("together.differ_none" if found else "together.differ_unknown"))
        return
    small(t("together.differ_what"))
    _wish_lines(view)
    for gap in apart[:_FIRST_TALKS]:
        _gap(view, gap)
    if apart[_FIRST_TALKS:]:
        with st.expander(md(t("together.differ_more"))):
            for gap in apart[_FIRST_TALKS:]:
                _gap(view, gap)


def _wish_lines(view: View) -> None:
    names = {role.id: role.name for role in view.content.model.roles}
    flagged = [
        gap for gap in explain.wish_gaps(view.content, view.group, view.practitioner) if gap.flagged
    ]
    lines([t(_expects(gap), role=names[gap.role]) for gap in flagged])


def _expects(gap: explain.WishGap) -> str:
    return "together.differ_role" if gap.gap > 0 else "together.differ_role_less"


def _gap(view: View, gap: explain.Gap) -> None:
    sides = (("group", gap.stated), ("practitioner", gap.guessed))
    cells = "".join(
        f"<div><small>{esc(t(f'together.differ_{side}'))}</small><br>"
        f"<b>{esc(in_words(view.content, gap.item, answer))}</b></div>"
        for side, answer in sides
    )
    st.html(f'<p class="question">{esc(put_in(gap.item.text))}</p><div class="pair">{cells}</div>')


def show_next(view: View) -> None:
    """Who does what next, and when to look again."""
    heading(t("together.who"))
    small(t("together.who_what"))
    heading(t("together.who_group"), 3)
    lines([t("together.who_group_first"), t("together.who_group_second")])
    heading(t("together.who_practitioner"), 3)
    fitting = (Label.RECOMMENDED, Label.POSSIBLE)
    best = [fit for band in view.bands[:1] for fit in band if view.label(fit) in fitting]
    steps = [put_in(view.role(fit).first_steps[0]) for fit in best]
    lines(steps or [t("together.who_nothing")])
    heading(t("together.again_title"), 3)
    when = date.today() + timedelta(days=view.content.model.report.look_again_days)
    para(t("together.again_when", day=day(when)))
    if view.tag:
        offer_day(when, view.tag)
