"""Earlier times of a code: put by, dated, sealed, taken back, and gone with everything else."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text, update

from esteem_match.store import (
    TIMES_MOST,
    Ended,
    NotFound,
    Refused,
    Store,
    StoreError,
    Time,
    open_store,
)
from esteem_match.store.database.schema import ANSWERS, METADATA, RECORDS, TIMES
from tests import rooms
from tests.conftest import START, Clock


def group(store: Store, **answers: object) -> str:
    code = store.create("group", "v1", "consent-1", "en")
    store.save(code, answers)  # type: ignore[arg-type]
    return code


def count(store: Store, table: object) -> int:
    counted = select(func.count()).select_from(table)  # type: ignore[arg-type]
    return int(store._read(lambda conn: conn.scalar(counted)) or 0)


def test_answers_put_by_come_back_with_their_day_and_their_questions(
    store: Store, clock: Clock
) -> None:
    code = group(store, a=1, b=None, name="Us")
    clock.on(20)
    store.times.begin(code, "v2")
    first = Time(
        number=1, day=START.date(), version="v1", answers={"a": 1, "b": None, "name": "Us"}
    )
    assert store.times.load(code) == (first,)
    assert (store.load(code).answers, store.load(code).version) == ({}, "v2")
    store.save(code, {"a": 3})
    clock.on(40)
    store.times.begin(code, "v2")
    second = Time(number=2, day=START.date() + timedelta(20), version="v2", answers={"a": 3})
    assert store.times.load(code) == (first, second)


def test_the_day_is_that_of_the_last_answer_whatever_came_later(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    clock.on(9)
    store.update(code, language="cy")
    store.share(code)
    assert store.load(code).changed == START.date() + timedelta(9)
    store.times.begin(code, "v1")
    assert store.times.load(code)[0].day == START.date()


def test_a_name_may_stay(store: Store) -> None:
    code = group(store, a=1, name="Us")
    store.times.begin(code, "v1", ["name"])
    assert store.load(code).answers == {"name": "Us"}


def test_where_only_the_name_stands_there_is_nothing_to_put_by(store: Store) -> None:
    """So two tabs that ask at once put by one time, and no empty one."""
    code = group(store, a=1, name="Us")
    store.times.begin(code, "v1", ["name"])
    with pytest.raises(Refused):
        store.times.begin(code, "v1", ["name"])
    assert len(store.times.load(code)) == 1


def test_there_are_at_most_so_many_times_and_nothing_is_lost_then(store: Store) -> None:
    code = group(store, a=0)
    for number in range(TIMES_MOST):
        store.times.begin(code, "v1")
        store.save(code, {"a": number + 1})
    with pytest.raises(Refused):
        store.times.begin(code, "v1")
    assert [time.answers["a"] for time in store.times.load(code)] == list(range(TIMES_MOST))
    assert store.load(code).answers == {"a": TIMES_MOST}


def test_the_last_time_can_be_taken_back_as_it_was(store: Store, clock: Clock) -> None:
    code = group(store, a=1, b=2)
    clock.on(5)
    store.times.begin(code, "v2")
    store.save(code, {"a": 4, "c": 4})
    clock.on(6)
    store.times.back(code)
    record = store.load(code)
    assert (record.answers, record.version) == ({"a": 1, "b": 2}, "v1")
    assert record.answered == START.date()
    assert store.times.load(code) == ()
    with pytest.raises(Refused):
        store.times.back(code)


def test_what_a_record_has_joined_is_still_known_after_a_new_time(store: Store) -> None:
    mine = group(store, a=1)
    theirs = store.create("practitioner", "v1", "consent-1", "en")
    store.save(theirs, {"p": 1})
    share = store.share(mine)
    store.join(theirs, share)
    store.times.begin(theirs, "v1")
    store.unshare(mine)
    assert store.load(theirs).parted


def test_what_was_shared_stays_as_it_was_until_it_is_shared_again(store: Store) -> None:
    code = group(store, a=1)
    share = store.share(code)
    store.times.begin(code, "v1")
    assert store.shared(share, code).group == {"a": 1}


def test_deleting_deletes_all_times(store: Store) -> None:
    code = group(store, a=1)
    store.times.begin(code, "v1")
    store.delete(code)
    assert count(store, TIMES) == 0
    with pytest.raises(NotFound):
        store.times.load(code)


def test_times_expire_with_their_record(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    store.times.begin(code, "v1")
    clock.on(store.keep_days + 1)
    with pytest.raises(NotFound):
        store.times.load(code)
    store.purge()
    assert count(store, TIMES) == 0


def test_the_questions_of_an_earlier_time_are_kept_as_long_as_it_is(store: Store) -> None:
    store.keep_content("v1", "old")
    code = group(store, a=1)
    store.keep_content("v2", "new")
    store.times.begin(code, "v2")
    store.purge()
    assert store.content("v1") == "old"
    store.delete(code)
    store.purge()
    assert store.content("v1") is None


def test_a_closed_record_begins_no_new_time(store: Store) -> None:
    code = group(store, a=1)
    store.update(code, finished=True)
    with pytest.raises(Ended):
        store.times.begin(code, "v1")
    assert store.load(code).answers == {"a": 1}


def test_nothing_is_put_by_while_a_workshop_can_hear_it(store: Store) -> None:
    """Else a round that is reopened would find another questionnaire, or nothing."""
    host, (code,) = rooms.answering(store, members=1)

    def refused(by: type[StoreError]) -> None:
        for act in (lambda: store.times.begin(code, "v1"), lambda: store.times.back(code)):
            with pytest.raises(by):
                act()

    refused(Refused)
    rooms.closed(store, host)
    refused(Ended)
    rooms.reveal(store, host)
    store.update(code, finished=False)
    store.times.begin(code, "v1")
    assert len(store.times.load(code)) == 1


def test_no_words_of_an_earlier_time_can_be_read_in_the_database(store: Store) -> None:
    code = group(store, secret="Nobody may read this")
    store.times.begin(code, "v1")
    rows = store._read(lambda conn: conn.execute(select(TIMES.c.sealed)).all())
    assert b"Nobody" not in rows[0].sealed
    assert b"secret" not in rows[0].sealed


def test_one_times_seal_does_not_open_in_the_place_of_another(store: Store) -> None:
    code = group(store, a=1)
    store.times.begin(code, "v1")
    with store._writer.engine.begin() as conn:
        conn.execute(update(TIMES).values(number=2))
    with pytest.raises(Exception, match="damaged"):
        store.times.load(code)


LATER = (
    "records DROP COLUMN asked_until",
    "rooms DROP COLUMN asked_until",
    "rounds DROP COLUMN wall",
)


@pytest.fixture
def old(url: str, clock: Clock) -> Iterator[Store]:
    """A database as the program before left it, with somebody's answers, opened by this one."""
    first = open_store(url, clock=clock)
    group(first, a=1)
    with first._writer.engine.begin() as conn:
        for table in ("replies", "askings", "times"):
            METADATA.tables[table].drop(conn)
        for column in ("records DROP COLUMN answered", *LATER):
            conn.execute(text(f"ALTER TABLE {column}"))
        conn.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    first.close()
    second = open_store(url, clock=clock)
    yield second
    second.close()


def test_an_older_database_is_brought_up_to_date_and_its_answers_stay(old: Store) -> None:
    days = old._read(lambda conn: conn.execute(select(RECORDS.c.answered)).scalars().all())
    assert days == [date(2026, 3, 1)]
    assert count(old, ANSWERS) == 1
    assert count(old, TIMES) == 0
