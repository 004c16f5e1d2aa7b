"""A group's own result: its needs, what it would welcome, and what it does not want."""

import streamlit as st

from esteem_match.documents.phrases import View, group
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.words import t


def show_needs(view: View) -> None:
    """The four areas of support as a profile in words."""
    heading(t("results.needs"))
    small(t("results.needs_what"))
    lines(group.needs(view))


def show_wished(view: View) -> None:
    """What the members said yes to, whatever the rules make of it."""
    heading(t("results.wished"))
    _lines_or(group.wished(view), t("results.wished_none"))


def show_unwanted(view: View) -> None:
    heading(t("results.unwanted"))
    _lines_or(group.unwanted(view), t("results.unwanted_none"))


def _lines_or(texts: list[str], none: str) -> None:
    if texts:
        lines(texts)
    else:
        para(none)


def show_own_words(view: View) -> None:
    """What the group wrote itself, where both sides look."""
    own = group.own_words(view)
    if own:
        heading(t("together.words"))
    if "want" in own:
        st.text(own["want"])
    if "avoid" in own:
        heading(t("letter.avoid"), 3)
        st.text(own["avoid"])
