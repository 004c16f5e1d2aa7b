"""Progress of a long table: on a terminal one line that counts up, else a line now and then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

SHORT = 10_000
"""Fewer pairs are done before anybody could read a number."""
LINE_EVERY = 50_000


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[int], None]]:
    """A function to call after each piece with the number of pairs done."""
    live, last = stream.isatty(), 0

    def report(done: int) -> None:
        nonlocal last
        if done - last >= (SHORT if live and not last else 1 if live else LINE_EVERY):
            last = done
            line = f"{done:,} pairs are scored."
            print(f"\r{line}" if live else line, end="" if live else "\n", file=stream, flush=True)

    try:
        yield report
    finally:
        if live and last:
            print(file=stream)
