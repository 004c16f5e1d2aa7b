"""Opens the store: settings from the environment, the database, its schema and its secret."""

import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from esteem_match.store.database import engine
from esteem_match.store.database.access import Clock
from esteem_match.store.database.group_commit import GroupWriter
from esteem_match.store.database.writer import PlainWriter
from esteem_match.store.errors import BadSetting, StoreError, plainly
from esteem_match.store.record import records
from esteem_match.store.room import rooms
from esteem_match.store.sealing import secret
from esteem_match.store.store import Store
from esteem_match.store.upkeep import expiry
from esteem_match.store.upkeep.calendar import Calendar

DEFAULT_URL = "sqlite:///data/esteem.db"
KEEP_DAYS = ("ESTEEM_KEEP_DAYS", 30, 1, records.LONGEST.days)  # setting, default, least, most
KEEP_ROOM_DAYS = ("ESTEEM_KEEP_ROOM_DAYS", 365, 1, rooms.LONGEST.days)
KEEP_LONGER_DAYS = ("ESTEEM_KEEP_LONGER_DAYS", 365, 0, records.LONGEST.days)
PATIENCE = 10.0


def now() -> datetime:
    return datetime.now(UTC)


def open_store(url: str | None = None, *, clock: Clock = now, patience: float = PATIENCE) -> Store:
    """Opens the database; creates or migrates it if necessary. Raises StoreError.

    `url` falls back to ESTEEM_DATABASE_URL, then to ./data/esteem.db. `patience`: how many seconds
    to wait for a lock.
    """
    address = _address(url)
    keep = _days(*KEEP_DAYS), _days(*KEEP_ROOM_DAYS), _days(*KEEP_LONGER_DAYS)
    path, secret_path = places(url)
    if path and "uri" not in address.query:
        engine.prepare(path)
    reader, writer = engine.connect(address, patience)
    try:
        with plainly():
            engine.migrate(reader, writer)
            key = secret.agreed(reader, writer, secret_path)
            with reader.begin() as conn:
                calendar = Calendar(clock, expiry.seen(conn).confirmed)
    except StoreError:
        reader.dispose()
        writer.dispose()
        raise
    return Store(reader, (GroupWriter if path else PlainWriter)(writer), key, calendar, *keep)


def require(path: Path | None) -> None:
    """Raises BadSetting if the database file doesn't exist: opening it would create one."""
    if path is not None and not path.is_file():
        raise BadSetting(f"There is no database {path}.")


def places(url: str | None = None) -> tuple[Path | None, Path]:
    """The path of the database file (None for a server), and that of its secret."""
    path = engine.file_of(_address(url))
    return path, _secret_path(path)


def _address(url: str | None) -> URL:
    return engine.parse(url or os.environ.get("ESTEEM_DATABASE_URL") or DEFAULT_URL)


def _days(setting: str, default: int, least: int, most: int) -> int:
    text = os.environ.get(setting) or str(default)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadSetting(f"{setting} must be a whole number from {least} to {most}.")
    return int(text)


def _secret_path(path: Path | None) -> Path:
    if named := os.environ.get("ESTEEM_SECRET_FILE"):
        return Path(named)
    if path is None:
        raise BadSetting("This database needs ESTEEM_SECRET_FILE: a file with a long secret.")
    return path.with_suffix(".key")
