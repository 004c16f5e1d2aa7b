"""A record as its person finds it: with its answers, its share, and those that it joined."""

from datetime import date

from sqlalchemy import Connection

from esteem_match.store import records, shares
from esteem_match.store.errors import NotFound
from esteem_match.store.records import Record
from esteem_match.store.seal import Keys


def record(conn: Connection, keys: Keys, today: date) -> Record:
    """Everything under a code. Raises NotFound."""
    row = records.alive(conn, keys, today)
    if row is None:
        raise NotFound
    meta = {key: value for key, value in row._mapping.items() if key != "id"}
    joins = shares.joined(conn, keys, today)
    said, writes = records.answers(conn, keys)
    return Record(
        **meta,
        answers=said,
        writes=writes,
        share=shares.own(conn, keys),
        joined=joins.codes,
        parted=joins.parted,
    )
