"""The result that a guest may see: a revealed round, and what was written on it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock

from esteem_match import resources
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import SHOWN, Asking
from esteem_match.store import Agreement, Past, Room, Seated, Shown
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import words
from esteem_match.words import Words

ROOMS = 32  # of which the result is kept at hand
KEPT = 900.0  # seconds


@dataclass
class _Place:
    """One result at hand, and whoever makes it. It knows nobody who looks at it."""

    lock: Lock = field(default_factory=Lock)
    since: float = field(default_factory=time.monotonic)
    result: RoundResult | None = None


_places: dict[tuple[object, ...], _Place] = {}
_one_at_a_time = Lock()


def round_result(guest: Guest, number: int = 0) -> RoundResult | None:
    """The newest result that this guest may see, or an earlier one of a round that was theirs.

    Made once for all who see the same.

    It calls the group 'your group', or 'the group', and not by the name that one of them typed.
    A room's revision, which was read before, moves with all that is shown, but for what expires.
    """
    if number:
        return _earlier(guest, number, words())
    if guest.room and guest.host:
        return result_of(guest.host, guest.room, words())
    if guest.person is None or guest.seat is None:
        return None
    if guest.seat.state not in SHOWN:  # an earlier one, which hangs on the rounds before as well
        return _seated(guest.person.code, guest.seat, words())
    return result_for(guest.person.code, guest.seat, words())


def result_of(host: str, room: Room, words: Words) -> RoundResult | None:
    """The same for whoever runs the workshop."""
    key = ("host", room.tag, room.revision, room.version)
    return _at_hand(key, words, lambda: _hosts(host, room, words))


def result_for(code: str, seat: Seated, words: Words) -> RoundResult | None:
    """The same for somebody who takes part in a round that is shown."""
    key = (seat.room, seat.revision, seat.number, seat.version)
    return _at_hand(key, words, lambda: _seated(code, seat, words))


def _at_hand(
    key: tuple[object, ...], words: Words, make: Callable[[], RoundResult | None]
) -> RoundResult | None:
    place = _at((*key, resources.store().today(), words.language, words.side))
    with place.lock:
        place.result = place.result or make()
        return place.result


def _at(key: tuple[object, ...]) -> _Place:
    now = time.monotonic()
    with _one_at_a_time:
        old = [one for one, place in _places.items() if now - place.since > KEPT]
        for one in old or list(_places)[: -ROOMS or None]:
            del _places[one]
        return _places.setdefault(key, _Place())


def earlier_rounds(guest: Guest) -> tuple[int, ...]:
    """The rounds before this one whose result this guest has seen: the host's, or their own."""
    rounds: Sequence[Past | Seated] = ()
    if guest.room:
        rounds = guest.room.rounds
    elif guest.person and guest.seat and guest.seat.number > 1:
        rounds = resources.store().seats.history(guest.person.code)
    now = guest.room.number if guest.room else guest.seat.number if guest.seat else 0
    return tuple(one.number for one in rounds if one.state in SHOWN and one.number < now)


def _earlier(guest: Guest, number: int, words: Words) -> RoundResult | None:
    """As it was when the next round began, with what was written by then."""
    if number not in earlier_rounds(guest):
        return None
    if guest.room and guest.host:
        made = partial(_hosts, guest.host, guest.room, words, number)
        return _at_hand(("host", guest.room.tag, guest.room.revision, number), words, made)
    if guest.person is None or guest.seat is None:
        return None
    seat = guest.seat
    made = partial(_seated, guest.person.code, seat, words, number)
    return _at_hand((seat.room, seat.revision, number, seat.version, "earlier"), words, made)


def _hosts(host: str, room: Room, words: Words, upto: int = 0) -> RoundResult | None:
    rooms = resources.store().rooms
    found = _upto(upto, rooms.board(host), rooms.agreement(host))
    return _result((room.name, room.version), *found, rooms.askings(host), words)


def _seated(code: str, seat: Seated, words: Words, upto: int = 0) -> RoundResult | None:
    seats = resources.store().seats
    found = _upto(upto, seats.board(code), seats.agreement(code))
    return _result((seat.name, seat.version), *found, seats.askings(code), words)


def _upto(
    number: int, shown: Sequence[Shown], said: Agreement
) -> tuple[Sequence[Shown], Agreement]:
    """What stood when round `number` ended; all, where there is no number."""
    if not number:
        return shown, said
    history = tuple(one for one in said.history if one.number <= number)
    now = {one.field: one.value for one in history}
    kept = [one for one in shown if one.number <= number]
    return kept, Agreement(now=now, history=history)


def _result(
    of: tuple[str, str],
    shown: Sequence[Shown],
    said: Agreement,
    asked: tuple[Asking, ...],
    words: Words,
) -> RoundResult | None:
    if not shown:
        return None
    name, version = of
    *before, newest = shown
    return RoundResult(
        resources.content_of(version, words.language),
        newest.board,
        newest.number,
        (before[-1].number, before[-1].board) if before else None,
        said.now,
        said.history,
        replace(words, group=""),
        name,
        version,
        newest.agreed,
        asked,
    )
