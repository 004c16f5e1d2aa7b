"""The roles of a result, grouped by label: a card for each, a short one for what does not fit."""

from collections.abc import Callable, Sequence

import streamlit as st

from esteem_match.documents.phrases import View, roles
from esteem_match.documents.phrases.details import in_short
from esteem_match.documents.phrases.first import first_words
from esteem_match.models import RoleFit
from esteem_match.ui.bars import bars
from esteem_match.ui.details import show_details, show_sureness, show_why
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.words import md, t

More = Callable[[RoleFit], None]  # what a page adds to the card of a role


def _no_more(_fit: RoleFit) -> None:
    """Most pages add nothing."""


def show_first(view: View) -> None:
    """What the result says first."""
    for said in first_words(view):
        para(said)


def show_summary(view: View) -> None:
    """The whole result at a glance: each label with its roles."""
    lines(roles.summary(view))


def show_roles(view: View, more: More = _no_more) -> None:
    """All roles, best label first; roles about equal stand side by side."""
    for word, bands in roles.shelves(view).items():
        heading(roles.label_words(view, word))
        if not roles.fits(word):
            _not_now(view, word, [fit for band in bands for fit in band], more)
        else:
            small(roles.label_what(view, word))
            for band in bands:
                _band(view, word, band, more)


def _band(view: View, word: str, band: Sequence[RoleFit], more: More) -> None:
    if not roles.equal(view, word, band):
        for fit in band:
            _card(view, fit, more)
        return
    small(t("results.equal"))
    for at in range(0, len(band), 2):
        for column, fit in zip(st.columns(2), band[at : at + 2], strict=False):
            with column:
                _card(view, fit, more)


def _card(view: View, fit: RoleFit, more: More) -> None:
    role = view.role(fit)
    with st.container(border=True, key=f"role_{role.id}"):
        heading(role.name, 3)
        para(view.words.put_in(role.line))
        st.html(bars(view, fit))
        show_sureness(view, fit)
        show_why(view, fit)
        more(fit)
        with st.expander(md(t("results.more"))):
            show_details(view, fit)


def _not_now(view: View, word: str, fits: Sequence[RoleFit], more: More) -> None:
    """In short: the name and the reason. A clear no stands; anything else can change."""
    others, closed = roles.refused_last(view, fits)
    if others:
        small(roles.label_what(view, word))
    for fit in (*others, *closed):
        _short_card(view, fit, more)


def _short_card(view: View, fit: RoleFit, more: More) -> None:
    role = view.role(fit)
    with st.container(border=True, key=f"role_{role.id}"):
        heading(role.name, 3)
        show_sureness(view, fit)
        for reason in in_short(view, fit):
            para(reason)
        more(fit)
        with st.expander(md(t("results.more"))):
            para(view.words.put_in(role.line))
            st.html(bars(view, fit))
            show_why(view, fit)
            show_details(view, fit)
