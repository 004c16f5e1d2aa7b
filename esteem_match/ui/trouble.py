"""In the place of a page that failed. Where the store is away, the page comes back by itself."""

from contextlib import suppress

import streamlit as st

from esteem_match import resources
from esteem_match.service.failure import Failure, as_failure, failure_of
from esteem_match.ui import state
from esteem_match.ui.layout import button, title, wrong
from esteem_match.ui.words import t

PAUSE = 5.0  # seconds


def trouble(error: Exception) -> None:
    """What is shown where a page failed, and how to go on."""
    if failure_of(error).code == "away":
        _away()
        return
    title(t("error.title"))
    wrong(t("error.what"))


def _away() -> None:
    title(t("fault.away_title"))
    wrong(t("fault.away"))
    keep_trying()


def keep_trying() -> None:
    """Below what is told where the store failed: has the page drawn anew once it answers."""
    button(t("fault.again"), "again")
    state.put("away", True)
    _try_again()


@st.fragment(run_every=PAUSE)
def _try_again() -> None:
    """Draws the page anew once the store answers; not in the run that has just found it away."""
    if state.pop("away"):
        return
    with suppress(Failure), as_failure():
        resources.store().ping()
        st.rerun()
