"""The wall: the host chooses which screen of the newest round it shows."""

from sqlalchemy import Connection, update

from esteem_match.models import State
from esteem_match.store.database.access import Host
from esteem_match.store.database.schema import ROUNDS
from esteem_match.store.errors import Moved
from esteem_match.store.room import rounds


def show(conn: Connection, host: Host, screen: int, state: State) -> None:
    """Puts a screen on the wall, counted from 1. Raises NotFound, and Moved in another state.

    Phones don't show it, so neither the room's revision nor its last day changes.
    """
    room = rounds.alive(conn, host.keys, host.days.today)
    newest = (ROUNDS.c.room == room.id, ROUNDS.c.number == room.number, ROUNDS.c.state == state)
    if not conn.execute(update(ROUNDS).where(*newest).values(wall=screen)).rowcount:
        raise Moved
