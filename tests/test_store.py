"""The store: what is said under a code comes back under that code only, and not for ever."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import event, select

from esteem_match import codes
from esteem_match.store import (
    Closed,
    Ended,
    NotFound,
    Record,
    Refused,
    Sharer,
    Store,
    StoreError,
    open_store,
)
from esteem_match.store.database.schema import ANSWERS, COPIES, RECORDS, SHARES
from esteem_match.store.database.writer import PlainWriter
from tests import stores
from tests.conftest import START, STORES, Clock
from tests.rooms import rows

NAUGHTY = [
    "🦄👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "קבוצת הבוקר \u202eright to left\u202c",
    "Z̸̢̛a̵l̶g̷o̴" + "\u0301" * 50,
    "é vs e\u0301",
    "'; DROP TABLE records; --",
    "<script>alert(1)</script> **bold** $x$ :red[x]",
    "=1+1",
    "\ufeff \u200b \u00ad \x01 \x1b[31m \r\n\t",
    "{group} %s {} \\u0000 null None",
    "\U0010ffff\uffff",
    "",
    " ",
    "a" * 8192,
    "語" * 2730,
]


@pytest.fixture(params=[*STORES, "plain"])
def url(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """`plain`: SQLite without the thread that writes, as other databases are written."""
    if request.param != "plain":
        return new_database(request.param)
    monkeypatch.setattr("esteem_match.store.start.GroupWriter", PlainWriter)
    return new_database("sqlite")


def group(store: Store, **answers: Any) -> str:
    code = store.create("group", "v1", "consent-1", "en")
    store.save(code, answers)
    return code


def practitioner(store: Store, **answers: Any) -> str:
    code = store.create("practitioner", "v1", "consent-1", "en")
    store.save(code, answers)
    return code


# -- one record ---------------------------------------------------------------------------------


def test_what_was_saved_comes_back_under_its_code(store: Store) -> None:
    code = store.create("group", "v1", "consent-1", "cy")
    store.save(code, {"g.name": "Bore da", "g.stage": 3, "g.open": None})
    assert store.load(code) == Record(
        side="group",
        version="v1",
        consent_version="consent-1",
        language="cy",
        created=date(2026, 3, 1),
        changed=date(2026, 3, 1),
        expires=date(2026, 3, 31),
        finished=False,
        answered=date(2026, 3, 1),
        answers={"g.name": "Bore da", "g.stage": 3, "g.open": None},
        writes=3,
    )


def test_answers_are_still_there_when_the_program_starts_again(url: str, clock: Clock) -> None:
    first = open_store(url, clock=clock)
    code = group(first, a=1)
    first.close()
    second = open_store(url, clock=clock)
    assert second.load(code).answers == {"a": 1}
    second.close()


def test_who_counts_along_sees_that_another_wrote(store: Store) -> None:
    code = group(store, a=1, b=2)
    counted = store.load(code).writes
    assert store.save(code, {"a": 3}) == counted + 1
    store.save(code, {"b": 4, "c": 0})
    assert store.save(code, {"a": 1}) == counted + 4
    assert store.load(code).writes == counted + 4
    store.update(code, forget=["a"])
    assert store.save(code, {"b": 2}) != counted + 5


def test_a_code_works_however_it_is_typed(store: Store) -> None:
    code = group(store, a=1)
    assert store.load(codes.pretty(code).lower()).answers == {"a": 1}


def test_a_new_answer_replaces_the_old_one_and_leaves_the_others(store: Store) -> None:
    code = group(store, a=1, b=2)
    store.save(code, {"a": None})
    store.save(code, {"a": 4})
    assert store.load(code).answers == {"a": 4, "b": 2}
    assert rows(store, ANSWERS) == 2


def test_the_revision_of_an_answer_counts_its_changes(store: Store) -> None:
    code = group(store, a=1, b=2)
    store.save(code, {"a": 3})
    revisions = store._read(lambda conn: conn.scalars(select(ANSWERS.c.revision)).all())
    assert sorted(revisions) == [1, 2]


@pytest.mark.parametrize("words", NAUGHTY, ids=range(len(NAUGHTY)))
def test_any_text_comes_back_to_the_letter(store: Store, words: str) -> None:
    assert store.load(group(store, a=words)).answers == {"a": words}


@pytest.mark.parametrize(
    "answer",
    ["a\0b", "\ud800", "a" * 8193, "語" * 2731, True, 1.5, -1, 10**9, [1], {"a": 1}, b"a"],
    ids=repr,
)
def test_what_no_question_can_have_as_its_answer_is_refused_whole(
    store: Store, answer: Any
) -> None:
    code = group(store, a=1)
    with pytest.raises(Refused):
        store.save(code, {"a": 2, "b": answer})
    assert store.load(code).answers == {"a": 1}


@pytest.mark.parametrize("item", ["", "a" * 65, "a\0b", "\udfff", 3], ids=repr)
def test_what_cannot_be_an_item_is_refused(store: Store, item: Any) -> None:
    with pytest.raises(Refused):
        store.save(group(store), {item: 1})


def test_a_record_cannot_be_filled_without_end(store: Store) -> None:
    code = group(store, **{f"i{n}": n for n in range(500)})
    with pytest.raises(Refused):
        store.save(code, {"one.more": 1})
    with pytest.raises(Refused):
        store.save(code, {f"j{n}": n for n in range(501)})
    store.save(code, {"i7": 8})
    assert len(store.load(code).answers) == 500


@pytest.mark.parametrize("odd", ["", "x" * 65, "a\0", None])
def test_odd_words_about_a_record_are_refused(store: Store, odd: Any) -> None:
    for meta in (("group", odd, "c", "en"), ("group", "v", odd, "en"), ("group", "v", "c", odd)):
        with pytest.raises(Refused):
            store.create(*meta)
    with pytest.raises(Refused):
        store.create(odd, "v", "c", "en")
    assert rows(store, RECORDS) == 0


def test_single_answers_can_be_forgotten(store: Store) -> None:
    code = group(store, a=1, b=2, c=3)
    store.update(code, forget=["a", "c", "never answered"])
    assert store.load(code).answers == {"b": 2}
    assert rows(store, ANSWERS) == 1


def test_only_what_is_given_changes_in_a_record(store: Store) -> None:
    code = group(store, a=1)
    store.update(code, language="cy")
    store.update(code, version="v2")
    store.update(code, finished=True)
    found = store.load(code)
    assert (found.language, found.version, found.finished) == ("cy", "v2", True)
    store.update(code, finished=False)
    assert store.load(code).finished is False


# -- a record that is closed --------------------------------------------------------------------


@pytest.fixture
def shut(store: Store) -> str:
    """A group's record with two answers, closed."""
    code = group(store, a=1, b=2)
    store.update(code, finished=True)
    return code


