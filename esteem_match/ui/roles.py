"""The roles of a result, grouped by label: a card for each, a short one for what does not fit."""

from collections.abc import Callable, Sequence

import streamlit as st

from esteem_match.models import Label, RoleFit
from esteem_match.ui.bars import bars
from esteem_match.ui.details import (
    label_words,
    show_details,
    show_still_open,
    show_why,
    speaks_against,
)
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.view import View
from esteem_match.ui.words import md, put_in, t

_ORDER = ("recommended", "possible", "unsure", "open", "not_now")
_FIT = ("recommended", "possible")

More = Callable[[RoleFit], None]  # what a page adds to the card of a role


def _no_more(_fit: RoleFit) -> None:
    """Most pages add nothing."""


def show_summary(view: View) -> None:
    """The whole result at a glance: each label with its roles."""
    fits = [fit for band in view.bands for fit in band]
    rows = []
    for word in _ORDER:
        names = ", ".join(view.role(fit).name for fit in fits if view.word(fit) == word)
        if names:
            rows.append(t("results.summary", label=label_words(view, word), roles=names))
    lines(rows)
    if all(view.label(fit) == Label.NOT_NOW for fit in fits):
        para(t("results.nothing_now"))


def show_roles(view: View, more: More = _no_more, *, short: bool = False) -> None:
    """All roles, best label first; roles about equal stand side by side. `short` folds reasons."""
    for word in _ORDER:
        bands = [found for band in view.bands if (found := _with(view, band, word))]
        if not bands:
            continue
        heading(label_words(view, word))
        if word == "not_now":
            _not_now(view, [fit for band in bands for fit in band], more)
        else:
            small(_what(view, word))
            for band in bands:
                _band(view, word, band, more, short)


def _with(view: View, band: Sequence[RoleFit], word: str) -> list[RoleFit]:
    return [fit for fit in band if view.word(fit) == word]


def _what(view: View, word: str) -> str:
    return t(f"group_label_what.{word}") if view.side == "group" else t(f"label_what.{word}")


def _band(view: View, word: str, band: Sequence[RoleFit], more: More, short: bool) -> None:
    """Nobody can say that roles are about equal while they are open."""
    if len(band) == 1 or word not in _FIT:
        for fit in band:
            _card(view, fit, more, short)
        return
    small(t("results.equal"))
    for at in range(0, len(band), 2):
        for column, fit in zip(st.columns(2), band[at : at + 2], strict=False):
            with column:
                _card(view, fit, more, short)


def _card(view: View, fit: RoleFit, more: More, short: bool) -> None:
    role = view.role(fit)
    with st.container(border=True, key=f"role_{role.id}"):
        heading(role.name, 3)
        para(put_in(role.line))
        st.html(bars(view, fit))
        if not short:
            _reasons(view, fit)
        more(fit)
        with st.expander(md(t("results.more"))):
            if short:
                _reasons(view, fit)
            if view.label(fit) == Label.OPEN:
                show_why(view, fit)
            show_details(view, fit)


def _reasons(view: View, fit: RoleFit) -> None:
    if view.robust[fit.role].word == "depends":
        small(t("steady.depends"))
    (show_still_open if view.label(fit) == Label.OPEN else show_why)(view, fit)


def _not_now(view: View, fits: Sequence[RoleFit], more: More) -> None:
    """In short: the name and the reason. A clear no stands; anything else can change."""
    closed = [fit for fit in fits if view.closed(fit)]
    others = [fit for fit in fits if fit not in closed]
    if others:
        small(_what(view, "not_now"))
    for fit in (*others, *closed):
        _short_card(view, fit, more)


def _short_card(view: View, fit: RoleFit, more: More) -> None:
    role = view.role(fit)
    with st.container(border=True, key=f"role_{role.id}"):
        heading(role.name, 3)
        for reason in _refusals(view, fit) or speaks_against(view, fit)[:1]:
            para(reason)
        more(fit)
        with st.expander(md(t("results.more"))):
            para(put_in(role.line))
            st.html(bars(view, fit))
            show_why(view, fit)
            show_details(view, fit)


def _refusals(view: View, fit: RoleFit) -> list[str]:
    """Who said a clear no; whoever reads only their own answers said it themselves."""
    alone = view.seen or view.side is not None
    return [t("reason.no_own") if alone else t(f"reason.no_{side}") for side in view.closed(fit)]
