"""Opens a file of answers so that it can be read twice, and says which kind of table it is."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from esteem_match.cli.answers import text, workbook
from esteem_match.cli.problems import CommandError, failed

STDIN = Path("-")
ZIPPED, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Note = Callable[[str], None]


def records(path: Path, likely: Callable[[list[str]], int], note: Note) -> Iterator[list[str]]:
    """The rows of a table as texts, the header first. `note` hears what had to be guessed.

    `likely` says how many cells of a header are columns that are known here.
    """
    try:
        with _opened(path) as file:
            start = file.read(len(ZIPPED))
            file.seek(0)
            if start == OLD_OFFICE:
                raise CommandError([_old_office(path)])
            if start == ZIPPED:
                yield from workbook.records(file, name(path), note)
            else:
                yield from text.records(file, name(path), likely, note)
    except OSError as error:
        raise failed(path, "read", error) from error


def name(path: Path) -> str:
    """What a message calls it."""
    return "The input" if path == STDIN else str(path)


def _old_office(path: Path) -> str:
    kinds = "an old workbook (.xls) or one with a password"
    return f"{name(path)} is {kinds}. Save it as .xlsx without a password, or as CSV."


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """What comes through a pipe goes into a file without a name first."""
    if path == STDIN:
        with _stored(sys.stdin.buffer) as stored:
            yield stored
        return
    with path.open("rb") as file:
        if file.seekable():
            yield file
            return
        with _stored(file) as stored:
            yield stored


@contextmanager
def _stored(stream: BinaryIO) -> Iterator[BinaryIO]:
    with TemporaryFile() as file:
        shutil.copyfileobj(stream, file)
        file.seek(0)
        yield file
