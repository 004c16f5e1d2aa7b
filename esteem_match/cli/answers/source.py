"""Opens a file of answers so that it can be read twice, and finds out its format."""

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
    """The rows of a table as texts, the header first. `note` is called with what was guessed.

    `likely` counts the cells of a header that are known columns.
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
    """The name of a file in messages."""
    return "The input" if path == STDIN else str(path)


def _old_office(path: Path) -> str:
    kinds = "an old workbook (.xls) or one with a password"
    return f"{name(path)} is {kinds}. Save it as .xlsx without a password, or as CSV."


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file; input from a pipe is first written to a temporary file."""
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
