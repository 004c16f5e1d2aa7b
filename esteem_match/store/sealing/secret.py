"""The server's secret: a file beside the database, never inside it."""

import hmac
import os
import re
import secrets
import stat
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from esteem_match.store.database import engine
from esteem_match.store.database.schema import MARKS
from esteem_match.store.errors import WrongSecret
from esteem_match.store.sealing import seal

LEAST = 32
KEY = re.compile(rb"[!-~]{32,1024}")  # what `openssl rand` writes, in hex or in base64
IN_A_CONTAINER = Path("/run/secrets")  # where there are no others
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
    if not KEY.fullmatch(secret):
        raise WrongSecret(f"{path} is no key: it has to be one line of 32 to 1,024 characters.")
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
    if _open_to_others(path):
        raise WrongSecret(
            f"Others on this machine can read {path}, and with it everybody's answers. Close it to"
            f" them: chmod o-rwx {path}. If others may have read it, it is no secret any more."
        )
    if len(secret) < LEAST:
        raise WrongSecret(f"The secret in {path} is shorter than {LEAST} bytes.")
    return secret


def _open_to_others(path: Path) -> bool:
    """Whether any other user gets to it and can read it, by the rights that Unix gives."""
    real = path.resolve()
    if os.name == "nt" or IN_A_CONTAINER in real.parents:
        return False
    reached = all(parent.stat().st_mode & stat.S_IXOTH for parent in real.parents)
    return reached and bool(real.stat().st_mode & stat.S_IROTH)


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
