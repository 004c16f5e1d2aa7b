"""The picture that a guest may see: a revealed round, and what was written on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from threading import Lock

from esteem_match import resources
from esteem_match.say.room import Picture
from esteem_match.store import Agreement, Shown
from esteem_match.ui.person import content_of
from esteem_match.ui.room.who import SHOWN, Guest
from esteem_match.ui.words import language, words

ROOMS = 32  # of which the picture is kept at hand

_one_at_a_time = Lock()


@dataclass(frozen=True)
class _Asked:
    """Whoever asks for the same sees the same, whoever makes it."""

    key: tuple[object, ...]
    make: Callable[[], Picture | None] = field(compare=False)


def picture(guest: Guest) -> Picture | None:
    """The newest picture that this guest may see: made once for all who see the same.

    It calls the group 'your group', or 'the group', and not by the name that one of them typed.
    A room's beat, which was read before, moves with all that is shown of it.
    """
    where = _stands(guest)
    if where is None:
        return _make(guest)
    with _one_at_a_time:
        return _made(_Asked((*where, language(), words().side), lambda: _make(guest)))


@lru_cache(maxsize=ROOMS)
def _made(asked: _Asked) -> Picture | None:
    return asked.make()


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
