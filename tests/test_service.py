"""Use cases: what each does, and under which code it fails. No page and no browser is here."""

import inspect
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from esteem_match import codes, export
from esteem_match.content import ArchiveError
from esteem_match.models import Answers, Content, Side, State
from esteem_match.service import answers, files, records, seats, sharing, times, workshops
from esteem_match.service.failure import BAD_ANSWERS, CODES, Failure, failure_of
from esteem_match.service.person import Here, here
from esteem_match.service.rules import Rules
from esteem_match.store import Away, Busy, Closed, Full, JoinForm, Store, StoreError, Token
from esteem_match.web.posted import ANSWERS, LATER, failed
from tests.conftest import shipped

GATHERING, ANSWERING, CLOSED, REVEALED, AGREED = State
OLDER = "older"  # a version that nothing can read
NOBODY = codes.new()
ADDRESS = "address:one"


def _content_of(version: str, language: str) -> Content:
    if version == OLDER:
        raise ArchiveError
    return LIBRARY.contents[language]


LIBRARY = shipped()
RULES = Rules(LIBRARY, _content_of, "en")


def form(join_code: str) -> JoinForm:
    return JoinForm(codes.new(), join_code)


class World(NamedTuple):
    """A group that shares, a practitioner, and somebody in a workshop that gathers."""

    store: Store
    group: str
    practitioner: str
    share: str
    host: str
    seated: str

    @property
    def door(self) -> str:
        return str(self.room.join_code)

    @property
    def room(self) -> Any:
        return self.store.rooms.load(self.host)

    def who(self, code: str) -> Here:
        return here(records.load(self.store, code), RULES)

    def move(self, *states: State) -> "World":
        for to in states:
            workshops.move(self.store, self.host, self.room, to)
        return self

    def shut(self, code: str) -> "World":
        self.store.update(code, finished=True)
        return self


@pytest.fixture
def world(store: Store) -> World:
    group, practitioner = (begun(store, side) for side in ("group", "practitioner"))
    sharing.share(store, group)
    share = str(store.load(group).share)
    day = store.today()
    host = workshops.open_workshop(store, RULES, "Tuesday", day, paced=False, until=day)
    door = str(store.rooms.load(host).join_code)
    seated = seats.join(store, form(door), "member", "1", "en")
    return World(store, group, practitioner, share, host, seated)


def begun(store: Store, side: Side, said: Answers | None = None) -> str:
    return records.start(store, RULES, side, "1", said or {})


def slipped(code: str) -> str:
    return code[:-1] + next(one for one in codes.ALPHABET if one != code[-1])


def save(world: World, **values: object) -> int:
    """What a page of the group hands over; in a name, __ stands for a dot."""
    sender = Token(world.group, "group", LIBRARY.version)
    named = {name.replace("__", "."): value for name, value in values.items()}
    return answers.begin_save(world.store, RULES.today, sender, named).result()


def renew(world: World, code: str) -> None:
    records.renew(world.store, RULES, world.who(code))


def begin(world: World, code: str) -> None:
    times.begin(world.store, RULES, world.who(code))


def opening(world: World, name: str, days: int = 0) -> str:
    today = world.store.today()
    until = today + timedelta(days)
    return workshops.open_workshop(world.store, RULES, name, today, paced=False, until=until)


def reveal(world: World) -> None:
    workshops.reveal(world.store, RULES, world.host, world.room)


def agree(world: World, text: str) -> None:
    workshops.agree(world.store, world.host, {"not_do": text})


def far(world: World) -> date:
    return world.store.times.longest() + timedelta(1)


def crowd(world: World) -> Store:
    for _ in range(seats.FAILURES_MOST):
        world.store.failures.note(ADDRESS)
    return world.store


