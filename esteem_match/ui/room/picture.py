"""The picture that a guest may see: a revealed round, and what was written on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from esteem_match import resources
from esteem_match.say.room import Picture
from esteem_match.store import Agreement, Shown
from esteem_match.ui.person import content_of
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import language, words

ROOMS = 32  # of which the picture is kept at hand


@dataclass(frozen=True)
class _Alike:
    """Pictures of which all is the same that they show."""

    key: tuple[str, ...]
    picture: Picture = field(compare=False)


def picture(guest: Guest) -> Picture | None:
    """The newest picture that this guest may see: one for all who see the same.

    It calls the group 'your group', or 'the group', and not by the name that one of them typed.
    """
    store = resources.store()
    shown = store.rooms.board(guest.host) if guest.host else store.seats.board(guest.key)
    if not shown:
        return None
    said = store.rooms.agreement(guest.host) if guest.host else store.seats.agreement(guest.key)
    made = _picture(guest, shown, said)
    boards = (f"{one.number} {one.board.model_dump_json()}" for one in shown)
    spoken = (made.words.language, made.words.side, guest.name, guest.version)
    return _first(_Alike((*spoken, said.model_dump_json(), *boards), made))


@lru_cache(maxsize=ROOMS)
def _first(asked: _Alike) -> Picture:
    return asked.picture


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
