"""Answers shared, and shared again: what is told of it, on a result and on the joint page."""

from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from esteem_match import resources
from esteem_match.service import sharing
from esteem_match.service.failure import Failure
from esteem_match.service.sharing import OwnCopy
from esteem_match.ui import state
from esteem_match.ui.failures import TYPED, telling
from esteem_match.ui.layout import button, note
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.slowly import slowly
from esteem_match.ui.words import t


def share(person: Here) -> bool:
    """Shows a group's newest answers under its share code."""
    with telling("together.failed"):
        sharing.share(resources.store(), person.code)
        return True
    return False


def join(person: Here, text: str) -> bool:
    """Shows a practitioner's newest answers to the group whose share code this is."""
    unknown = {"gone": "together.unknown", "return_code": "together.return"}
    with telling("together.failed", **TYPED, **unknown), slowly():
        state.put("joined", sharing.join(resources.store(), person.code, text))
        return True
    return False


def tell_changed(person: Here, *shown: OwnCopy) -> None:
    """Where others see older answers: so much, and a press that shows them the newest.

    Then, once, since when they see those.
    """
    if state.pop("shared_again") and shown:
        note(t("together.again_done", when=when(shown[0].on, shown[0].at)))
    older = [one for one in shown if dict(one.answers) != person.answers]
    if not older:
        return
    note(t("together.again_what"))
    if button(t("together.again"), "share_again") and all(_again(person, one) for one in older):
        state.put("shared_again", True)
        st.rerun()


def _again(person: Here, shown: OwnCopy) -> bool:
    return share(person) if person.record.side == "group" else join(person, shown.share)


def tell_shared(person: Here) -> None:
    """The same on one's own result, for all with whom it is shared."""
    with suppress(Failure):
        tell_changed(person, *sharing.copies(resources.store(), person))


def when(on: date, at: datetime | None) -> str:
    """The day and the time of where the reader is; the day alone where no more is known."""
    if at is None:
        return day(on)
    there = at.astimezone(_zone())
    return t("together.moment", day=day(there.date()), time=f"{there:%H:%M}")


def _zone() -> tzinfo:
    """The reader's time zone, as the browser tells it."""
    with suppress(KeyError, ValueError, OSError):
        return ZoneInfo(st.context.timezone or "")
    return UTC