Act = Callable[[World], object]
FAILS: list[tuple[Act, str, str]] = [
    # A code typed to come back
    (lambda w: records.come_back(w.store, "ABC"), "length", "too short"),
    (lambda w: records.come_back(w.store, "0" * 24), "letters", "signs that no code has"),
    (lambda w: records.come_back(w.store, slipped(w.group)), "slip", "one character wrong"),
    (lambda w: records.come_back(w.store, NOBODY), "gone", "nobody's, or deleted"),
    (lambda w: records.come_back(w.store, w.share), "share_code", "of another kind"),
    (lambda w: records.come_back(w.store, w.host), "gone", "says no more of other kinds"),
    # Records
    (lambda w: records.load(w.store, NOBODY), "gone", ""),
    (lambda w: records.load(w.store, "?"), "gone", "a cookie that somebody made up"),
    (lambda w: records.days_kept(w.store, NOBODY), "gone", ""),
    (lambda w: records.speak(w.store, NOBODY, "en"), "gone", ""),
    (lambda w: renew(w.shut(w.group), w.group), "late", "closed: its answers stand"),
    (lambda w: records.reopen(w.store, NOBODY), "gone", ""),
    (lambda w: records.reopen(w.move(ANSWERING, CLOSED).store, w.seated), "refused", "a round's"),
    # Sharing
    (lambda w: sharing.share(w.store, NOBODY), "gone", ""),
    (lambda w: sharing.unshare(w.store, NOBODY), "gone", ""),
    (
        lambda w: sharing.joined(w.store, w.group, NOBODY),
        "gone",
        "nobody waits for a share any more",
    ),
    (lambda w: sharing.join(w.store, w.practitioner, "ABC"), "length", "typed, too"),
    (lambda w: sharing.join(w.store, w.practitioner, slipped(w.share)), "slip", ""),
    (lambda w: sharing.join(w.store, w.practitioner, NOBODY), "gone", "or taken back"),
    (lambda w: sharing.join(w.store, w.practitioner, w.group), "return_code", "of another kind"),
    (lambda w: sharing.leave(w.store, NOBODY, w.share), "gone", ""),
    (lambda w: sharing.know_parted(w.store, NOBODY), "gone", ""),
    # Time and again
    (lambda w: begin(w, w.group), "refused", "nothing is answered yet"),
    (lambda w: begin(w.shut(w.group), w.group), "late", ""),
    (lambda w: times.back(w.store, w.group), "refused", "there is no time before"),
    (lambda w: times.hold(w.store, w.group, far(w)), "refused", "longer than anybody may ask"),
    (lambda w: times.hold(w.store, NOBODY, None), "gone", ""),
    # An answer
    (lambda w: save(w, g__none=1), "unknown_item", ""),
    (lambda w: save(w, g__rb__room="2"), "wrong_kind", "a word for a number"),
    (lambda w: save(w, g__rb__room=99), "out_of_range", ""),
    (lambda w: save(w, g__name="x" * 999), "too_long", ""),
    # Join codes
    (lambda w: seats.look_up(w.store, "ABC", ADDRESS), "length", "six characters"),
    (lambda w: seats.look_up(w.store, "ABCDE0", ADDRESS), "letters", ""),
    (lambda w: seats.look_up(w.store, "ABCDEF", ADDRESS), "gone", "and is counted"),
    (lambda w: seats.look_up(crowd(w), w.door, ADDRESS), "crowded", "a right one, too"),
    # Seats
    (
        lambda w: seats.join(w.store, form("ABCDEF"), "member", "1", "en"),
        "gone",
        "answering has ended",
    ),
    (lambda w: seats.sit(w.store, w.practitioner, w.door, "member"), "refused", "another side"),
    (lambda w: seats.sit(w.store, w.group, "ABCDEF", "member"), "gone", ""),
    (lambda w: seats.finish(w.store, w.group, done=True), "gone", "sits nowhere"),
    (lambda w: seats.finish(w.move(ANSWERING, CLOSED).store, w.seated, done=True), "late", ""),
    (lambda w: seats.leave(w.store, w.group), "gone", ""),
    # Workshops
    (lambda w: opening(w, " \n "), "empty", "it has to be called something"),
    (lambda w: opening(w, "x" * 81), "too_long", ""),
    (lambda w: opening(w, "Tuesday", -1), "refused", "nobody could join"),
    (lambda w: workshops.days_kept(w.store, NOBODY), "gone", ""),
    (lambda w: workshops.move(w.store, NOBODY, w.room, ANSWERING), "gone", ""),
    (
        lambda w: workshops.move(w.move(ANSWERING).store, w.host, w.room, AGREED),
        "refused",
        "a leap",
    ),
    (lambda w: workshops.extend(w.move(ANSWERING, CLOSED).store, w.host), "moved", "over by now"),
    (lambda w: reveal(w), "moved", "still open"),
    (lambda w: workshops.begin(w.store, w.host, w.room), "moved", "nothing was shown"),
    (lambda w: agree(w, "No names"), "moved", "nothing was shown"),
    (lambda w: agree(w, "x" * 601), "too_long", ""),
    # Files
    (lambda _: files.read("{"), "not_json", ""),
    (lambda _: files.read("{}"), "not_ours", ""),
    (lambda _: files.read(json.dumps({"kind": export.KIND, "format": 99})), "newer", ""),
    (lambda _: files.read(json.dumps({"kind": export.KIND, "format": 1})), "broken", ""),
]


