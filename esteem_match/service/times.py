"""Time and again: answered anew, taken back, and kept for longer."""

from datetime import date, timedelta
from typing import NamedTuple

from esteem_match.models import NAMES
from esteem_match.service.failure import as_failure
from esteem_match.service.person import Here
from esteem_match.service.rules import Rules
from esteem_match.store import LATE, Record, Store

WORTH = timedelta(days=7)  # who asked last week is not asked again for a day more


class Longer(NamedTuple):
    """Until when answers can be kept; `agreed`: the day for which, where a workshop has set one."""

    until: date
    agreed: date | None


@as_failure()
def begin(store: Store, rules: Rules, person: Here) -> None:
    """Today's questions, from empty but for the group's name, which later ones put in."""
    store.times.begin(person.code, rules.version, [NAMES[person.record.side]])


@as_failure()
def back(store: Store, code: str) -> None:
    """The answers of the last time, in the place of today's."""
    store.times.back(code)


@as_failure()
def hold(store: Store, code: str, until: date | None) -> None:
    """Keeps answers until that day, or as long as any others."""
    store.times.hold(code, until)


def asked(record: Record) -> bool:
    """Whether answers are kept because their person asked for it, and not by their last change."""
    return record.asked_until is not None and record.asked_until == record.expires


@as_failure()
def longer(store: Store, person: Here) -> Longer | None:
    """Until when answers can be kept for the next time, where they would go before."""
    agreed = _agreed(store, person)
    until = min((agreed or look_again(store, person)) + LATE, store.times.longest())
    if until - person.record.expires < WORTH or not person.answers:
        return None
    return Longer(until, agreed)


@as_failure()
def look_again(store: Store, person: Here) -> date:
    """The day to look again, where nothing is agreed: about half a year from today."""
    return store.today() + timedelta(days=person.content.model.report.look_again_days)


def _agreed(store: Store, person: Here) -> date | None:
    """The day to look again that a workshop has written down, if it is still to come."""
    if person.seat is None:
        return None
    written = store.seats.agreement(person.code).now.get("again")
    found = date.fromisoformat(written) if written else None
    return found if found and found >= store.today() else None
