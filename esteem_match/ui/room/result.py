"""The picture that a guest may see: a revealed round, and what was written on it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from esteem_match import resources
from esteem_match.documents.phrases.room import Picture
from esteem_match.models import SHOWN
from esteem_match.store import Agreement, Room, Seated, Shown
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import words
from esteem_match.words import Words

ROOMS = 32  # of which the picture is kept at hand
KEPT = 900.0  # seconds


@dataclass
class _Place:
    """One picture at hand, and whoever makes it. It knows nobody who looks at it."""

    lock: Lock = field(default_factory=Lock)
    since: float = field(default_factory=time.monotonic)
    picture: Picture | None = None


_places: dict[tuple[object, ...], _Place] = {}
_one_at_a_time = Lock()


def picture(guest: Guest) -> Picture | None:
    """The newest picture that this guest may see: made once for all who see the same.

    It calls the group 'your group', or 'the group', and not by the name that one of them typed.
    A room's beat, which was read before, moves with all that is shown of it, but for what expires.
    """
    if guest.room and guest.host:
        return picture_of(guest.host, guest.room, words())
    if guest.person is None or guest.seat is None:
        return None
    if guest.seat.state not in SHOWN:  # an earlier one, which hangs on the rounds before as well
        return _seated(guest.person.code, guest.seat, words())
    return picture_for(guest.person.code, guest.seat, words())


def picture_of(host: str, room: Room, words: Words) -> Picture | None:
    """The same for whoever runs the workshop."""
    key = ("host", room.tag, room.beat, room.version)
    return _at_hand(key, words, lambda: _hosts(host, room, words))


def picture_for(code: str, seat: Seated, words: Words) -> Picture | None:
    """The same for somebody who takes part in a round that is shown."""
    key = (seat.room, seat.beat, seat.number, seat.version)
    return _at_hand(key, words, lambda: _seated(code, seat, words))


def _at_hand(
    key: tuple[object, ...], words: Words, make: Callable[[], Picture | None]
) -> Picture | None:
    place = _at((*key, resources.store().today(), words.language, words.side))
    with place.lock:
        place.picture = place.picture or make()
        return place.picture


def _at(key: tuple[object, ...]) -> _Place:
    now = time.monotonic()
    with _one_at_a_time:
        old = [one for one, place in _places.items() if now - place.since > KEPT]
        for one in old or list(_places)[: -ROOMS or None]:
            del _places[one]
        return _places.setdefault(key, _Place())


def _hosts(host: str, room: Room, words: Words) -> Picture | None:
    rooms = resources.store().rooms
    shown = rooms.board(host)
    return _picture(room.name, room.version, shown, rooms.agreement(host), words)


def _seated(code: str, seat: Seated, words: Words) -> Picture | None:
    seats = resources.store().seats
    return _picture(seat.name, seat.version, seats.board(code), seats.agreement(code), words)


def _picture(
    name: str, version: str, shown: Sequence[Shown], said: Agreement, words: Words
) -> Picture | None:
    if not shown:
        return None
    *before, newest = shown
    return Picture(
        resources.content_of(version, words.language),
        newest.board,
        newest.number,
        (before[-1].number, before[-1].board) if before else None,
        said.now,
        said.history,
        replace(words, group=""),
        name,
        version,
    )
