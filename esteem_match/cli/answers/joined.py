"""Joins several files of answers by the names of the pairs; each has some of the questions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from esteem_match.batch import MISSING, Table
from esteem_match.cli.answers.cells import Reading, tidy
from esteem_match.cli.answers.source import Note, name
from esteem_match.cli.answers.table import CHUNK, Chunk, Sheet, opened, read
from esteem_match.cli.problems import MOST, CommandError, shown
from esteem_match.interchange import PAIR


def chunks(paths: Sequence[Path], reading: Reading, table: Table, note: Note) -> Iterator[Chunk]:
    """One file piece by piece; several files are read whole and joined by their pairs."""
    if len(paths) == 1:
        yield from read(opened(paths[0], reading, table, note))
        return
    files = {path: _whole(path, reading, table, note) for path in paths}
    _check_apart({path: sheet for path, (sheet, _) in files.items()})
    joined = _joined({path: chunk for path, (_, chunk) in files.items()}, table, note)
    for start in range(0, len(joined.pairs), CHUNK):
        piece = slice(start, start + CHUNK)
        yield Chunk(joined.pairs[piece], joined.answers[:, piece])


def _whole(path: Path, reading: Reading, table: Table, note: Note) -> tuple[Sheet, Chunk]:
    """A file with all its pairs. Errors say in which file they are."""
    try:
        sheet = opened(path, reading, table, note)
        if sheet.form.pair_name != PAIR:
            raise CommandError([f"There is no column {PAIR}, by which files are joined."])
        found = [Chunk((), np.empty((len(table.items), 0), np.uint8)), *read(sheet)]
        pairs = tuple(tidy(pair) for chunk in found for pair in chunk.pairs)
        _check_once(pairs)
    except CommandError as error:
        of = f"{name(path)}: "
        raise CommandError(f"{of}{line.removeprefix(of)}" for line in error.lines) from error
    return sheet, Chunk(pairs, np.concatenate([chunk.answers for chunk in found], axis=1))


def _check_once(pairs: Iterable[str]) -> None:
    times = Counter(map(str.casefold, pairs))
    doubled = [shown(pair) for pair, count in times.items() if count > 1][:MOST]
    if doubled:
        mend = "To be joined, a file names each pair once: keep one row of each"
        raise CommandError([f"{PAIR} {', '.join(doubled)} is there more than once. {mend}."])


def _check_apart(sheets: dict[Path, Sheet]) -> None:
    for (one, mine), (other, theirs) in combinations(sheets.items(), 2):
        if both := sorted(mine.form.answered & theirs.form.answered)[:MOST]:
            where = f"{name(one)} and {name(other)}"
            mend = "Keep each question in one of the files"
            raise CommandError([f"{where} both answer {', '.join(both)}. {mend}."])


def _joined(files: dict[Path, Chunk], table: Table, note: Note) -> Chunk:
    """All files together. Case makes no difference in a pair's name: phones change it."""
    spelt: dict[str, str] = {}
    for chunk in files.values():
        for pair in chunk.pairs:
            spelt.setdefault(pair.casefold(), pair)
    place = {pair: at for at, pair in enumerate(spelt)}
    answers = np.full((len(table.items), len(place)), MISSING, dtype=np.uint8)
    for path, chunk in files.items():
        folded = [pair.casefold() for pair in chunk.pairs]
        at = [place[pair] for pair in folded]
        answers[:, at] = np.minimum(answers[:, at], chunk.answers)  # missing is the highest
        _note_absent(name(path), [spelt[pair] for pair in spelt.keys() - set(folded)], note)
    return Chunk(tuple(spelt.values()), answers)


def _note_absent(file: str, absent: Sequence[str], note: Note) -> None:
    if absent:
        first = ", ".join(map(shown, sorted(absent)[:MOST]))
        more = f" and {len(absent) - MOST} more" if len(absent) > MOST else ""
        note(f"{file} does not name {first}{more}: its questions count as not answered there.")
