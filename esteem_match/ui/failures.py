"""What a page says where something could not be done, or where all of it failed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

import streamlit as st

from esteem_match import resources
from esteem_match.service.failure import Failure, as_failure, failure_of
from esteem_match.ui import state
from esteem_match.ui.layout import button, title, wrong
from esteem_match.ui.words import t

Case = str | Callable[[], object]
PAUSE = 5.0  # seconds
TYPED: Mapping[str, str] = {
    "slip": "code.slip",
    "length": "code.length",
    "letters": "code.letters",
}
"""What is wrong with a code that was typed."""
TEXTS: Mapping[str, str] = {"too_long": "bad.too_long"}
"""What is wrong with a text."""


@contextmanager
def telling(failed: str | None, **cases: Case) -> Iterator[None]:
    """Does what stands in it, or says in a red box why that could not be done.

    `cases` are the words for some failures by their codes, or lead elsewhere; `failed` are those
    for all others, which without it are the whole page's.
    """
    try:
        yield
    except Failure as failure:
        case = cases.get(failure.code, failed)
        if callable(case):
            case()
        elif case:
            wrong(t(case, **failure.values))
        else:
            raise


def trouble(error: Exception) -> None:
    """In the place of a page that failed. It comes back by itself where the store is away."""
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
