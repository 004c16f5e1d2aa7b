"""Rooms for tests: opened, joined, brought where a test wants them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from esteem_match import codes
from esteem_match.models import Board, Drawn, GroupPart, PractitionerPart, Seat, State, Voice
from esteem_match.store import Store
from esteem_match.store.database.schema import ANSWERS, RECORDS, VOICES
from esteem_match.store.record import records
from esteem_match.store.room.voices import row as voice_row

GATHERING, ANSWERING, CLOSED, REVEALED, AGREED = State
DAY = date(2026, 3, 1)
UNTIL = date(2026, 3, 15)
HALL = "Tuesday circle"


def opened(store: Store, **words: Any) -> str:
    given = {"paced": False, "until": store._days().today + timedelta(days=14), **words}
    return store.rooms.open(HALL, date(2026, 3, 8), "v1", "en", **given)


def door(store: Store, host: str) -> str:
    code = store.rooms.load(host).join_code
    assert code is not None
    return code


def joined(store: Store, host: str, seat: Seat = "member", **answers: Any) -> str:
    code = store.seats.join(door(store, host), seat, "consent-1", "en")
    store.save(code, answers)
    return code


def answering(store: Store, members: int = 0, practitioners: int = 0) -> tuple[str, list[str]]:
    """A room whose first round is answering, and the codes of those who sit in it."""
    host = opened(store)
    people = [joined(store, host, **{"g.a": n % 5}) for n in range(members)]
    people += [joined(store, host, "practitioner", **{"p.a": n}) for n in range(practitioners)]
    store.rooms.move(host, GATHERING, ANSWERING)
    return host, people


def publish(voices: Sequence[Voice]) -> Board:
    """The sum of what members say, and each practitioner's numbers."""
    ours = [v.answers.get("g.a") for v in voices if v.seat != "practitioner"]
    theirs = [v.answers for v in voices if v.seat == "practitioner"]
    said = {"sum": sum(position for position in ours if isinstance(position, int))}
    return Board(
        group=GroupPart(one_form=False, answers=said) if ours else None,
        practitioners=tuple(
            PractitionerPart(number=n, answers={"p.a": answers.get("p.a")})  # type: ignore[dict-item]
            for n, answers in enumerate(theirs, start=1)
        ),
    )


def fingerprint(voice: Voice, key: bytes) -> str:
    return f"{voice.seat}:{key.hex()}:{sorted(voice.answers.items())}"


def closed(store: Store, host: str) -> None:
    store.rooms.move(host, ANSWERING, CLOSED)


def as_it_is(new: Drawn, _shown: Sequence[Drawn]) -> Drawn:
    return new


def reveal(store: Store, host: str, **rules: Any) -> None:
    """Shows a closed round by these rules; what is left out shows all."""
    by = {"publish": publish, "fingerprint": fingerprint, "judge": as_it_is, **rules}
    store.rooms.reveal(host, **by)


def drawn(store: Store, host: str) -> tuple[Drawn, ...]:
    """What is kept of the members of each round; its newest is shown by this."""
    found: list[Drawn] = []

    def judge(new: Drawn, shown: Sequence[Drawn]) -> Drawn:
        found.extend([*shown, new])
        return new

    reveal(store, host, judge=judge)
    return tuple(found)


def revealed(store: Store, host: str) -> None:
    closed(store, host)
    reveal(store, host)


def shown(store: Store, members: int = 5, practitioners: int = 1) -> tuple[str, list[str]]:
    host, people = answering(store, members, practitioners)
    revealed(store, host)
    return host, people


def anew(store: Store, host: str) -> None:
    """The next round, answering."""
    store.rooms.begin(host, store._days().today)
    store.rooms.move(host, GATHERING, ANSWERING)


def rows(store: Store, table: Any) -> int:
    return store._read(lambda conn: conn.scalar(select(func.count()).select_from(table)))


def raised(act: Callable[..., object], *args: object) -> type[BaseException] | None:
    try:
        act(*args)
    except Exception as error:
        return type(error)
    return None


def crowd(
    store: Store, host: str, voices: int, items: int | Sequence[str], version: str = "v1"
) -> None:
    """Many voices at once, written as `join` and `save` would write them one by one."""
    _, entry = store.seats._find(door(store, host))
    names = [f"g.{n}" for n in range(items)] if isinstance(items, int) else items
    today, last = store._days()
    meta: dict[str, object] = {
        "side": "group",
        "version": version,
        "consent_version": "c",
        "language": "en",
        "created": today,
        "changed": today,
        "expires": last,
        "finished": False,
    }

    def write(conn: Connection) -> None:
        for start in range(0, voices, 500):
            keys = [store._keys(codes.new()) for _ in range(min(500, voices - start))]
            conn.execute(insert(RECORDS), [{"id": each.id, **meta} for each in keys])
            conn.execute(insert(VOICES), [voice_row(each, entry, "member") for each in keys])
            each_says = {name: n % 5 for n, name in enumerate(names)}
            said = [records.sealed(each, each_says) for each in keys]
            conn.execute(insert(ANSWERS), [row for rows in said for row in rows])

    store._writer.do(write)