@pytest.mark.parametrize(("act", "code", "why"), FAILS)
def test_what_cannot_be_done_fails_under_its_code(
    world: World, act: Act, code: str, why: str
) -> None:
    with pytest.raises(Failure) as failure:
        act(world)
    assert failure.value.code == code, why


# One kind of failure


USE_CASES = [
    one
    for module in (answers, files, records, seats, sharing, times, workshops)
    for name, one in inspect.getmembers(module, inspect.isfunction)
    if one.__module__ == module.__name__ and not name.startswith("_")
    if next(iter(inspect.signature(one).parameters)) == "store"
]


@pytest.mark.parametrize("use_case", USE_CASES, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_use_case_has_one_kind_of_failure(use_case: Callable[..., object]) -> None:
    """By as_failure: a screen need not know what the store, the content or a code can raise."""
    assert use_case.__wrapped__.__module__ == use_case.__module__  # type: ignore[attr-defined]


def test_a_store_that_fails_is_a_failure_too(world: World) -> None:
    world.store.close()
    with pytest.raises(Failure) as failure:
        records.load(world.store, world.group)
    assert failure.value.code == "store"
    assert isinstance(failure.value.__cause__, Closed)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Away(), "away"),
        (Busy(), "away"),  # it comes back by itself, too
        (Full(), "store"),  # as does all that a reader can do nothing about
        (StoreError(), "store"),
        (ArchiveError(), "unreadable"),
        (Failure("late"), "late"),
        (ValueError(), "fault"),  # a mistake of ours
    ],
)
def test_every_fault_has_a_code(error: Exception, code: str) -> None:
    assert failure_of(error).code == code


def test_a_failure_carries_the_numbers_that_its_words_name(world: World) -> None:
    with pytest.raises(Failure) as failure:
        opening(world, "x" * 81)
    assert failure.value.values == {"limit": 80}


@pytest.mark.parametrize("code", sorted({*CODES.values(), *BAD_ANSWERS}))
def test_a_route_answers_each_failure_by_its_table(code: str) -> None:
    """What it does not know is "later", never "bad": the browser would throw the answer away."""
    status = failed(Failure(code)).status_code
    assert status == ANSWERS.get(code, LATER)[1]
    assert (status == 422) == (code in BAD_ANSWERS)


# What is done


def test_a_share_that_has_gone_is_left_out_of_what_others_see(world: World) -> None:
    sharing.join(world.store, world.practitioner, codes.pretty(world.share))
    who = world.who(world.practitioner)
    assert [one.share for one in sharing.copies(world.store, who)] == [world.share]
    sharing.unshare(world.store, world.group)
    assert sharing.copies(world.store, who) == ()


def test_a_step_that_another_has_taken_first_is_told(world: World) -> None:
    before = world.room
    world.move(ANSWERING)
    with pytest.raises(Failure, match="moved"):
        workshops.move(world.store, world.host, before, ANSWERING)


def test_wrong_join_codes_are_counted_and_slips_and_good_ones_are_not(world: World) -> None:
    for text in ("ABC", world.door, codes.pretty(world.door)):
        with suppress(Failure):
            seats.look_up(world.store, text, ADDRESS)
    assert world.store.failures.count(ADDRESS, seats.MINUTES) == 0
    with pytest.raises(Failure, match="gone"):
        seats.look_up(world.store, "ABCDEF", ADDRESS)
    assert world.store.failures.count(ADDRESS, seats.MINUTES) == 1


def test_who_answered_questions_that_nothing_can_read_is_shown_todays(world: World) -> None:
    world.store.update(world.group, version=OLDER)
    who = world.who(world.group)
    assert (who.readable, who.outdated, who.content) == (False, True, RULES.today)
    records.renew(world.store, RULES, who)
    assert world.who(world.group).readable


def test_a_practitioner_takes_nothing_to_another_group_while_a_round_waits_for_it(
    world: World,
) -> None:
    code = seats.join(world.store, form(world.door), "practitioner", "1", "en")
    world.store.save(code, {"p.rb.time": 1})
    assert records.own_half(RULES, world.who(code)) == {}
    world.store.save(world.practitioner, {"p.rb.time": 1})
    assert records.own_half(RULES, world.who(world.practitioner)) == {"p.rb.time": 1}
