"""The picture that a guest may see: a revealed round, and what was written on it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from esteem_match import resources
from esteem_match.models import SHOWN
from esteem_match.say.room import Picture
from esteem_match.store import Agreement, Shown
from esteem_match.ui.person import content_of
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import language, words

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
    where = _stands(guest)
    if where is None:
        return _make(guest)
    place = _at((*where, guest.version, resources.store().today(), language(), words().side))
    with place.lock:
        place.picture = place.picture or _make(guest)
        return place.picture


def _at(key: tuple[object, ...]) -> _Place:
    now = time.monotonic()
    with _one_at_a_time:
        old = [one for one, place in _places.items() if now - place.since > KEPT]
        for one in old or list(_places)[: -ROOMS or None]:
            del _places[one]
        return _places.setdefault(key, _Place())


def _stands(guest: Guest) -> tuple[object, ...] | None:
    """What tells what a guest may see; None while that hangs on the rounds before as well."""
    if guest.room:
        return "host", guest.room.tag, guest.room.beat
    seat = guest.seat
    return (seat.room, seat.beat, seat.number) if seat and seat.state in SHOWN else None


def _make(guest: Guest) -> Picture | None:
    store = resources.store()
    shown = store.rooms.board(guest.host) if guest.host else store.seats.board(guest.key)
    if not shown:
        return None
    said = store.rooms.agreement(guest.host) if guest.host else store.seats.agreement(guest.key)
    return _picture(guest, shown, said)


def _picture(guest: Guest, shown: Sequence[Shown], said: Agreement) -> Picture:
    *before, newest = shown
    return Picture(
        content_of(guest.version, language()),
        newest.board,
        newest.number,
        (before[-1].number, before[-1].board) if before else None,
        said.now,
        said.history,
        replace(words(), group=""),
        guest.name,
        guest.version,
    )
