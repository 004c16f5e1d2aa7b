"""Writes a file whole or not at all."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from esteem_match.cli.problems import CommandError, failed

BOM = "\ufeff"


def check_target(target: Path, source: Path | None = None) -> None:
    """Raises CommandError if no file can be written there, or if it would replace the answers."""
    if not target.resolve().parent.is_dir():
        raise CommandError([f"There is no folder {target.parent} to write to."])
    if target.exists() and not target.is_file():
        raise CommandError([f"{target} is there and is not a file. Choose another name."])
    if source and target.exists() and source.exists() and target.samefile(source):
        raise CommandError([f"{target} is the file of the answers. Choose another name."])


def write(target: Path | None, lines: Iterable[str]) -> None:
    """Writes a table to stdout, or to a file with a byte-order mark, which Excel needs."""
    if target is None:
        write_stream(sys.stdout.buffer, lines)
    else:
        write_file(target, chain([BOM], lines))


def write_file(target: Path, lines: Iterable[str | bytes]) -> None:
    """Writes to a temporary file and moves it at the end; on any error nothing is left."""
    place = target.resolve()
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            _fill(file, lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as error:
        raise failed(target, "written", error) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def write_stream(stream: BinaryIO, lines: Iterable[str | bytes]) -> None:
    """Writes to a stream once all lines are complete."""
    with TemporaryFile() as file:
        _fill(file, lines)
        file.seek(0)
        shutil.copyfileobj(file, stream)
    stream.flush()


def _fill(file: BinaryIO, lines: Iterable[str | bytes]) -> None:
    file.writelines(line if isinstance(line, bytes) else line.encode() for line in lines)