REFUSED: dict[str, Callable[[Store, str], object]] = {
    "a new answer": lambda store, code: store.save(code, {"c": 3}),
    "another answer": lambda store, code: store.save(code, {"a": 3, "c": None}),
    "no answer at all": lambda store, code: store.save(code, {}),
    "an answer forgotten": lambda store, code: store.update(code, forget=["a"]),
    "other questions": lambda store, code: store.update(code, version="v2"),
    "other questions, in another language": lambda store, code: store.update(
        code, version="v2", language="cy"
    ),
    "other questions, closed once more": lambda store, code: store.update(
        code, version="v2", finished=True
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_answer_to_a_closed_record_is_refused_and_the_rest_is_kept(
    store: Store, shut: str, clock: Clock, what: str
) -> None:
    before = store.load(shut)
    clock.on(5)
    with pytest.raises(Ended):
        REFUSED[what](store, shut)
    assert store.load(shut) == before


def test_a_closed_record_that_is_opened_again_takes_answers(store: Store, shut: str) -> None:
    store.update(shut, finished=False)
    store.save(shut, {"a": 3})
    store.update(shut, forget=["b"])
    assert store.load(shut).answers == {"a": 3}


def test_a_record_can_be_opened_and_closed_with_other_questions_in_one_go(store: Store) -> None:
    code = group(store, a=1)
    store.update(code, version="v2", finished=True)
    assert (store.load(code).version, store.load(code).finished) == ("v2", True)
    store.update(code, version="v3", finished=False)
    assert (store.load(code).version, store.load(code).finished) == ("v3", False)


def test_a_closed_record_can_still_be_read_spoken_to_shared_and_deleted(
    store: Store, shut: str
) -> None:
    theirs = practitioner(store, a=4)
    store.update(theirs, finished=True)
    store.update(shut, language="cy")
    share = store.share(shut)
    store.join(theirs, share)
    assert store.load(shut).language == "cy"
    assert store.shared(share, theirs).group == {"a": 1, "b": 2}
    store.leave(theirs, share)
    store.unshare(shut)
    assert store.load(theirs).joined == ()
    store.delete(shut)
    with pytest.raises(NotFound):
        store.load(shut)


def test_closed_and_unknown_are_told_apart_only_by_who_has_the_code(
    store: Store, shut: str
) -> None:
    with pytest.raises(NotFound):
        store.save(codes.new(), {"a": 1})
    store.delete(shut)
    with pytest.raises(NotFound):
        store.save(shut, {"a": 1})


def test_of_closing_and_answering_at_once_no_answer_comes_after_the_closing(store: Store) -> None:
    """Whatever was acknowledged is there; whatever was refused is not."""
    code = group(store)
    kept: list[int] = []

    def answer(number: int) -> None:
        try:
            store.save(code, {f"i{number}": number})
        except Ended:
            return
        kept.append(number)

    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(answer, number) for number in range(40)]
        pool.submit(store.update, code, finished=True).result()
        for job in jobs:
            job.result()
    with pytest.raises(Ended):
        store.save(code, {"late": 1})
    assert store.load(code).answers == {f"i{number}": number for number in kept}


def test_two_records_do_not_touch_each_other(store: Store) -> None:
    one, other = group(store, a=1), group(store, a=2)
    store.delete(one)
    assert store.load(other).answers == {"a": 2}


# -- how long -----------------------------------------------------------------------------------


def test_every_change_keeps_a_record_for_30_more_days(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    clock.on(30)
    store.save(code, {"a": 2})
    found = store.load(code)
    assert (found.created, found.changed) == (date(2026, 3, 1), date(2026, 3, 31))
    assert found.expires == date(2026, 4, 30)


def test_looking_does_not_keep_a_record_longer(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    clock.on(20)
    store.load(code)
    assert store.load(code).expires == date(2026, 3, 31)


def test_a_record_is_there_on_its_last_day_and_gone_on_the_next(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    clock.on(30)
    assert store.load(code).answers == {"a": 1}
    clock.on(31)
    with pytest.raises(NotFound):
        store.load(code)


def test_the_days_can_be_set(url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESTEEM_KEEP_DAYS", "7")
    store = open_store(url, clock=clock)
    assert store.load(group(store)).expires == date(2026, 3, 8)
    store.close()


@pytest.mark.parametrize("days", ["0", "-1", "366", "a week", "7.5"])
def test_days_that_make_no_sense_are_refused_at_the_start(
    url: str, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("ESTEEM_KEEP_DAYS", days)
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.code == "bad-setting"


def test_a_purge_deletes_what_has_expired_with_all_that_hangs_on_it(
    store: Store, clock: Clock
) -> None:
    old = group(store, a=1)
    joiner = practitioner(store, b=2)
    store.join(joiner, store.share(old))
    clock.on(20)
    store.save(joiner, {"b": 3})
    young = group(store, a=4)
    clock.on(31)
    assert store.purge() == 1
    assert store.purge() == 0
    assert store.load(young).answers == {"a": 4}
    assert store.load(joiner).joined == ()
    assert (rows(store, RECORDS), rows(store, SHARES), rows(store, COPIES)) == (2, 0, 0)


def test_a_purge_can_be_asked_for_another_day(store: Store) -> None:
    group(store, a=1)
    assert store.purge(START + timedelta(days=30)) == 0
    assert store.purge(START + timedelta(days=31)) == 1


# -- unknown, expired and deleted ---------------------------------------------------------------

USES: dict[str, Callable[[Store, str, str], object]] = {
    "load": lambda store, code, _: store.load(code),
    "save": lambda store, code, _: store.save(code, {"a": 2}),
    "save nothing": lambda store, code, _: store.save(code, {}),
    "forget": lambda store, code, _: store.update(code, forget=["a"]),
    "update": lambda store, code, _: store.update(code, language="cy"),
    "share": lambda store, code, _: store.share(code),
    "unshare": lambda store, code, _: store.unshare(code),
    "join": lambda store, code, share: store.join(code, share),
    "leave": lambda store, code, share: store.leave(code, share),
    "shared": lambda store, code, share: store.shared(share, code),
}


@pytest.mark.parametrize("use", USES)
def test_unknown_expired_deleted_and_mistyped_codes_get_the_same_answer(
    store: Store, clock: Clock, use: str
) -> None:
    expired = group(store, a=1)
    clock.on(31)
    deleted, share = group(store, a=1), store.share(group(store, a=1))
    store.delete(deleted)
    for code in (expired, deleted, codes.new(), "not a code", ""):
        with pytest.raises(NotFound) as caught:
            USES[use](store, code, share)
        assert str(caught.value) == str(NotFound())


def test_nothing_brings_a_record_back_that_is_gone_or_expired(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    clock.on(31)
    for use in USES.values():
        with pytest.raises(NotFound):
            use(store, code, codes.new())
    store.purge()
    with pytest.raises(NotFound):
        store.save(code, {"a": 1})
    assert rows(store, RECORDS) == rows(store, ANSWERS) == 0


def test_the_same_work_is_done_for_unknown_expired_and_deleted_codes(
    store: Store, clock: Clock
) -> None:
    expired, deleted = group(store, a=1), group(store, a=1)
    store.delete(deleted)
    clock.on(31)
    work: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *args: work.append(args[2]))
    seen = []
    for code in (expired, deleted, codes.new()):
        work.clear()
        with pytest.raises(NotFound):
            store.load(code)
        seen.append(tuple(work))
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0]) > 0


def test_deleting_twice_or_what_never_was_is_no_error(store: Store) -> None:
    code = group(store, a=1)
    for _ in range(2):
        store.delete(code)
    store.delete(codes.new())
    store.delete("not a code")
    assert rows(store, RECORDS) == 0


# -- shares -------------------------------------------------------------------------------------


def test_group_and_practitioner_see_each_other_once_the_practitioner_has_joined(
    store: Store, clock: Clock
) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=2)
    share = store.share(ours)
    clock.on(2)
    store.join(theirs, share)
    for code in (ours, theirs):
        seen = store.shared(share, code)
        assert (seen.group, seen.version, seen.on) == ({"a": 1}, "v1", date(2026, 3, 1))
        ((tag, answers, version, on, at),) = seen.practitioners
        assert (answers, version, on) == ({"b": 2}, "v1", date(2026, 3, 3))
        assert (seen.at, at) == (START, START + timedelta(days=2))
        assert tag
    assert store.load(ours).share == share
    assert store.load(theirs).joined == (share,)


def test_a_share_code_names_the_group_and_its_day_before_anybody_joins(store: Store) -> None:
    ours = group(store, **{"g.name": "The Tuesday Circle", "a": 1})
    share = store.share(ours)
    assert store.sharer(share) == Sharer("The Tuesday Circle", date(2026, 3, 1))
    assert store.sharer(store.share(group(store, a=1))).name == ""
    for nothing in (ours, codes.new(), "no code"):
        with pytest.raises(NotFound):
            store.sharer(nothing)
    store.unshare(ours)
    with pytest.raises(NotFound):
        store.sharer(share)


def test_a_group_may_look_at_its_share_before_anybody_joins(store: Store) -> None:
    ours = group(store, a=1)
    assert store.shared(store.share(ours), ours).practitioners == ()


def test_the_group_sees_all_who_joined_and_each_of_them_only_the_group_and_itself(
    store: Store,
) -> None:
    ours = group(store, a=1)
    share = store.share(ours)
    theirs = [practitioner(store, b=n) for n in range(3)]
    for code in theirs:
        store.join(code, share)
    everybody = store.shared(share, ours).practitioners
    assert sorted(joined.answers["b"] for joined in everybody) == [0, 1, 2]
    assert len({joined.tag for joined in everybody}) == 3
    for n, code in enumerate(theirs):
        assert [joined.answers for joined in store.shared(share, code).practitioners] == [{"b": n}]


def test_nobody_who_has_not_joined_sees_a_share(store: Store) -> None:
    share = store.share(group(store, a=1))
    for stranger in (practitioner(store, b=1), group(store, a=2)):
        with pytest.raises(NotFound):
            store.shared(share, stranger)


def test_a_copy_stays_as_it_was_shared_until_it_is_shared_again(store: Store) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    share = store.share(ours)
    store.join(theirs, share)
    store.save(ours, {"a": 2})
    store.save(theirs, {"b": 2})
    seen = store.shared(share, ours)
    assert (seen.group, seen.practitioners[0].answers) == ({"a": 1}, {"b": 1})
    assert store.share(ours) == share
    store.join(theirs, share)
    seen = store.shared(share, ours)
    assert (seen.group, seen.practitioners[0].answers) == ({"a": 2}, {"b": 2})
    assert rows(store, COPIES) == 2


def test_a_copy_keeps_the_version_that_was_answered(store: Store) -> None:
    ours = group(store, a=1)
    share = store.share(ours)
    store.update(ours, version="v2")
    assert store.shared(share, ours).version == "v1"
    store.share(ours)
    assert store.shared(share, ours).version == "v2"


def test_taking_a_share_back_deletes_every_copy_in_it(store: Store) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    share = store.share(ours)
    store.join(theirs, share)
    store.unshare(ours)
    assert rows(store, SHARES) == rows(store, COPIES) == 0
    for code in (ours, theirs):
        with pytest.raises(NotFound):
            store.shared(share, code)
    with pytest.raises(NotFound):
        store.join(theirs, share)
    assert (store.load(ours).share, store.load(theirs).joined) == (None, ())
    assert store.load(theirs).answers == {"b": 1}


def test_a_code_that_was_taken_back_never_works_again(store: Store) -> None:
    ours = group(store, a=1)
    before = store.share(ours)
    store.unshare(ours)
    after = store.share(ours)
    assert before != after
    with pytest.raises(NotFound):
        store.shared(before, ours)


def test_a_practitioner_who_leaves_is_no_longer_seen_and_sees_nothing(store: Store) -> None:
    ours, theirs, other = group(store, a=1), practitioner(store, b=1), practitioner(store, b=2)
    share = store.share(ours)
    store.join(theirs, share)
    store.join(other, share)
    store.leave(theirs, share)
    assert [j.answers for j in store.shared(share, ours).practitioners] == [{"b": 2}]
    assert store.load(theirs).joined == ()
    with pytest.raises(NotFound):
        store.shared(share, theirs)
    store.leave(theirs, share)


def test_a_group_does_not_lose_its_own_copy_by_leaving(store: Store) -> None:
    ours = group(store, a=1)
    share = store.share(ours)
    store.leave(ours, share)
    assert store.shared(share, ours).group == {"a": 1}


def test_deleting_a_practitioners_record_takes_its_copy_out_of_every_share(store: Store) -> None:
    groups = [group(store, a=n) for n in range(2)]
    theirs = practitioner(store, b=1)
    shares = [store.share(code) for code in groups]
    for share in shares:
        store.join(theirs, share)
    assert set(store.load(theirs).joined) == set(shares)
    store.delete(theirs)
    for share, code in zip(shares, groups, strict=True):
        assert store.shared(share, code).practitioners == ()
    assert rows(store, COPIES) == 2


def test_deleting_a_groups_record_deletes_its_share_and_every_copy_in_it(store: Store) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    share = store.share(ours)
    store.join(theirs, share)
    store.delete(ours)
    assert rows(store, SHARES) == rows(store, COPIES) == 0
    with pytest.raises(NotFound):
        store.shared(share, theirs)


def test_a_share_ends_on_the_day_its_group_expires_before_any_purge(
    store: Store, clock: Clock
) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    share = store.share(ours)
    clock.on(10)
    store.join(theirs, share)
    clock.on(31)
    with pytest.raises(NotFound):
        store.shared(share, theirs)
    with pytest.raises(NotFound):
        store.join(theirs, share)
    assert store.load(theirs).joined == ()


def test_a_practitioner_who_has_expired_is_no_longer_shown(store: Store, clock: Clock) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    share = store.share(ours)
    store.join(theirs, share)
    clock.on(20)
    store.save(ours, {"a": 2})
    clock.on(31)
    assert store.shared(share, ours).practitioners == ()


def test_only_groups_share_and_only_practitioners_join(store: Store) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    with pytest.raises(Refused):
        store.share(theirs)
    share = store.share(ours)
    for code in (ours, group(store, a=2)):
        with pytest.raises(Refused):
            store.join(code, share)
    assert rows(store, COPIES) == 1


def test_a_share_code_opens_no_record_and_a_return_code_no_share(store: Store) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=1)
    share = store.share(ours)
    with pytest.raises(NotFound):
        store.load(share)
    with pytest.raises(NotFound):
        store.join(theirs, ours)


def test_a_share_cannot_be_flooded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esteem_match.store.record.shares.MEMBERS_MOST", 3)
    share = store.share(group(store, a=1))
    people = [practitioner(store, b=n) for n in range(3)]
    store.join(people[0], share)
    store.join(people[1], share)
    with pytest.raises(Refused):
        store.join(people[2], share)
    store.join(people[1], share)
    assert rows(store, COPIES) == 3


# -- a share that ended -------------------------------------------------------------------------


ENDINGS: dict[str, Callable[[Store, str, Clock], object]] = {
    "taken back": lambda store, ours, _: store.unshare(ours),
    "deleted": lambda store, ours, _: store.delete(ours),
    "expired": lambda _, __, clock: clock.on(31),
    "expired and purged": lambda store, _, clock: (clock.on(31), store.purge()),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_who_joined_a_share_learns_that_it_no_longer_stands_until_it_is_known(
    store: Store, clock: Clock, how: str
) -> None:
    ours, theirs = group(store, a=1), practitioner(store, b=2)
    share = store.share(ours)
    assert store.load(theirs).parted is False
    store.join(theirs, share)
    assert store.load(theirs).parted is False
    clock.on(1)
    store.save(theirs, {"b": 3})
    ENDINGS[how](store, ours, clock)
    found = store.load(theirs)
    assert (found.parted, found.joined, found.answers) == (True, (), {"b": 3})
    store.know_parted(theirs)
    assert store.load(theirs).parted is False
    assert store.load(theirs).answers == {"b": 3}


def test_one_share_that_ended_is_told_beside_those_that_stand(store: Store) -> None:
    first, second, theirs = group(store, a=1), group(store, a=2), practitioner(store)
    for code in (first, second):
        store.join(theirs, store.share(code))
    store.unshare(first)
    assert (store.load(theirs).parted, len(store.load(theirs).joined)) == (True, 1)
    store.know_parted(theirs)
    assert (store.load(theirs).parted, len(store.load(theirs).joined)) == (False, 1)
    store.unshare(second)
    assert store.load(theirs).parted is True


def test_who_leaves_a_share_is_not_told_that_it_ended(store: Store) -> None:
    ours, theirs = group(store), practitioner(store)
    share = store.share(ours)
    store.join(theirs, share)
    store.leave(theirs, share)
    store.unshare(ours)
    assert store.load(theirs).parted is False


def test_a_group_is_never_told_that_its_own_share_ended(store: Store) -> None:
    ours = group(store)
    store.share(ours)
    store.unshare(ours)
    assert store.load(ours).parted is False


def test_what_is_noted_of_shares_is_no_answer(store: Store) -> None:
    theirs = practitioner(store, **{f"i{n}": n for n in range(500)})
    store.join(theirs, store.share(group(store)))
    assert len(store.load(theirs).answers) == 500
    store.save(theirs, {"i1": 2})
    share = store.share(group(store))
    store.join(theirs, share)
    assert set(store.shared(share, theirs).practitioners[0].answers) == {
        f"i{n}" for n in range(500)
    }


def test_a_code_is_known_as_a_share_only_while_it_stands(store: Store, clock: Clock) -> None:
    ours = group(store)
    share = store.share(ours)
    assert store.is_share(codes.pretty(share).lower())
    assert not store.is_share(ours)
    assert not store.is_share(codes.new())
    assert not store.is_share("no code at all")
    clock.on(31)
    assert not store.is_share(share)


# -- archived content ---------------------------------------------------------------------------


def test_content_is_kept_while_a_record_or_a_copy_refers_to_it(store: Store, clock: Clock) -> None:
    for version in ("v1", "v2", "v3"):
        store.keep_content(version, f"text of {version}")
    ours = group(store, a=1)
    store.share(ours)
    store.update(ours, version="v2")
    assert store.purge() == 0
    assert [store.content(v) for v in ("v1", "v2", "v3")] == [f"text of v{n}" for n in (1, 2, 3)]
    clock.on(31)
    store.purge()
    assert [store.content(v) for v in ("v1", "v2", "v3")] == [None, None, "text of v3"]


def test_the_content_kept_last_is_current_even_if_it_was_there_before(store: Store) -> None:
    for version in ("old", "new", "old"):
        store.keep_content(version, version)
    store.purge()
    assert (store.content("old"), store.content("new")) == ("old", None)


def test_content_that_is_not_there_is_none(store: Store) -> None:
    assert store.content("never") is None


def test_content_with_nul_is_refused(store: Store) -> None:
    with pytest.raises(Refused):
        store.keep_content("v1", "a\0b")


# -- many at once -------------------------------------------------------------------------------


def test_two_tabs_at_once_leave_one_answer_each_and_the_last_one_wins(store: Store) -> None:
    code = group(store)
    together = threading.Barrier(2)

    def tab(start: int) -> None:
        together.wait()
        for n in range(25):
            store.save(code, {"shared": start + n, f"own.{start}": n})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(tab, (0, 100)))
    answers = store.load(code).answers
    assert answers.pop("shared") in (24, 124)
    assert answers == {"own.0": 24, "own.100": 24}
    assert rows(store, ANSWERS) == 3
    assert rows(store, RECORDS) == 1


def test_two_hundred_saves_at_once_are_all_there(url: str, store: Store) -> None:
    people = [store.create("practitioner", "v1", "c", "en") for _ in range(200)]
    together = threading.Barrier(200)

    def save(n: int) -> None:
        together.wait()
        store.save(people[n], {"a": n % 5, "who": str(n)})

    with ThreadPoolExecutor(200) as pool:
        list(pool.map(save, range(200)))
    store.close()
    again = open_store(url, clock=Clock())
    found = [again.load(code).answers for code in people]
    again.close()
    assert found == [{"a": n % 5, "who": str(n)} for n in range(200)]


def test_a_bad_write_among_many_fails_alone(store: Store) -> None:
    good, gone = [group(store) for _ in range(20)], codes.new()
    together = threading.Barrier(40)

    def save(n: int) -> bool:
        together.wait()
        try:
            store.save(gone if n % 2 else good[n // 2], {"a": 1})
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(40) as pool:
        kept = list(pool.map(save, range(40)))
    assert kept == [n % 2 == 0 for n in range(40)]
    assert all(store.load(code).answers == {"a": 1} for code in good)


def test_a_closed_store_says_so_and_may_be_closed_twice(url: str) -> None:
    store = open_store(url)
    code = group(store, a=1)
    store.close()
    store.close()
    with pytest.raises(Closed):
        store.save(code, {"a": 2})
    with pytest.raises(Closed):
        store.load(code)


# -- all of it together -------------------------------------------------------------------------

WHO = st.integers(0, 3)
ITEM = st.sampled_from(["a", "b", "c"])
ANSWER = st.one_of(
    st.none(),
    st.integers(0, 5),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
)


class AgainstAModel(RuleBasedStateMachine):
    """Two groups and two practitioners do anything in any order; a dictionary does the same."""

    @initialize()
    def start(self) -> None:
        self.clock, self.day = Clock(), 0
        self.store = MAKE(self.clock)
        sides = ["group", "group", "practitioner", "practitioner"]
        self.codes = [self.store.create(side, "v1", "c", "en") for side in sides]
        self.answers: dict[int, dict[str, Any]] = {n: {} for n in range(4)}
        self.until = dict.fromkeys(range(4), 30)
        self.copies: dict[int, dict[int, dict[str, Any]]] = {}
        self.shares: dict[int, str] = {}

    def alive(self, who: int) -> bool:
        return who in self.answers and self.until[who] >= self.day

    def do(self, who: int, act: Callable[[], object]) -> bool:
        """Whether it worked; the store must agree with the model on that."""
        if not self.alive(who):
            with pytest.raises(NotFound):
                act()
            return False
        act()
        self.until[who] = self.day + 30
        return True

    @rule(who=WHO, item=ITEM, answer=ANSWER)
    def save(self, who: int, item: str, answer: Any) -> None:
        if self.do(who, lambda: self.store.save(self.codes[who], {item: answer})):
            self.answers[who][item] = answer

    @rule(who=WHO, item=ITEM)
    def forget(self, who: int, item: str) -> None:
        if self.do(who, lambda: self.store.update(self.codes[who], forget=[item])):
            self.answers[who].pop(item, None)

    @rule(who=st.integers(0, 1))
    def share(self, who: int) -> None:
        made: list[str] = []
        if self.do(who, lambda: made.append(self.store.share(self.codes[who]))):
            assert self.shares.setdefault(who, made[0]) == made[0]
            self.copies.setdefault(who, {})[who] = dict(self.answers[who])

    @rule(who=st.integers(0, 1))
    def unshare(self, who: int) -> None:
        if self.do(who, lambda: self.store.unshare(self.codes[who])):
            self.shares.pop(who, None)
            self.copies.pop(who, None)

    @precondition(lambda self: self.shares)
    @rule(who=st.integers(2, 3), data=st.data())
    def join(self, who: int, data: st.DataObject) -> None:
        owner = data.draw(st.sampled_from(sorted(self.shares)))
        act = lambda: self.store.join(self.codes[who], self.shares[owner])  # noqa: E731
        if self.alive(who) and not self.alive(owner):
            with pytest.raises(NotFound):
                act()
        elif self.do(who, act):
            self.copies[owner][who] = dict(self.answers[who])

    @precondition(lambda self: self.shares)
    @rule(who=st.integers(2, 3), data=st.data())
    def leave(self, who: int, data: st.DataObject) -> None:
        owner = data.draw(st.sampled_from(sorted(self.shares)))
        if self.do(who, lambda: self.store.leave(self.codes[who], self.shares[owner])):
            self.copies[owner].pop(who, None)

    @rule(who=WHO)
    def delete(self, who: int) -> None:
        self.store.delete(self.codes[who])
        self.gone(who)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.day += days
        self.clock.on(self.day)

    @rule()
    def purge(self) -> None:
        expired = [who for who in self.answers if not self.alive(who)]
        assert self.store.purge() == len(expired)
        for who in expired:
            self.gone(who)

    def gone(self, who: int) -> None:
        self.answers.pop(who, None)
        self.shares.pop(who, None)
        self.copies.pop(who, None)
        for copies in self.copies.values():
            copies.pop(who, None)

    @invariant()
    def store_and_model_agree(self) -> None:
        for who in range(4):
            if self.alive(who):
                found = self.store.load(self.codes[who])
                assert (found.answers, found.share) == (self.answers[who], self.shares.get(who))
            else:
                with pytest.raises(NotFound):
                    self.store.load(self.codes[who])

    @invariant()
    def everybody_sees_what_they_may(self) -> None:
        for owner, share in self.shares.items():
            for who in range(4):
                may = self.alive(owner) and self.alive(who) and who in self.copies[owner]
                if not may:
                    with pytest.raises(NotFound):
                        self.store.shared(share, self.codes[who])
                    continue
                seen = self.store.shared(share, self.codes[who])
                theirs = [c for n, c in self.copies[owner].items() if self.shown(owner, who, n)]
                assert seen.group == self.copies[owner][owner]
                assert sorted(map(repr_sorted, theirs)) == sorted(
                    repr_sorted(joined.answers) for joined in seen.practitioners
                )

    def shown(self, owner: int, viewer: int, whose: int) -> bool:
        return whose != owner and viewer in (owner, whose) and self.alive(whose)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


def repr_sorted(answers: dict[str, Any]) -> str:
    return repr(sorted(answers.items(), key=lambda pair: pair[0]))


MAKE: Callable[[Clock], Store]


@pytest.mark.parametrize("kind", STORES)
def test_whatever_people_do_in_any_order_the_store_keeps_its_promises(
    kind: str, new_database: Callable[[str], str]
) -> None:
    def make(clock: Clock) -> Store:
        return open_store(stores.filled(new_database(kind)), clock=clock)

    global MAKE
    MAKE = make
    machine = AgainstAModel.TestCase
    machine.settings = settings(
        max_examples=15,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()
