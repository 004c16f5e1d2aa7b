"""Answers brought in a file: read, judged, and kept under a new code once somebody says yes."""

import streamlit as st

from esteem_match import export, resources
from esteem_match.export import Export
from esteem_match.service import files
from esteem_match.service.failure import Failure
from esteem_match.store import Imported
from esteem_match.ui import browser, state
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, note, para, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here, come_in
from esteem_match.ui.welcome.consent import ask_consent
from esteem_match.ui.words import rules, t

_BAD = {
    "large": "mydata.bad_large",
    "not_json": "mydata.bad_not_json",
    "not_ours": "mydata.bad_not_ours",
    "newer": "mydata.bad_newer",
    "broken": "mydata.bad_broken",
    "days": "mydata.bad_days",
    "unknown": "mydata.bad_unknown",
    "unfit": "mydata.bad_unfit",
}


def bringing() -> bool:
    """Whether somebody is on the page for bringing a file."""
    return st.query_params.get("page") == "bring"


def offer_bring() -> None:
    """The way to that page."""
    if button(t("mydata.bring_go"), "to_bring"):
        go("mine", page="bring")


def bring(person: Here | None) -> None:
    """A file is chosen, what it holds is said, and after a yes its answers are kept here."""
    para(t("mydata.bring_what"))
    if person is not None:
        note(t("mydata.bring_here"))
    _choose()
    kept = state.get("brought")
    if kept is not None:
        _ask(kept)
    if button(t("mydata.bring_back"), "bring_back"):
        _back(person)


def _choose() -> None:
    chosen = browser.choose_file(t("mydata.bring_label"), export.LARGEST)
    if not chosen.text and not chosen.problem:
        return
    state.drop("brought")
    with telling(None, **_BAD):
        if chosen.problem:
            raise Failure("large" if chosen.problem == "large" else "not_json")
        kept = files.read(chosen.text)
        imported(kept)
        state.put("brought", kept)


def _ask(kept: Export) -> None:
    """What was found, and the same yes as at any start."""
    side = t(f"mydata.side_{kept.side}")
    note(t("mydata.found", side=side, count=len(kept.answers), day=day(kept.written)))
    if kept.times:
        days = ", ".join(day(one.day) for one in kept.times)
        note(t("earlier.found", count=len(kept.times), days=days))
    if kept.waits:
        note(t("earlier.found_waits"))
    found = imported(kept)
    if found.version != kept.questions:
        note(t("mydata.found_elsewhere"))
    if not all(rules().readable(time.version) for time in found.times):
        note(t("earlier.found_unread"))
    agreed = ask_consent("agreed_bring")
    if button(t("mydata.bring"), "bring", main=True):
        _keep(kept, agreed)


def _keep(kept: Export, agreed: bool) -> None:
    if not agreed:
        wrong(t("mydata.bring_needed"))
        return
    with telling("consent.failed"):
        come_in(files.bring(resources.store(), imported(kept)))
        state.drop("brought")
        go("assess", step="code")


def imported(kept: Export) -> Imported:
    """What a file holds, in the form in which it is kept here; with the yes that was just given."""
    return files.imported(resources.store(), rules(), kept, t("consent.version"))


def _back(person: Here | None) -> None:
    state.drop("brought")
    if person is None:
        go("welcome")
    show_step()
