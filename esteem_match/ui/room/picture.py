"""The picture that a guest may see: a revealed round, and what was written on it."""

from esteem_match import resources
from esteem_match.say.room import Picture
from esteem_match.ui.person import content_of
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import language, words


def picture(guest: Guest) -> Picture | None:
    """The newest picture that this guest may see."""
    store = resources.store()
    shown = store.rooms.board(guest.host) if guest.host else store.seats.board(guest.key)
    if not shown:
        return None
    said = store.rooms.agreement(guest.host) if guest.host else store.seats.agreement(guest.key)
    *before, newest = shown
    earlier = (before[-1].number, before[-1].board) if before else None
    content = content_of(guest.version, language())
    return Picture(
        content,
        newest.board,
        newest.number,
        earlier,
        said.now,
        said.history,
        words(),
        guest.name,
        guest.version,
    )
