"""The roles of a result: grouped by label, each with its bars, its reasons and its next steps."""

import streamlit as st

from esteem_match import explain
from esteem_match.models import Label, RoleFit, SideFit
from esteem_match.scoring import standing
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.view import View, choices
from esteem_match.ui.words import esc, md, put_in, t

_ORDER = (Label.RECOMMENDED, Label.POSSIBLE, Label.OPEN, Label.NOT_NOW)
_MOST_REASONS = 2
_CHANGE = {
    "already": "change.already",
    "veto": "change.veto",
    "group decides": "change.group",
    "open": "change.open",
    "ask the group": "change.ask",
    "not by capacity": "change.capacity",
}


def show_roles(view: View) -> None:
    """All roles, best label first; roles about equal stand side by side."""
    for label in _ORDER:
        bands = [band for band in view.bands if view.label(band[0]) == label]
        if bands:
            heading(label_words(view, label))
            small(_label_what(view, label))
        for band in bands:
            _band(view, band)


def show_summary(view: View) -> None:
    """The whole result at a glance: each label with its roles."""
    fits = [fit for band in view.bands for fit in band]
    rows = []
    for label in _ORDER:
        names = ", ".join(view.role(fit).name for fit in fits if view.label(fit) == label)
        if names:
            rows.append(t("results.summary", label=label_words(view, label), roles=names))
    lines(rows)
    if all(view.label(fit) == Label.NOT_NOW for fit in fits):
        para(t("results.nothing_now"))


def _label_what(view: View, label: Label) -> str:
    name = label.name.lower()
    return t(f"group_label_what.{name}") if view.side == "group" else t(f"label_what.{name}")


def label_words(view: View, label: Label) -> str:
    name = label.name.lower()
    return t(f"group_label.{name}") if view.side == "group" else t(f"label.{name}")


def _band(view: View, band: tuple[RoleFit, ...]) -> None:
    if len(band) == 1:
        _card(view, band[0])
        return
    if view.label(band[0]) != Label.NOT_NOW:
        small(t("results.equal"))
    for at in range(0, len(band), 2):
        for column, fit in zip(st.columns(2), band[at : at + 2], strict=False):
            with column:
                _card(view, fit)


def _card(view: View, fit: RoleFit) -> None:
    role = view.role(fit)
    with st.container(border=True, key=f"role_{role.id}"):
        heading(role.name, 3)
        para(put_in(role.line))
        st.html(_bars(view, fit))
        if view.label(fit) == Label.OPEN:
            _still_open(view, fit)
        word = view.robust[role.id].word
        if word and view.label(fit) != Label.NOT_NOW:
            small(t(f"steady.{word}"))
        _why(view, fit)
        with st.expander(md(t("results.more"))):
            _more(view, fit)


def _still_open(view: View, fit: RoleFit) -> None:
    """How far the answers lead already, and what to answer next."""
    low, high = standing(fit, view.side)[1:]
    if (low, high) != (Label.NOT_NOW, Label.RECOMMENDED):
        words = {label: label_words(view, label) for label in (low, high)}
        para(t("results.range", low=words[low], high=words[high]))
    waiting = explain.open_items(view.content, fit.role, view.group, view.practitioner)
    mine = [item for item in waiting if view.side in (None, view.asked(item))]
    small(t("results.waiting"))
    lines([_from_whom(view, item, view.question(item)) for item in mine[:_MOST_REASONS]])


def _from_whom(view: View, item: str, said: str) -> str:
    """On a page with two sides, whose question it is."""
    return said if view.seen or view.side else t(f"reason.{view.asked(item)}", said=said)


def _bars(view: View, fit: RoleFit) -> str:
    right = "bar.appropriate_seen" if view.seen else "bar.appropriate"
    reach = "bar.achievable" if view.seen else "bar.achievable_both"
    bars = [] if view.side == "practitioner" else [_bar(view, t(right), fit.appropriate)]
    if view.side != "group":
        bars.append(_bar(view, t(reach), fit.achievable))
    return "".join(bars)


def _bar(view: View, name: str, side: SideFit) -> str:
    """A bar in words and as a picture: full as far as is sure, striped as far as may be."""
    sure = side.value.low if side.value.point is None else side.value.point
    parts = _part("fill", 0, sure)
    if side.value.high > sure and side.value.low != side.value.high:
        parts += _part("fill maybe", sure, side.value.high)
    return (
        f'<div class="bar">{esc(name)}: <b>{esc(side_words(view, side))}</b>'
        f'<div class="track" aria-hidden="true">{parts}</div></div>'
    )


def _part(kind: str, start: float, end: float) -> str:
    width = 100 * (end - start)
    place = f"inset-inline-start:{100 * start:.0f}%;width:{width:.0f}%"
    return f'<div class="{kind}" style="{place}"></div>'


def side_words(view: View, side: SideFit) -> str:
    """A side in the method's five words; a range where answers are missing."""
    model, value = view.content.model, side.value
    low, high = explain.anchor(model, value.low), explain.anchor(model, value.high)
    if value.point is not None or low == high:
        return explain.anchor(model, value.low if value.point is None else value.point)
    if value.low == 0 and value.high == 1:
        return t("bar.unknown")
    return t("bar.between", low=low, high=high)


def _why(view: View, fit: RoleFit) -> None:
    found = explain.reasons(
        view.content, fit.role, view.group, view.practitioner, most=_MOST_REASONS
    )
    if found.supports:
        small(t("results.for"))
        lines([_reason(view, reason) for reason in found.supports])
    if found.against:
        small(t("results.against"))
        lines([_reason(view, reason) for reason in found.against])


def _reason(view: View, reason: explain.Reason) -> str:
    if reason.item in view.only_theirs:
        return t("reason.unasked", question=view.question(reason.item))
    said = t(
        f"reason.{reason.cause}",
        question=view.question(reason.item),
        answer=view.answer(reason.item),
    )
    return _from_whom(view, reason.item, said)


def _more(view: View, fit: RoleFit) -> None:
    role = view.role(fit)
    para(put_in(role.meaning))
    own = view.side == "group"
    if view.side is None:
        heading(t("results.change"), 4)
        _change(view, fit)
    heading(t("results.first_group" if own else "results.first"), 4)
    lines([put_in(step) for step in role.first_steps])
    heading(t("results.care_group" if own else "results.care"), 4)
    lines([put_in(care) for care in role.take_care])
    heading(t("results.next"), 4)
    para(put_in(role.then))
    if fit.role in explain.needed_not_achievable(view.fits):
        heading(t("results.otherwise" if view.seen else "results.otherwise_both"), 4)
        para(put_in(role.otherwise))


def _change(view: View, fit: RoleFit) -> None:
    change = explain.smallest_change(view.content, fit.role, view.group, view.practitioner)
    if change.outcome != "steps" or change.goal is None:
        para(t(_CHANGE[change.outcome]))
        return
    small(t(f"change.lead_{change.goal.name.lower()}"))
    lines([_step(view, step) for step in change.steps])


def _step(view: View, step: explain.Step) -> str:
    words = choices(view.content, view.items[step.item])
    said = t(
        "change.step", question=view.question(step.item), now=words[step.now], then=words[step.then]
    )
    return _from_whom(view, step.item, said)
