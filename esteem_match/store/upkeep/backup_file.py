"""The file of a backup: a line that says what it is, sealed with the secret; the database."""

import hmac
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from esteem_match.models import Noun
from esteem_match.store.database import engine
from esteem_match.store.errors import Damaged, Newer, WrongSecret
from esteem_match.store.sealing import seal

KIND = "ESTEEM Match backup"
FORMAT = 1
LINE_MOST = 1000
PIECE = 1 << 20


class Head(Noun):
    """The first line of a backup. `mark` identifies the secret; `seal` is made with it."""

    kind: str
    format: int
    made: str
    revision: str
    mark: str
    seal: str


class Seen(NamedTuple):
    """What is known of a copied database."""

    revision: str
    mark: bytes
    records: int


def new(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def check_mark(mark: bytes, secret: bytes) -> None:
    if not hmac.compare_digest(mark, seal.mark(secret)):
        raise WrongSecret


def write(part: Path, copy: Path, seen: Seen, secret: bytes, made: datetime) -> None:
    about = {
        "kind": KIND,
        "format": FORMAT,
        "made": made.isoformat(timespec="seconds"),
        "revision": seen.revision,
        "mark": seen.mark.hex(),
    }
    with copy.open("rb") as file, new(part) as out:
        sealed = _sealed(file, about, secret)
        out.write(json.dumps({**about, "seal": sealed}).encode() + b"\n")
        file.seek(0)
        for piece in _pieces(file):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())


def _sealed(file: BinaryIO, about: dict[str, object], secret: bytes) -> str:
    """The seal of a database and its first line, which nobody can make without the secret."""
    stamp = seal.stamp(secret)
    stamp.update(json.dumps(about, sort_keys=True).encode())
    for piece in _pieces(file):
        stamp.update(piece)
    return stamp.hexdigest()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def head(file: BinaryIO, secret: bytes) -> Head:
    """The first line. Raises Damaged, Newer, WrongSecret."""
    try:
        head = Head.model_validate_json(file.readline(LINE_MOST))
        mark = bytes.fromhex(head.mark)
    except (ValidationError, ValueError):
        raise Damaged from None
    if head.kind != KIND:
        raise Damaged
    if head.format > FORMAT or head.revision not in engine.revisions():
        raise Newer("This copy was made by a newer version of this program. Install that version.")
    check_mark(mark, secret)
    return head


def unpack(file: BinaryIO, copy: Path, head: Head, secret: bytes) -> None:
    """Extracts the database from a backup. Raises Damaged if even one bit has changed."""
    with new(copy) as out:
        for piece in _pieces(file):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
        out.seek(0)
        sealed = _sealed(out, head.model_dump(exclude={"seal"}), secret)
    if not hmac.compare_digest(sealed, head.seal):
        raise Damaged
