"""Why a role stands where it does, what would change it, and how to begin."""

import streamlit as st

from esteem_match.documents.phrases import View, details, sure
from esteem_match.documents.phrases.details import Told
from esteem_match.models import RoleFit
from esteem_match.ui import html
from esteem_match.ui import open_questions as asked
from esteem_match.ui.layout import heading, lines, para, small

MOST_ASKED = 5


def show_why(view: View, fit: RoleFit) -> None:
    """The few answers that speak most for a role, and those that speak most against it."""
    for told in details.why(view, fit):
        small(told.title)
        lines(told.texts)


def show_sureness(view: View, fit: RoleFit) -> None:
    """How sure its place is; of an open role, the one question to answer first."""
    said, first = sure.sure(view, fit), sure.first_asked(view, fit)
    if said:
        st.html(html.small(said) + (asked.first(view, first) if first else ""))


def show_asked(view: View, fit: RoleFit) -> None:
    """The questions on which it still hangs."""
    found = sure.asked(view, fit)[:MOST_ASKED]
    if found:
        heading(view.words.t("results.waiting"), 4)
        st.html(asked.listed(found))


def show_details(view: View, fit: RoleFit) -> None:
    """All else there is to say; how to begin only where the role may fit."""
    para(view.words.put_in(view.role(fit).meaning))
    show_asked(view, fit)
    for told in details.details(view, fit):
        _tell(told)


def _tell(told: Told) -> None:
    if told.title:
        heading(told.title, 4)
    if told.lead:
        small(told.lead)
    if told.listed:
        lines(told.texts)
    else:
        para(told.texts[0])
