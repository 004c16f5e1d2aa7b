"""A group's own result: its needs, what it would welcome, and what it does not want."""

import streamlit as st

from esteem_match.say import View, group
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.words import t


def show_needs(view: View) -> None:
    """The four areas of support as a profile in words."""
    heading(t("results.needs"))
    small(t("results.needs_what"))
    lines(group.needs(view))


def show_wished(view: View) -> None:
    """What the members said yes to, whatever the rules make of it."""
    _listed(t("results.wished"), group.wished(view), t("results.wished_none"))


def show_unwanted(view: View) -> None:
    _listed(t("results.unwanted"), group.unwelcome(view), group.nothing_unwelcome(view))


def _listed(title: str, texts: list[str], none: str) -> None:
    """A list with its heading; or what is said where there is nothing to list, if anything is."""
    if texts or none:
        heading(title)
    if texts:
        lines(texts)
    elif none:
        para(none)


def show_own_words(view: View) -> None:
    """What the group wrote itself, beside what fits."""
    own, (title, avoid) = group.own_words(view), group.own_titles(view)
    if own:
        heading(title)
    if "want" in own:
        st.text(own["want"])
    if "avoid" in own:
        heading(avoid, 3)
        st.text(own["avoid"])
