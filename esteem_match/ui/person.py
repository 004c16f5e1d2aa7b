"""Who is here in this tab: its code, or its browser's cookie, and what that opens."""

import streamlit as st

from esteem_match import resources
from esteem_match.models import NAMES, Answers, Side
from esteem_match.service import person, records
from esteem_match.service.failure import Failure
from esteem_match.service.person import Here as Here
from esteem_match.service.person import Owner
from esteem_match.service.rules import Rules
from esteem_match.store import Record
from esteem_match.ui import state, words
from esteem_match.ui.slowly import slowly
from esteem_match.ui.words import t

COOKIE = "esteem_code"
OF_ONE = (
    "kept",
    "plans",
    "name",
    "round",
    "unkept",
    "by_cookie",
    "switched",
    "_did_start",
    "_did_another",
)


def cookie() -> str | None:
    """The code that this browser kept, as it stood when its connection was made."""
    return st.context.cookies.get(COOKIE)


def here() -> Here | None:
    """Opens the record of this tab's code, or of the cookie's; None where there is none to open."""
    code = state.get("code") or (None if state.get("left") else cookie())
    if not code:
        return None
    if not state.get("code"):
        state.put("by_cookie", True)
    try:
        with slowly():
            owner = records.load(resources.store(), code)
    except Failure as failure:
        if failure.code != "gone":
            raise
        state.drop("code")
        state.put("left", True)
        return None
    return _remember(owner)


def _remember(owner: Owner) -> Here:
    state.put("code", owner.code)
    state.put("side", owner.record.side)
    if state.get("language") is None:
        words.choose_language(owner.record.language)
    opened = person.here(owner, words.rules())
    call_by_name(opened)
    return opened


def found(code: str, record: Record, language: str) -> Here:
    """Whom a record is of, for a page that no run is drawing. Raises StoreError."""
    owner = Owner(code, record, resources.store().seats.load(code))
    return person.here(owner, Rules(resources.library(), resources.content_of, language))


def call_by_name(person: Here) -> None:
    """From here on the words of this screen use the name that this person's answers give."""
    state.put("name", str(person.answers.get(NAMES[person.record.side]) or ""))


def start(side: Side, answers: Answers) -> None:
    """Makes a new record for this side, with the consent just given, and opens it."""
    agreed = t("consent.version")
    come_in(records.start(resources.store(), words.rules(), side, agreed, answers))


def come_in(code: str) -> None:
    """This tab is now the person with this code; the browser is told by the page (browser.keep)."""
    state.drop(*OF_ONE, "left")
    state.put("code", code)


def step_out() -> None:
    """Nobody is here now, in this tab."""
    state.drop(*OF_ONE, "code")
    state.put("left", True)
