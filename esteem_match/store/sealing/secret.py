"""The server's secret: a file beside the database, never inside it."""

import hmac
import os
import secrets
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from esteem_match.store.database import engine
from esteem_match.store.database.schema import MARKS
from esteem_match.store.errors import WrongSecret
from esteem_match.store.sealing import seal

LEAST = 32
MARK = "secret"


def agreed(reader: Engine, writer: Engine, path: Path) -> bytes:
    """The secret, created at the first start and checked at all others. Raises WrongSecret."""
    with reader.begin() as conn:
        known = _known(conn)
    if known is None:
        with writer.begin() as conn:
            return _first(conn, path)
    return _checked(read(path), known)


def _first(conn: Connection, path: Path) -> bytes:
    """Creates the secret, unless another program that started at the same time has done so."""
    engine.alone(conn)
    known = _known(conn)
    if known is not None:
        return _checked(read(path), known)
    if not path.exists():
        _create(path)
    secret = read(path)
    conn.execute(MARKS.insert().values(name=MARK, value=seal.mark(secret)))
    return secret


def _known(conn: Connection) -> bytes | None:
    return conn.scalar(select(MARKS.c.value).where(MARKS.c.name == MARK))


def _checked(secret: bytes, known: bytes) -> bytes:
    if not hmac.compare_digest(seal.mark(secret), known):
        raise WrongSecret
    return secret


def read(path: Path) -> bytes:
    """The secret in this file. Raises WrongSecret if there is none."""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise WrongSecret(
            f"The secret of this database is missing: {path}. Without it no answer can be opened."
            " Put the file back, or set ESTEEM_SECRET_FILE."
        ) from error
    if len(secret) < LEAST:
        raise WrongSecret(f"The secret in {path} is shorter than {LEAST} bytes.")
    return secret


def _create(path: Path) -> None:
    """Writes a draft and links it into place, so that the file is complete or missing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, secrets.token_hex(32))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
