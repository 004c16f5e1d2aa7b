"""Archived content: the questions and rules to which stored answers belong."""

from sqlalchemy import Connection, delete, func, select

from esteem_match.store.database.schema import CONTENTS, COPIES, RECORDS, ROOMS, TIMES, upsert


def keep(conn: Connection, version: str, text: str) -> None:
    """Archives content as the newest, which is never purged."""
    turn = conn.scalar(select(func.coalesce(func.max(CONTENTS.c.turn), 0))) or 0
    upsert(conn, CONTENTS, [{"version": version, "turn": turn + 1, "text": text}])


def newest(conn: Connection) -> str | None:
    return conn.scalar(select(CONTENTS.c.version).order_by(CONTENTS.c.turn.desc()).limit(1))


def find(conn: Connection, version: str) -> str | None:
    return conn.scalar(select(CONTENTS.c.text).where(CONTENTS.c.version == version))


def purge(conn: Connection) -> None:
    """Deletes old content that nothing refers to."""
    others = (select(table.c.version) for table in (COPIES, ROOMS, TIMES))
    used = select(RECORDS.c.version).union(*others)
    newest_turn = select(func.max(CONTENTS.c.turn)).scalar_subquery()
    old = (CONTENTS.c.version.not_in(used), CONTENTS.c.turn < newest_turn)
    conn.execute(delete(CONTENTS).where(*old))
