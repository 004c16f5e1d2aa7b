"""Prints how long joins take when a whole room comes at once, and what showing a round costs.

With an address, the store there is measured instead of a fresh SQLite file.
"""

import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from esteem_match.models import Board, State, Voice
from esteem_match.store import Store, open_store

AT_ONCE = 200
ITEMS = 30
ROOMS = (10, 200, 10_000)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(sys.argv[1] if sys.argv[1:] else f"sqlite:///{folder}/bench.db")
        for _ in range(3):
            join_at_once(store)
        for voices in ROOMS:
            show(store, voices)
        store.close()


def opened(store: Store) -> tuple[str, str]:
    """A host's code and the join code of its room."""
    day = datetime.now(UTC).date()
    host = store.rooms.open("x", day, "v", "en", paced=False, until=day + timedelta(days=1))
    return host, store.rooms.load(host).join_code or ""


def join_at_once(store: Store) -> None:
    _, code = opened(store)
    together = threading.Barrier(AT_ONCE)

    def one(_: int) -> float:
        together.wait()
        begun = time.perf_counter()
        store.seats.join(code, "member", "c", "en")
        return (time.perf_counter() - begun) * 1000

    with ThreadPoolExecutor(AT_ONCE) as pool:
        took = list(pool.map(one, range(AT_ONCE)))
    cuts = statistics.quantiles(took, n=100)
    print(
        f"{AT_ONCE} joins at once: p50 {cuts[49]:.0f}  p95 {cuts[94]:.0f}  max {max(took):.0f} ms"
    )


def show(store: Store, voices: int) -> None:
    host, code = opened(store)
    said = {f"g.item.{n}": n % 6 for n in range(ITEMS)}
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda _: fill(store, code, said), range(voices)))
    store.rooms.move(host, State.GATHERING, State.ANSWERING)
    before, begun, worked = peak(), time.perf_counter(), time.process_time()
    store.rooms.move(host, State.ANSWERING, State.CLOSED)
    store.rooms.reveal(host, nothing, lambda voice, _: voice.tag, lambda new, _: new)
    took, cpu = time.perf_counter() - begun, time.process_time() - worked
    print(f"{voices} voices of {ITEMS} answers shown: {took:.3f} s, CPU {cpu:.3f} s", end="")
    print(f", memory at most {peak():.0f} MB ({peak() - before:+.0f})")


def fill(store: Store, code: str, said: dict[str, int]) -> None:
    store.save(store.seats.join(code, "member", "c", "en"), dict(said))


def nothing(_: Sequence[Voice]) -> Board:
    return Board(group=None, practitioners=())


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
