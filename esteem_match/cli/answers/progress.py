"""How far a long table is: on a terminal one line that counts up, elsewhere a line now and then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

SHORT = 10_000
"""Fewer pairs are there before anybody has read how many there are."""
LINE_EVERY = 50_000


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[int], None]]:
    """What hears, after each piece, how many pairs are done. The line that counts ends with it."""
    live, last = stream.isatty(), 0

    def tell(done: int) -> None:
        nonlocal last
        if done - last >= (SHORT if live and not last else 1 if live else LINE_EVERY):
            last = done
            line = f"{done:,} pairs are scored."
            print(f"\r{line}" if live else line, end="" if live else "\n", file=stream, flush=True)

    try:
        yield tell
    finally:
        if live and last:
            print(file=stream)
