"""A record as its person sees it: answers, own share, and joined shares."""

from datetime import date

from sqlalchemy import Connection

from esteem_match.store.errors import NotFound
from esteem_match.store.record import records, shares
from esteem_match.store.record.records import Record
from esteem_match.store.sealing.seal import Keys


def record(conn: Connection, keys: Keys, today: date) -> Record:
    """Everything under a code. Raises NotFound."""
    row = records.alive(conn, keys, today)
    if row is None:
        raise NotFound
    meta = {key: value for key, value in row._mapping.items() if key != "id"}
    written, part = records.answers(conn, keys), shares.part(conn, keys, today)
    return Record(
        **meta,
        answers=written.answers,
        writes=written.writes,
        share=part.own,
        joined=part.joined,
        parted=bool(written.noted - part.names),
    )
