"""Seats in a workshop: its join code looked up, a seat taken, finished, and left."""

from collections.abc import Mapping

from esteem_match import codes
from esteem_match.models import Seat
from esteem_match.service.failure import Failure, as_failure
from esteem_match.store import Invitation, JoinForm, NotFound, Seated, Store
from esteem_match.workshop import MEMBERS

MINUTES = 10
FAILURES_MOST = 60  # of one address: a hall of two hundred phones shares one, and mistypes
FAILURES_MOST_IN_ALL = 300


@as_failure()
def look_up(store: Store, text: str, address: str) -> Invitation:
    """What the join code that was typed opens. Wrong ones are counted, good ones never.

    Fails as "crowded" where so many wrong ones came that none is tried from there for a while.
    """
    if _crowded(store, address):
        raise Failure("crowded")
    try:
        return store.seats.invitation(codes.read_join(text))
    except NotFound:
        store.failures.note(address, "all")
        raise


def _crowded(store: Store, address: str) -> bool:
    """Those of everybody together hold back only addresses that have sent wrong ones themselves."""
    wrong_here = store.failures.count(address, MINUTES)
    many = wrong_here > 0 and store.failures.count("all", 1) >= FAILURES_MOST_IN_ALL
    return many or wrong_here >= FAILURES_MOST


@as_failure()
def join(store: Store, form: JoinForm, seat: Seat, consent: str, language: str) -> str:
    """A seat for a new record; gives its code. A form that is sent again takes no second one."""
    try:
        return store.seats.join(form.join_code, seat, consent, language, form.code)
    except NotFound:
        if taken(store, form):  # just before the round was closed
            return form.code
        raise


@as_failure()
def taken(store: Store, form: JoinForm) -> Seated | None:
    """The seat that a form has taken; None as long as it has not."""
    try:
        return store.seats.load(form.code)
    except NotFound:
        return None


@as_failure()
def sit(store: Store, code: str, join_code: str, seat: Seat) -> None:
    """A seat for the answers that are there."""
    store.seats.sit(code, join_code, seat)


@as_failure()
def finish(store: Store, code: str, *, done: bool) -> None:
    store.seats.finish(code, done)


@as_failure()
def reply(store: Store, code: str, replies: Mapping[str, bool]) -> None:
    """Whether a member can live with what is asked; fails as "late" once that is over."""
    seat = store.seats.load(code)
    if seat is None or seat.seat not in MEMBERS:
        raise Failure("late")
    store.seats.reply(code, replies)


@as_failure()
def leave(store: Store, code: str) -> None:
    store.seats.stand(code)
