"""Answers brought in a file: read, judged, and kept under a new code once somebody says yes."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from esteem_match import content, export, resources
from esteem_match.export import BadFile, Earlier, Keepsake, Said
from esteem_match.models import Answer, Side
from esteem_match.store import StoreError, Time, Whole
from esteem_match.ui import browser, state, words
from esteem_match.ui.layout import button, note, para, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here, come_in
from esteem_match.ui.welcome.consent import ask_consent
from esteem_match.ui.words import t


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
    try:
        if chosen.problem:
            raise BadFile("large" if chosen.problem == "large" else "not_json")
        kept = export.read(chosen.text)
        whole(kept)
        state.put("brought", kept)
    except BadFile as bad:
        wrong(t(f"mydata.bad_{bad.code}", count=len(bad.items)))


def _ask(kept: Keepsake) -> None:
    """What was found, and the same yes as at any start."""
    side = t(f"mydata.side_{kept.side}")
    note(t("mydata.found", side=side, count=len(kept.answers), day=day(kept.written)))
    if kept.times:
        days = ", ".join(day(one.day) for one in kept.times)
        note(t("earlier.found", count=len(kept.times), days=days))
    if kept.waits:
        note(t("earlier.found_waits"))
    found = whole(kept)
    if found.version != kept.questions:
        note(t("mydata.found_elsewhere"))
    if any(not _known(time.version) for time in found.times):
        note(t("earlier.found_unread"))
    agreed = ask_consent("agreed_bring")
    if button(t("mydata.bring"), "bring", main=True):
        _keep(kept, agreed)


def _keep(kept: Keepsake, agreed: bool) -> None:
    if not agreed:
        wrong(t("mydata.bring_needed"))
        return
    try:
        code = resources.store().times.bring(whole(kept))
    except StoreError:
        wrong(t("consent.failed"))
        return
    state.drop("brought")
    come_in(code)
    go("assess", step="code")


def whole(kept: Keepsake) -> Whole:
    """What a file holds, in the form in which it is kept here: all of it, or BadFile."""
    today = resources.store().today()
    export.check_days(kept, today)
    version, answers = _fitted(kept.side, kept.questions, kept.answers)
    return Whole(
        side=kept.side,
        version=version,
        consent_version=t("consent.version"),
        language=words.language(),
        answers=answers,
        answered=min(kept.said_on, today) if kept.said_on else None,
        times=tuple(_time(kept.side, one, at, today) for at, one in enumerate(kept.times, 1)),
    )


def _time(side: Side, one: Earlier, number: int, today: date) -> Time:
    """An earlier time. Where neither its questions nor today's fit it, it stays as it is."""
    try:
        version, answers = _fitted(side, one.questions, one.answers)
    except BadFile:
        if _known(one.questions):
            raise
        version, answers = one.questions, export.unread(one.answers)
    return Time(number=number, day=min(one.day, today), version=version, answers=answers)


def _fitted(side: Side, version: str, said: Sequence[Said]) -> tuple[str, dict[str, Answer]]:
    """The version by which answers are kept here, and the answers. Raises BadFile.

    The questions that were answered, where they are known here; else today's.
    """
    if not _known(version):
        version = resources.library().version
    return version, export.fit(side, said, resources.content_of(version, words.language()))


def _known(version: str) -> bool:
    """Whether these questions can be read here."""
    try:
        resources.content_of(version, words.language())
    except content.ArchiveError:
        return False
    return True


def _back(person: Here | None) -> None:
    state.drop("brought")
    if person is None:
        go("welcome")
    show_step()
