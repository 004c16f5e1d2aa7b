"""Earlier times taken home and brought back: all of them, with their days, or nothing."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esteem_match import content, export, resources
from esteem_match.export import BadFile
from esteem_match.models import SIDES, Answer, Side
from esteem_match.store import TIMES_MOST, Imported, Refused, Store, Time, open_store
from esteem_match.store.database.schema import RECORDS, TIMES
from esteem_match.ui.mine import page
from esteem_match.ui.person import Here
from esteem_match.ui.welcome.bring_file import imported as found_in
from tests import rooms, stores
from tests.conftest import START, Clock
from tests.test_export import LIBRARY, MARCH, RULES, altered, bent, earlier, file, made

JULY = date(2026, 7, 9)
ON = START.date()
OLDER = "before"  # questions of which one has another title, and the rest is today's


# The file


def test_a_file_of_the_format_before_is_still_read_and_its_last_change_is_the_day() -> None:
    raw = json.loads(export.write(made(changed=MARCH)))
    for new in ("times", "answered", "asked_until"):
        del raw[new]
    kept = export.read(json.dumps(raw | {"format": 1}))
    assert (kept.answered_on, kept.times) == (MARCH, ())
    assert export.read(json.dumps(raw | {"format": 1, "answers": []})).answered_on is None


def test_who_has_begun_again_and_said_nothing_has_no_day_yet() -> None:
    assert export.read(export.write(made(answered=None))).answered_on is None


@pytest.mark.parametrize(
    "text",
    [
        bent((0, "day"), "spring"),
        bent((0, "day"), None),
        bent((0, "questions"), "a b"),
        bent((1, "answers"), {}),
        bent((1, "more"), 1),
        bent((1, "answers", 0, "answer"), True),
        bent((1, "answers", 0, "id"), ""),
        bent((1, "answers"), json.loads(file())["answers"] * 2),
        bent((1, "answers"), [1] * 501),
        altered(times=json.loads(file(earlier(MARCH)))["times"] * (export.TIMES_MOST + 1)),
        altered(answered="soon"),
    ],
)
def test_a_time_that_is_bent_breaks_the_file(text: str) -> None:
    with pytest.raises(BadFile) as bad:
        export.read(text)
    assert bad.value.code == "broken"


@pytest.mark.parametrize(
    ("days", "answered"),
    [((JULY, MARCH), JULY), ((MARCH, JULY), MARCH), ((MARCH,), JULY + timedelta(2))],
)
def test_days_that_do_not_follow_each_other_or_are_to_come_are_refused(
    days: tuple[date, ...], answered: date
) -> None:
    kept = made(times=tuple(map(earlier, days)), answered=answered)
    with pytest.raises(BadFile) as bad:
        export.check_days(kept, JULY)
    assert bad.value.code == "days"
    export.check_days(kept.model_copy(update={"times": (), "answered": JULY}), JULY)


def test_as_many_times_fit_into_a_file_as_are_kept() -> None:
    assert (export.TIMES_MOST, export.ANSWERS_MOST) == (TIMES_MOST, 500)


# The store


def imported(**own: Any) -> Imported:
    return Imported(
        **{
            "side": "group",
            "version": "v2",
            "consent_version": "c",
            "language": "en",
            "answers": {"a": 1},
            "answered": ON,
            **own,
        }
    )


def past(number: int, ago: int, **answers: Answer) -> Time:
    return Time(number=number, day=ON - timedelta(ago), version="v1", answers=answers)


def test_what_is_brought_begins_with_its_own_days(store: Store) -> None:
    times = past(1, 300, a=4), past(2, 100, a=2, b=None, name="Us")
    answered = ON - timedelta(9)
    code = store.times.bring(imported(answered=answered, times=times))
    record = store.load(code)
    assert (record.created, record.answered, record.answers) == (ON, answered, {"a": 1})
    assert store.times.load(code) == times


def test_what_is_brought_goes_on_like_any_other(store: Store, clock: Clock) -> None:
    code = store.times.bring(imported(times=[past(1, 300, a=4)]))
    clock.on(5)
    store.times.begin(code, "v3")
    assert [(time.number, time.version) for time in store.times.load(code)] == [
        (1, "v1"),
        (2, "v2"),
    ]
    store.times.back(code)
    assert store.load(code).answers == {"a": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"answered": ON + timedelta(1)},
        {"times": [past(1, -1, a=1)]},
        {"times": [past(n, 1, a=1) for n in range(TIMES_MOST + 1)]},
        {"times": [past(1, 1, a=10**9)]},
        {"times": [past(1, 1, a="x\0")]},
        {"times": [past(1, 1, **{f"i{n}": 1 for n in range(501)})]},
        {"times": [past(1, 1, a=1).model_copy(update={"version": ""})]},
        {"version": ""},
        {"answers": {"a": -1}},
    ],
)
def test_what_cannot_be_kept_is_refused_with_all_of_it(wrong: dict[str, Any], store: Store) -> None:
    with pytest.raises(Refused):
        store.times.bring(imported(**wrong))
    assert (rooms.rows(store, RECORDS), rooms.rows(store, TIMES)) == (0, 0)


# The law: whatever was kept, a file of it makes the same file somewhere else

ASKED = {side: tuple(RULES.side(side).questions()) for side in SIDES}


@st.composite
def said(draw: Any, side: Side) -> dict[str, Answer]:
    """Answers to some of the questions, as the screen would keep them."""
    found: dict[str, Answer] = {}
    for at in draw(st.sets(st.sampled_from(range(len(ASKED[side]))), max_size=6)):
        one = ASKED[side][at]
        unsure = draw(st.booleans())
        for item in one.items:
            if item.kind == "text":
                found[item.id] = draw(st.sampled_from([None, "The Lanterns", "Übung <b> 🌱"]))
            else:
                most = len(RULES.side(side).options[item.options]) - 1
                found[item.id] = None if unsure else draw(st.integers(0, most))
    return found


@st.composite
def kept_somewhere(draw: Any) -> Imported:
    side = draw(st.sampled_from(sorted(SIDES)))
    days = sorted(draw(st.lists(st.integers(0, 700), max_size=3)), reverse=True)
    versions = st.sampled_from([LIBRARY.version, OLDER])
    times = tuple(
        Time(number=n, day=ON - timedelta(ago), version=draw(versions), answers=draw(said(side)))
        for n, ago in enumerate(days, 1)
    )
    last = draw(st.none() | st.integers(0, days[-1] if days else 700))
    return imported(
        side=side,
        consent_version=LIBRARY.words["en"]["consent.version"],
        version=draw(versions),
        answers=draw(said(side)),
        answered=None if last is None else ON - timedelta(last),
        times=times,
    )


@pytest.fixture
def places(
    url: str,
    new_database: Callable[[str], str],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[tuple[Store, Store]]:
    """Two installations with a secret each, which both know both versions of the questions."""
    here = open_store(stores.filled(url), clock=clock)
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    second = new_database(kind)
    if kind == "postgresql":
        monkeypatch.setenv("ESTEEM_SECRET_FILE", str(tmp_path / "another.key"))
    there = open_store(stores.filled(second), clock=clock)
    assert here._secret != there._secret
    older = RULES.model_copy(update={"group": RULES.group.model_copy(update={"title": "Older"})})
    for one in (here, there):
        one.keep_content(OLDER, content.archive({"en": older}))
    yield here, there
    here.close()
    there.close()


def opened(store: Store, code: str, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Who comes to this installation with this code."""
    monkeypatch.setattr(resources, "store", lambda: store)
    record = store.load(code)
    return Here(code, "tag", record, RULES, True, dict(record.answers))


@given(begun=kept_somewhere())
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_file_makes_the_same_file_on_every_installation(
    begun: Imported, places: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = places
    with monkeypatch.context() as patch:
        patch.setattr(resources, "library", lambda: LIBRARY)
        first = page.gather(opened(here, here.times.bring(begun), patch))
        patch.setattr(resources, "store", lambda: there)
        code = there.times.bring(found_in(export.read(export.write(first))))
        second = page.gather(opened(there, code, patch))
    assert second == first
    assert [(time.day, len(time.answers)) for time in second.times] == [
        (time.day, len(time.answers)) for time in begun.times
    ]
    assert {one.id: one.answer for one in second.answers} == begun.answers
