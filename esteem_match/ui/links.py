"""Ways: the pages of the program, links to them, and going there within one visit."""

from copy import copy
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from esteem_match.ui import html, state
from esteem_match.ui.words import t

PAGES = Path(__file__).resolve().parents[2] / "pages"
_PLACES = ("welcome", "assess", "results", "together", "workshop", "mine", "forms", "about")
_THIS_DEVICE = ("localhost", "127.0.0.1", "::1")
_STREAMLITS = "embed"  # what begins so, in an address, is Streamlit's own, and it refuses to be set


class Target(NamedTuple):
    """Where a link leads: a page of the program, and what its address says."""

    page: str
    params: dict[str, str]


def places() -> dict[str, st.Page]:
    """Every page of the program, by name; its address is its name."""
    return {name: _place(name) for name in _PLACES}


def _place(name: str) -> st.Page:
    """A page of this run's own: Streamlit notes in it that it was run."""
    return copy(_found(name, t(f"{name}.nav")))


@cache
def _found(name: str, title: str) -> st.Page:
    """Made once: Streamlit looks on the disk for its file."""
    return st.Page(
        PAGES / f"{name}.py",
        title=title,
        url_path=name,
        default=name == "welcome",
        visibility="hidden",
    )


def go(name: str, /, **params: str) -> NoReturn:
    """Opens another page. The language goes along, for Streamlit drops the query."""
    st.switch_page(_place(name), query_params={**params, **spoken()})


def spoken() -> dict[str, str]:
    """The language that the address asks for, as a query that goes along."""
    asked = st.query_params.get("lang")
    return {"lang": asked} if asked else {}


def at_step(**params: str) -> None:
    """From here on, this run draws another step of its page: one entry in the browser's history."""
    st.query_params.from_dict({**params, **spoken()})


def show_step(**params: str) -> NoReturn:
    """Moves to another step of the same page, and draws it from its top."""
    at_step(**params)
    st.rerun()


def target_of(touched: str) -> Target | None:
    """Where a link leads; None for what is no page of ours, whoever sent it."""
    place, _, query = touched.partition("?")
    name = place.removeprefix("/") or "welcome"
    said = {key: value for key, value in parse_qsl(query) if not key.startswith(_STREAMLITS)}
    return Target(name, said) if touched and name in _PLACES else None


def follow(way: Target) -> NoReturn:
    """Goes where a link leads, within this visit."""
    if way.page == state.get("place"):
        show_step(**way.params)
    go(way.page, **way.params)


def home(page: str = "") -> str:
    """The whole address of a page, as this browser knows it."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/{page}"


def is_local() -> bool:
    """Whether that address means nothing to any other device."""
    return urlsplit(home()).hostname in _THIS_DEVICE


def link(page: str, label: str, /, *, here: bool = False, **params: str) -> str:
    """A link to a page of ours, as HTML. `label` is HTML; `here`: it leads to this very page."""
    return html.markup_link(page, label, {**params, **spoken()}, here=here)
