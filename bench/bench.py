"""Measures pairs a second, beside pymcdm's weighted product (validation off) on the same matrix.

Run in the project's folder: `python -m bench.bench`. The best of several repeats, all in one run.
"""

import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from pymcdm.methods import WPM

from esteem_match import batch
from esteem_match.content import load

PAIRS = 2_000_000
MATRIX_PAIRS = 200_000
REPEATS = 7
THREADS = 2
SEED = 1
VETOED = 0.05
OPEN = 0.5
PIECE = 1 << 14

Floats = NDArray[np.float64]


def main() -> None:
    library = load(Path("questionnaires"))
    table = batch.compile(library.contents[library.base])
    answers = random_answers(table)
    gaps = with_gaps(answers)
    part = np.ascontiguousarray(answers[:, :MATRIX_PAIRS])
    matrix = keys_of(table, part)
    fast, likely, exact, ours, theirs = best(
        lambda: batch.fits(table, answers, THREADS),
        lambda: batch.likely(table, gaps, THREADS),
        lambda: batch.score(table, gaps[:, :MATRIX_PAIRS]),
        lambda: four_keys(matrix),
        lambda: weighted_product(matrix),
    )
    roles = len(table.roles)
    per_fit = theirs / len(matrix) / (fast / PAIRS / roles)
    say(f"{os.cpu_count()} cores, numpy {np.__version__}, pymcdm {version('pymcdm')}")
    say(f"{PAIRS:,} pairs of {len(table.items)} one-byte answers, {roles} roles each")
    say(f"fits and labels from answers, {THREADS} threads  {PAIRS / fast / 1e6:7.1f} M pairs/s")
    say(f"with {OPEN:.0%} of the answers missing, in {table.kind}:")
    say(f"  labels, sureness, chance, {THREADS} threads  {PAIRS / likely / 1e6:7.1f} M pairs/s")
    say(f"  every column, 1 thread                {MATRIX_PAIRS / exact / 1e6:7.1f} M pairs/s")
    say(f"one matrix of {len(matrix):,} roles x 4 keys, one thread each:")
    say(f"  four keys   {len(matrix) / ours / 1e6:7.1f} M rows/s")
    say(f"  pymcdm WPM  {len(matrix) / theirs / 1e6:7.1f} M rows/s, validation off")
    say(f"  ratio       {theirs / ours:7.1f} (the same order: spread {spread(matrix):.0e})")
    say(f"from answers against WPM from ready keys: ratio {per_fit:.1f}")


def random_answers(table: batch.Table) -> batch.Bytes:
    """Complete answers, every option as likely as the next; a veto is ticked now and then."""
    random = np.random.default_rng(SEED)
    found = np.empty((len(table.items), PAIRS), dtype=np.uint8)
    for row, positions in zip(found, table.positions, strict=True):
        some = min(positions, table.model.top + 1)
        row[:] = random.random(PAIRS) < VETOED if some == 2 else random.integers(0, some, PAIRS)
    return found


def with_gaps(answers: batch.Bytes) -> batch.Bytes:
    missing = np.random.default_rng(SEED).random(answers.shape, dtype=np.float32) < OPEN
    return np.where(missing, np.uint8(batch.MISSING), answers)


def keys_of(table: batch.Table, answers: batch.Bytes) -> Floats:
    """(roles x pairs, 4) keys of the same answers, without the zeros that leave no ratio."""
    scores = batch.score(table, answers)
    keys = np.stack(scores[:4], axis=-1).reshape(-1, 4)
    return np.maximum(keys, 1e-3)


def four_keys(matrix: Floats) -> Floats:
    """The fit of each row, piece by piece, in double precision."""
    found = np.empty(len(matrix))
    for start in range(0, len(matrix), PIECE):
        need, wish, capacity, intention = matrix[start : start + PIECE].T
        out = found[start : start + PIECE]
        np.multiply(need * wish, capacity * intention, out=out)
        np.sqrt(np.sqrt(out, out=out), out=out)
    return found


def weighted_product(matrix: Floats) -> Floats:
    return np.asarray(WPM()(matrix, np.full(4, 0.25), np.ones(4), validation=False))


def spread(matrix: Floats) -> float:
    """How far the two results are from being one constant apart."""
    ratio = four_keys(matrix) / weighted_product(matrix)
    return float(np.ptp(ratio) / ratio.mean())


def best(*runs: Callable[[], object]) -> list[float]:
    """The shortest time of each, taken in turns so that a busy machine slows all alike."""
    rounds = [[timed(run) for run in runs] for _ in range(REPEATS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
