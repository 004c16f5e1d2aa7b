"""Keeping answers for the next time: only where somebody asks for it, up to a day that is said."""

from collections.abc import Mapping
from datetime import date, timedelta

from esteem_match import resources
from esteem_match.store import LATE, Record, StoreError
from esteem_match.ui.layout import button, para, small, wrong
from esteem_match.ui.links import show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.words import t

WORTH = timedelta(days=7)  # who asked last week is not asked again for a day more


def offer_longer(person: Here, **step: str) -> None:
    """Where answers go before there is a next time: the way to keep them until then, and back."""
    if asked(person.record):
        _offer_usual(person, step)
    agreed = _agreed(person)
    ahead = timedelta(days=person.content.model.report.look_again_days)
    when = agreed or resources.store().today() + ahead
    until = min(when + LATE, resources.store().times.longest())
    if until - person.record.expires < WORTH or not person.answers:
        return
    para(t("keeping.agreed", day=day(agreed)) if agreed else t("keeping.half_year"))
    small(t("keeping.code"))
    if button(t("keeping.keep", day=day(until)), "keep_longer"):
        _hold(person, until, step)


def asked(record: Record) -> bool:
    """Whether answers are kept because their person asked for it, and not by their last change."""
    return record.asked_until is not None and record.asked_until == record.expires


def _offer_usual(person: Here, step: Mapping[str, str]) -> None:
    store = resources.store()
    usual = store.today() + timedelta(days=store.keep_days)
    small(t("keeping.usual_what", day=day(usual)))
    if button(t("keeping.usual"), "keep_usual"):
        _hold(person, None, step)


def _agreed(person: Here) -> date | None:
    """The day to look again that a workshop has written down, if it is still to come."""
    if person.seat is None:
        return None
    written = resources.store().seats.agreement(person.code).now.get("again")
    found = date.fromisoformat(written) if written else None
    return found if found and found >= resources.store().today() else None


def _hold(person: Here, until: date | None, step: Mapping[str, str]) -> None:
    try:
        resources.store().times.hold(person.code, until)
    except StoreError:
        wrong(t("together.failed"))
    else:
        show_step(**step)
