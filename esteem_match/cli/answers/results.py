"""Scores as CSV: a row for each pair and role, in the role model's order."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from esteem_match import batch, content
from esteem_match.cli.answers.cells import Reading
from esteem_match.cli.answers.joined import chunks
from esteem_match.cli.answers.source import Note
from esteem_match.cli.answers.table import Chunk

VERSIONS = ("rules_version", "content_version")
HEADER = ",".join(("pair_id", "role", *batch.Scores._fields, *VERSIONS)) + "\n"
RUN_BY_SPREADSHEETS = "=+-@"
QUOTED = frozenset(',;"\t\r\n')

Words = NDArray[Any]


def scored(
    paths: Sequence[Path], reading: Reading, note: Note, report: Callable[[int], None]
) -> Iterator[str]:
    """The lines for files of answers. `report` is called with the number of pairs done so far.

    Raises CommandError, perhaps after some lines.
    """
    table = batch.compile(reading.content)
    versions = table.model.version, content.version_of(reading.content)
    done = 0
    yield HEADER
    for chunk in chunks(paths, reading, table, note):
        yield from lines(table, chunk, versions)
        done += len(chunk.pairs)
        report(done)


def lines(table: batch.Table, chunk: Chunk, versions: Sequence[str]) -> Iterator[str]:
    """The rows of a chunk. Numbers are as short as is exact; a chance has four decimals."""
    scores = batch.score(table, chunk.answers)
    roles = [role.id for role in table.model.roles]
    columns = [_words(name, column) for name, column in scores._asdict().items()]
    names = [name for pair in map(_safe, chunk.pairs) for name in [pair] * len(roles)]
    flat = [column.T.ravel().tolist() for column in columns]
    end = ",".join(("", *map(_cell, versions))) + "\n"
    for row in zip(names, roles * len(chunk.pairs), *flat, strict=True):
        yield ",".join(row) + end


def _words(name: str, column: NDArray[Any]) -> Words:
    """A label or a sureness by its word, a chance to four decimals, other numbers exactly."""
    if column.dtype == np.int8:
        names = batch.SURE if name == "sureness" else batch.CODES
        words: Words = np.array([one.value for one in names], dtype=object)[column]
        return words
    return _decimals(column, "{:.4f}".format if name == "chance" else repr)


def _decimals(column: NDArray[np.float64], write: Callable[[float], str]) -> Words:
    values, places = np.unique(column.ravel(), return_inverse=True)
    words = [write(value) for value in values.tolist()]
    return np.array(words, dtype=object)[places].reshape(column.shape)


def _safe(pair: str) -> str:
    """A pair's name as one cell that no spreadsheet runs as a formula."""
    run = pair[0] in "\t\r" or pair.lstrip()[:1] in RUN_BY_SPREADSHEETS
    return _cell(f"'{pair}" if run else pair)


def _cell(text: str) -> str:
    return text if QUOTED.isdisjoint(text) else '"' + text.replace('"', '""') + '"'
