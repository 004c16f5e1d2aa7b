"""Answers brought in a file: read, judged, and kept under a new code once somebody says yes."""

import streamlit as st

from esteem_match import content, keepsake, resources
from esteem_match.keepsake import BadFile, Keepsake
from esteem_match.models import Answer
from esteem_match.store import StoreError
from esteem_match.ui import browser, state, words
from esteem_match.ui.code import day
from esteem_match.ui.layout import button, note, para, wrong
from esteem_match.ui.person import Here, come_in, content_of
from esteem_match.ui.ways import go, show_step
from esteem_match.ui.words import md, t


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
    chosen = browser.choose_file(t("mydata.bring_label"), keepsake.LARGEST)
    if not chosen.text and not chosen.problem:
        return
    state.drop("brought")
    try:
        if chosen.problem:
            raise BadFile("large" if chosen.problem == "large" else "not_json")
        kept = keepsake.read(chosen.text)
        _fitted(kept)
        state.put("brought", kept)
    except BadFile as bad:
        wrong(t(f"mydata.bad_{bad.code}", count=len(bad.items)))


def _ask(kept: Keepsake) -> None:
    """What was found, and the same yes as at any start."""
    side = t(f"mydata.side_{kept.side}")
    note(t("mydata.found", side=side, count=len(kept.answers), day=day(kept.written)))
    if _fitted(kept)[0] != kept.questions:
        note(t("mydata.found_elsewhere"))
    para(t("consent.kept", days=resources.store().keep_days))
    para(t("consent.health"))
    para(t("consent.undo"))
    with st.container(key="yes"):
        agreed = st.checkbox(md(t("consent.yes")), key="agreed_bring")
    if button(t("mydata.bring"), "bring", main=True):
        _keep(kept, agreed)


def _keep(kept: Keepsake, agreed: bool) -> None:
    if not agreed:
        wrong(t("mydata.bring_needed"))
        return
    version, answers = _fitted(kept)
    store, consent = resources.store(), t("consent.version")
    try:
        code = store.create(kept.side, version, consent, words.language(), answers)
    except StoreError:
        wrong(t("consent.failed"))
        return
    state.drop("brought")
    come_in(code)
    go("assess", step="code")


def _fitted(kept: Keepsake) -> tuple[str, dict[str, Answer]]:
    """The version by which the answers are kept here, and the answers. Raises BadFile.

    The questions that were answered, where they are known here; else today's.
    """
    try:
        own = content_of(kept.questions, words.language())
        return kept.questions, keepsake.fit(kept, own)
    except content.ArchiveError:
        library = resources.library()
        return library.version, keepsake.fit(kept, library.contents[words.language()])


def _back(person: Here | None) -> None:
    state.drop("brought")
    if person is None:
        go("welcome")
    show_step()
