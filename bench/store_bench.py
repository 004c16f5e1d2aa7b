"""Prints how long a save takes until it is committed: alone, and when 200 people save at once."""

import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from esteem_match.store import Store, open_store

PEOPLE = 200
ROUNDS = 5
ALONE = 500


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/bench.db")
        people = [store.create("practitioner", "v", "c", "en") for _ in range(PEOPLE)]
        show("one answer, alone", [save(store, people[0], n) for n in range(ALONE)])
        rounds = [at_once(store, people) for _ in range(ROUNDS)]
        show(f"{PEOPLE} answers at once", [took for each in rounds for took in each])
        print(f"{'the slowest in each round':<28}", *(f"{max(r):7.1f}" for r in rounds), "ms")
        store.close()


def save(store: Store, code: str, answer: int) -> float:
    """Milliseconds until the answer is committed."""
    begun = time.perf_counter()
    store.save(code, {f"item.{answer % 60}": answer % 5})
    return (time.perf_counter() - begun) * 1000


def at_once(store: Store, people: list[str]) -> list[float]:
    together = threading.Barrier(len(people))

    def one(code: str) -> float:
        together.wait()
        return save(store, code, 1)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


def show(name: str, took: list[float]) -> None:
    cuts = statistics.quantiles(took, n=100)
    print(f"{name:<28} p50 {cuts[49]:6.2f}  p95 {cuts[94]:6.2f}  p99 {cuts[98]:6.2f}", end="")
    print(f"  max {max(took):6.2f} ms")


if __name__ == "__main__":
    main()
