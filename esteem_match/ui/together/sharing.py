"""Answers shared, and shared again: what is told of it, on a result and on the joint page."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

import streamlit as st

from esteem_match import codes, resources
from esteem_match.models import Answers
from esteem_match.store import NotFound, StoreError
from esteem_match.ui import state
from esteem_match.ui.layout import button, note, wrong
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.words import t
from esteem_match.web.protect import slow

Act = Callable[[], bool]


class Shown(NamedTuple):
    """What others see of somebody's answers, since when, and what shows them the newest."""

    answers: Answers
    on: date
    at: datetime | None
    again: Act


def share(person: Here) -> bool:
    """Shows a group's newest answers under its share code."""
    try:
        resources.store().share(person.code)
    except StoreError:
        wrong(t("together.failed"))
        return False
    return True


def join(person: Here, text: str) -> bool:
    """Shows a practitioner's newest answers to the group whose share code this is."""
    try:
        code = codes.read(text)
        resources.store().join(person.code, code)
    except codes.BadCode as problem:
        wrong(t(f"code.{problem}"))
    except NotFound:
        slow.pause(st.context.ip_address)
        wrong(t("together.return" if _brings_back(text) else "together.unknown"))
    except StoreError:
        wrong(t("together.failed"))
    else:
        state.put("joined", code)
        return True
    return False


def _brings_back(text: str) -> bool:
    """Whether somebody took a code that brings answers back for a share code."""
    try:
        resources.store().load(text)
    except NotFound:
        return False
    return True


def tell_changed(person: Here, *shown: Shown) -> None:
    """Where others see older answers: so much, and a press that shows them the newest.

    Then, once, since when they see those.
    """
    if state.pop("shared_again") and shown:
        note(t("together.again_done", when=when(shown[0].on, shown[0].at)))
    older = [one for one in shown if dict(one.answers) != person.answers]
    if not older:
        return
    note(t("together.again_what"))
    if button(t("together.again"), "share_again") and all(one.again() for one in older):
        state.put("shared_again", True)
        st.rerun()


def tell_shared(person: Here) -> None:
    """The same on one's own result, for all with whom it is shared."""
    with suppress(StoreError):
        tell_changed(person, *_all_shown(person))


def _all_shown(person: Here) -> Iterator[Shown]:
    store, record = resources.store(), person.record
    if record.share:
        shared = store.shared(record.share, person.code)
        yield Shown(shared.group, shared.on, shared.at, partial(share, person))
    for code in record.joined:
        own = store.shared(code, person.code).practitioners[0]
        yield Shown(own.answers, own.on, own.at, partial(join, person, code))


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
