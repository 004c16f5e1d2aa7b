"""What a room writes down and decides, and what its picture makes of it."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.content import ContentError
from esteem_match.models import PractitionerPart, Seat
from esteem_match.store import Away, Full, Moved, ReadOnly, StoreError
from esteem_match.ui import browser
from esteem_match.ui.mine import code as code_page
from tests.asking import KEPT, asked, given, hand
from tests.room_pages import (
    AGREED,
    ANSWERING,
    CLOSED,
    GATHERING,
    LEAST,
    REVEALED,
    SHOWN,
    as_host,
    as_member,
    begin_anew,
    content,
    crowd,
    door,
    fails,
    joined,
    keys,
    move,
    opened,
    press_join,
    revealed,
    roles,
    rows,
    says,
    state_of,
    submit,
    take_seat,
    through,
    type_code,
    visit,
)
from tests.test_pages import headings, open_page, press, shown, word

pytestmark = pytest.mark.usefixtures("own_pages")
STORE = "postgresql"

ROLE = "bridge-builder"
HOSTILE = (
    "<script>alert(1)</script>",
    "**bold** [link](http://x.org) :red[x] # h",
    '=HYPERLINK("http://x.org")',
    "{group} {day} {text}",
    "مرحبا بالعالم",
    "👩‍👩‍👧 🏳️‍🌈",
    "x" * 600,
    "$$x^2$$ `code` ~~no~~",
)


def write(app: AppTest, field: str, text: str) -> AppTest:
    box = next(
        one for one in (*app.text_input, *app.text_area) if str(one.key).startswith(f"{field}_")
    )
    box.set_value(text)
    return app


def save(app: AppTest, field: str) -> AppTest:
    return press(app, f"save_{field.split('.')[-1]}")


def decide(host: str, role: str, decision: str) -> AppTest:
    app = as_host(host, view="agree")
    one = next(r for r in app.radio if str(r.key).startswith(f"decision.{role}_"))
    one.set_value(decision)
    return save(app, role)


def texts(app: AppTest) -> list[str]:
    return [one.value for one in app.text]


def told(host: str, field: str) -> str:
    return resources.store().rooms.agreement(host).now.get(field, "")


# Written by one, seen by all


def test_what_the_host_writes_every_member_reads_and_earlier_words_are_kept() -> None:
    host, (member, *_) = revealed()
    assert says(as_member(member, view="agree"), "agree.empty")
    app = save(write(as_host(host, view="agree"), f"task.{ROLE}", "Find a room"), ROLE)
    assert "Find a room" in texts(as_member(member, view="agree"))
    save(write(app, f"task.{ROLE}", "Find two rooms"), ROLE)
    for page in (as_member(member, view="agree"), as_host(host, view="agree")):
        assert any("Find a room" in line for line in texts(page))
    assert "Find two rooms" in texts(as_member(member, view="agree"))
    assert told(host, f"task.{ROLE}") == "Find two rooms"


def test_a_member_reads_the_agreement_and_has_nothing_to_write_with() -> None:
    _, (member, *_) = revealed()
    app = as_member(member, view="agree")
    assert says(app, "agree.read_only")
    assert not [*app.text_input, *app.text_area, *app.radio, *app.date_input]


def test_words_on_a_boundary_are_kept_with_all_that_was_said_before() -> None:
    host, (member, *_) = revealed()
    field = f"boundary.{content().model.agreement[0].id}"
    app = as_host(host, view="agree")
    for text in ("Nobody tells", "Nobody tells a friend"):
        app = save(write(app, field, text), field)
    for page in (as_member(member, view="agree"), app):
        assert not fails(page)
        assert any(line.endswith(": Nobody tells") for line in texts(page))
    assert told(host, field) == "Nobody tells a friend"


def test_words_that_were_not_saved_are_there_again_after_a_look_at_the_picture() -> None:
    host, _ = revealed()
    app = write(as_host(host, view="agree"), "not_do", "Lead the meet").run()
    assert says(app, "agree.unsaved")
    app = press(press(write(app, "not_do", "Lead the meetings"), "to_board"), "to_agree")
    assert [one.value for one in app.text_area if str(one.key).startswith("not_do")] == [
        "Lead the meetings"
    ]
    assert told(host, "not_do") == ""
    app = save(app, "not_do")
    assert told(host, "not_do") == "Lead the meetings"
    assert says(app, "agree.saved")


def test_of_two_workshops_in_one_tab_none_shows_what_was_typed_in_the_other() -> None:
    one, other = revealed()[0], revealed()[0]
    app = write(as_host(one, view="agree"), "not_do", "Lead").run()
    app.session_state["_esteem"]["host"] = other
    assert "Lead" not in [box.value for box in app.run().text_area]


def test_nobody_is_shown_a_day_to_look_again_that_nobody_has_saved() -> None:
    host, (member, *_) = revealed()
    offered = as_host(host, view="agree").date_input[0].value
    unsaved = as_member(member, view="agree")
    assert not says(as_host(host, view="agree"), "agree.saved")
    assert says(as_host(host, view="agree"), "agree.unsaved")
    assert offered is not None
    assert code_page.day(offered) not in shown(unsaved)
    app = press(as_host(host, view="agree"), "save_again")
    assert says(app, "agree.saved")
    assert told(host, "again") == offered.isoformat()
    assert code_page.day(offered) in shown(as_member(member, view="agree"))


def test_what_is_agreed_is_read_until_it_is_opened_again() -> None:
    host, (member, *_) = revealed()
    save(write(as_host(host, view="agree"), "not_do", "Lead"), "not_do")
    stale = as_host(host, view="agree")
    move(host, AGREED)
    for page in (as_host(host, view="agree"), as_member(member, view="agree")):
        assert says(page, "agree.done")
        assert "Lead" in texts(page)
        assert not [*page.text_input, *page.text_area, *page.radio, *page.date_input]
    save(write(stale, "not_do", "Speak"), "not_do")
    assert told(host, "not_do") == "Lead"
    assert not as_host(host, view="board").checkbox
    press(as_host(host), "host_unagree")
    assert as_host(host, view="agree").text_area


def test_the_day_on_which_it_was_agreed_is_kept_until_it_is_opened_again() -> None:
    host, _ = revealed()
    rooms, today = resources.store().rooms, resources.store().today()
    for state, said in ((AGREED, "1"), (REVEALED, ""), (AGREED, "1")):
        move(host, state)
        last = rooms.agreement(host).history[-1]
        assert (last.day, last.field, last.value) == (today, "agreed", said)
        assert rooms.board(host)[-1].agreed == (state == AGREED)


def test_what_is_unsaved_and_what_is_undecided_is_told_before_it_is_called_agreed() -> None:
    host, _ = revealed()
    decide(host, ROLE, "yes")
    app = press(write(as_host(host, view="agree"), "not_do", "Lead"), "to_workshop")
    asked = press(app, "host_agree")
    assert state_of(host) == REVEALED
    assert says(asked, "host.agree_sure")
    undecided = shown(asked).partition(word("host.agree_undecided"))[2]
    names = {role.id: role.name for role in content().model.roles}
    assert names.pop(ROLE) not in undecided
    assert all(name in undecided for name in names.values())
    unsaved = shown(asked).partition(word("host.agree_unsaved"))[2]
    assert word("agree.not_do") in unsaved
    assert press(asked, "host_agree_back").text_area
    press(press(as_host(host), "host_agree"), "host_agree_yes")
    assert state_of(host) == AGREED


def test_where_all_is_saved_and_decided_one_press_calls_it_agreed() -> None:
    host, _ = revealed()
    said = {f"decision.{role.id}": "no" for role in content().model.roles}
    resources.store().rooms.agree(host, {**said, "again": "2027-01-01"})
    press(as_host(host), "host_agree")
    assert state_of(host) == AGREED


def test_of_two_devices_that_write_the_same_field_the_second_is_told_and_sees_both() -> None:
    host, _ = revealed()
    one, other = as_host(host, view="agree"), as_host(host, view="agree")
    other = write(other, "not_do", "Speak for us").run()
    save(write(one, "not_do", "Lead"), "not_do")
    other = save(other, "not_do")
    assert told(host, "not_do") == "Lead"
    assert says(other, "agree.clash")
    assert "Speak for us" in texts(other)
    assert "Lead" in [box.value for box in other.text_area]
    both = save(write(other, "not_do", "Lead, or speak for us"), "not_do")
    assert told(host, "not_do") == "Lead, or speak for us"
    clash = next(str(one.key) for one in both.button if str(one.key).startswith("clash_"))
    assert not says(press(both, clash), "agree.clash")


def test_nothing_is_written_over_what_was_saved_since_the_page_was_drawn() -> None:
    host, _ = revealed()
    rooms = resources.store().rooms
    rooms.agree(host, {"not_do": "Lead"}, seen={"not_do": 0})
    with pytest.raises(Moved):
        rooms.agree(host, {"not_do": "Speak"}, seen={"not_do": 0})
    assert told(host, "not_do") == "Lead"


NO = dict.fromkeys(("g.rb.no", "g.cb.no", "g.ce.no", "g.fa.no"), 1)


def folds(app: AppTest) -> dict[str, bool]:
    """The roles in their order, and whether each stands open."""
    names = {f"{role.help} ({role.name})": role.id for role in content().model.roles}
    found = {one.label.replace("\\", ""): one.proto.expanded for one in app.expander}
    return {names[label]: is_open for label, is_open in found.items() if label in names}


def test_what_fits_comes_first_and_open_and_all_else_once_something_is_written_on_it() -> None:
    host = opened()
    no = {item.replace(".", "_"): 1 for item in NO}
    members = [joined(host, "member", 4, **no) for _ in range(LEAST)]
    joined(host, "practitioner", 4)
    through(host, *SHOWN)
    for page in (as_member(members[0], view="agree"), as_host(host, view="agree")):
        first, *others = folds(page).items()
        assert first == (ROLE, True)
        assert not any(is_open for _, is_open in others)
        assert says(page, "agree.first_step", step=steps_of(ROLE)[0])
        assert not says(page, "agree.first_step", step=steps_of("facilitator")[0])
    save(write(as_host(host, view="agree"), "task.facilitator", "Ask again in May"), "facilitator")
    assert folds(as_member(members[0], view="agree"))["facilitator"]


def steps_of(role: str) -> tuple[str, ...]:
    return next(one.first_steps for one in content().model.roles if one.id == role)


def test_what_is_put_off_asks_nothing_more_and_keeps_what_was_written() -> None:
    host, _ = revealed()
    save(write(as_host(host, view="agree"), f"task.{ROLE}", "Find a room"), ROLE)
    for role, left in ((ROLE, {f"task.{ROLE}"}), ("co-educator", set())):
        app = decide(host, role, "no")
        boxes = {str(one.key).rpartition("_")[0] for one in (*app.text_input, *app.text_area)}
        fields = {box.rpartition("_")[0] for box in boxes}
        assert {one for one in fields if one.endswith(f".{role}")} == left


def test_of_several_practitioners_each_is_named_with_what_the_result_suggests() -> None:
    _, (member, *_) = revealed("practitioner", "practitioner")
    page = as_member(member, view="agree")
    named = word("board.practitioner_work").partition(" (")[0]
    assert all(named.format(number=number) in shown(page) for number in (1, 2))
    assert word("agree.not_do_several") in headings(page)
    assert word("agree.not_do") not in headings(page)


def test_a_field_that_nobody_touched_is_not_written() -> None:
    host, _ = revealed()
    save(write(as_host(host, view="agree"), f"task.{ROLE}", "Find a room"), ROLE)
    history = resources.store().rooms.agreement(host).history
    assert [one.field for one in history] == [f"task.{ROLE}"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_are_shown_letter_by_letter(text: str) -> None:
    host, (member, *_) = revealed()
    app = as_host(host, view="agree")
    for field in (f"task.{ROLE}", "not_do"):
        app = save(write(app, field, text), field)
    page = as_member(member, view="agree")
    assert texts(page).count(text) == 2
    save(write(app, "not_do", "Later"), "not_do")
    page = as_member(member, view="agree")
    assert any(line.endswith(f": {text}") for line in texts(page))
    assert not fails(page)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "ab"),
        ("ever\u202egreen", "evergreen"),
        ("a\x1b[31m", "a[31m"),
        ("a\x0bb", "a\nb"),
    ],
)
def test_a_sign_that_no_document_could_hold_is_mended_and_all_is_written(
    text: str, kept: str
) -> None:
    host, _ = revealed()
    app = write(as_host(host, view="agree"), f"task.{ROLE}", text)
    save(write(app, f"by.{ROLE}", "Mo"), ROLE)
    assert (told(host, f"task.{ROLE}"), told(host, f"by.{ROLE}")) == (kept, "Mo")


def test_more_than_fits_is_told_and_stays_to_be_shortened() -> None:
    host, _ = revealed()
    app = save(write(as_host(host, view="agree"), "not_do", "y" * 601), "not_do")
    assert says(app, "bad.too_long", limit=600)
    assert "y" * 601 in [one.value for one in app.text_area]
    assert told(host, "not_do") == ""
    with pytest.raises(StoreError):
        resources.store().rooms.agree(host, {"not_do": "x" * 100_000})


TICK = "g.rb.wish1"


def divided() -> tuple[str, list[str]]:
    """A workshop in which members differ on every question."""
    return revealed(answers=(0, 0, 0, 4, 4, 4))


def tick(monkeypatch: pytest.MonkeyPatch, host: str, ticked: dict[str, bool]) -> None:
    """The host ticks a difference, as the script of the page tells it."""
    drawn = browser.document
    with monkeypatch.context() as patch:
        patch.setattr(browser, "document", lambda told, key: drawn(told, key) or ticked)
        as_host(host, view="board")


def boxes(app: AppTest) -> dict[str, bool]:
    """The boxes of a page that can be ticked, and whether they are."""
    found = re.findall(r'data-tick="([^"]+)"( checked)?', given(app, "document").get("html", ""))
    return {name: bool(on) for name, on in found}


def test_the_tick_that_a_difference_was_talked_about_is_seen_by_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, (member, *_) = divided()
    assert boxes(as_host(host, view="board"))[TICK] is False
    assert "☑" not in shown(as_member(member))
    tick(monkeypatch, host, {TICK: True})
    assert told(host, f"talked.{TICK}") == "1"
    assert boxes(as_host(host, view="board"))[TICK] is True
    assert shown(as_member(member)).count("☑") == 1
    assert "data-tick" not in shown(as_member(member))
    tick(monkeypatch, host, {TICK: False})
    assert "☑" not in shown(as_member(member))


def test_only_what_differs_can_be_ticked_and_only_until_it_is_agreed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, _ = divided()
    tick(monkeypatch, host, {"not_do": True, "g.rb.nothing": True})
    assert resources.store().rooms.agreement(host).history == ()
    move(host, AGREED)
    assert boxes(as_host(host, view="board")) == {}
    tick(monkeypatch, host, {TICK: True})
    assert told(host, f"talked.{TICK}") == ""


def test_a_tick_is_of_its_own_round_and_can_be_set_again_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, people = divided()
    for number in (1, 2):
        assert boxes(as_host(host, view="board"))[TICK] is False
        tick(monkeypatch, host, {TICK: True})
        assert told(host, f"talked.{TICK}") == str(number)
        assert "☑" in shown(as_member(people[0]))
        if number == 1:
            answered_anew(host, people)


@pytest.mark.parametrize("at", [0, 1])
def test_what_any_of_two_practitioners_said_comes_first_of_what_else_to_agree(at: int) -> None:
    host = opened()
    crowd(host)
    offers = [joined(host, "practitioner") for _ in range(2)]
    resources.store().save(offers[at], {"p.fa.want1": 4})
    through(host, *SHOWN)
    titles = [one.label for one in as_host(host, view="agree").expander]
    point = {one.id: one.title for one in content().model.agreement}
    assert titles.index(point["meetings"]) < titles.index(point["invitation"])


def asked_of(item: str) -> str:
    return next(one.text for one in content().group.items() if one.id == item).partition("{")[0]


def answered_anew(host: str, people: list[str]) -> None:
    """A new round in which all sit again, with the same answers, and its picture."""
    begin_anew(host)
    for code in people:
        seat: Seat = "practitioner" if code == people[-1] else "member"
        resources.store().seats.sit(code, door(host), seat)
    through(host, *SHOWN)


@pytest.mark.parametrize("decision", ["yes", "no"])
def test_what_was_decided_in_an_earlier_round_is_told_as_that_until_it_is_decided_again(
    decision: str,
) -> None:
    host, people = revealed()
    decide(host, ROLE, decision)
    answered_anew(host, people)
    for view in ("board", "agree"):
        assert says(as_member(people[0], view=view), f"board.before_{decision}")
    assert not says(as_member(people[0]), f"board.decided_{decision}")
    decide(host, ROLE, decision)
    assert says(as_member(people[0]), f"board.decided_{decision}")
    assert not says(as_member(people[0]), f"board.before_{decision}")


def test_a_later_round_tells_which_answers_moved_and_nothing_else() -> None:
    host, people = revealed(answers=(4,) * LEAST)
    decide(host, ROLE, "no")
    begin_anew(host)
    for code in people[:LEAST]:
        resources.store().seats.sit(code, door(host), "member")
        resources.store().save(code, {"g.bb.wish1": 0})
    through(host, *SHOWN)
    app = as_member(people[0])
    assert says(app, "board.moved_most")
    moved = shown(app).partition(word("board.moved_most"))[2].partition("</table>")[0]
    assert moved.count("<tr") == 1 + 1
    assert asked_of("g.bb.wish1") in moved


def test_the_earlier_result_is_one_tap_away_for_the_host_and_for_all_who_took_part_in_it() -> None:
    host, people = revealed()
    decide(host, ROLE, "yes")
    begin_anew(host)
    press(as_host(host), "look_back")
    members = people[:LEAST]
    for code in members:
        resources.store().seats.sit(code, door(host), "member")
        resources.store().save(code, dict.fromkeys(resources.store().load(code).answers, 0))
    fresh = joined(host)
    press(as_member(members[0]), "look_back")
    assert "look_back" not in keys(as_member(fresh))
    through(host, *SHOWN)
    for app in (as_member(members[0]), as_host(host, view="board")):
        old = press(app, "look_back")
        assert says(old, "board.earlier", number=1)
        assert says(old, "board.decided_yes")
        assert not says(old, "board.before_yes")
        assert word("board.moved") not in headings(old)
    assert "look_back" not in keys(as_member(fresh))
    assert not says(as_member(fresh, view="board", round="1"), "board.earlier", number=1)


def test_who_brings_earlier_answers_is_asked_to_look_again_before_they_finish() -> None:
    host, (code, *_) = revealed()
    begin_anew(host)
    resources.store().seats.sit(code, door(host), "member")
    move(host, ANSWERING)
    resources.store().save(code, {})
    app = open_page("assess", code, step="check")
    assert says(app, "room.brought")
    assert {"look_again", "finish_round"} <= keys(app)
    resources.store().save(code, {"g.bb.wish1": 0})
    app = open_page("assess", code, step="check")
    assert not says(app, "room.brought")
    assert "look_again" not in keys(app)


def test_a_practitioner_keeps_the_number_that_they_had() -> None:
    host = opened()
    crowd(host)
    offers = [joined(host, "practitioner") for _ in range(3)]
    for n, code in enumerate(offers):
        resources.store().save(code, {"p.work": n})
    through(host, *SHOWN)
    first = {one.number: one.answers["p.work"] for one in practitioners(host)}
    assert set(first) == {1, 2, 3}
    begin_anew(host)
    fresh = [joined(host, "practitioner") for _ in range(2)]
    for n, code in enumerate([*fresh, *offers[1:]]):
        if code in offers:
            resources.store().seats.sit(code, door(host), "practitioner")
        resources.store().save(code, {"p.work": 3 if code in fresh else n - 1})
    through(host, *SHOWN)
    second = {one.number: one.answers["p.work"] for one in practitioners(host)}
    kept = {number: work for number, work in first.items() if work}
    assert second == {**kept, 4: 3, 5: 3}


def practitioners(host: str) -> tuple[PractitionerPart, ...]:
    return resources.store().rooms.board(host)[-1].board.practitioners


def test_of_a_round_that_stands_as_it_was_nothing_is_said_to_have_moved() -> None:
    host, people = revealed()
    answered_anew(host, people)
    assert says(as_member(people[0]), "board.stands")
    assert word("board.moved") not in headings(as_member(people[0]))


def test_an_agreement_of_a_round_that_was_replaced_can_be_read_and_not_written() -> None:
    host, _ = revealed()
    save(write(as_host(host, view="agree"), f"task.{ROLE}", "Find a room"), ROLE)
    begin_anew(host)
    app = as_host(host, view="agree")
    assert "Find a room" in texts(app)
    assert not app.text_area


# Decisions


def label_of(app: AppTest, role: str) -> str:
    """The label with which a role stands on a board."""
    return rows(app)[next(one.name for one in content().model.roles if one.id == role)]


@pytest.mark.parametrize("decision", ["yes", "no"])
def test_a_decision_stands_beside_what_members_said_and_rewrites_none_of_it(decision: str) -> None:
    host, (member, *_) = revealed(answers=(4,) * LEAST)
    before = rows(as_member(member, view="board"))
    decide(host, ROLE, decision)
    for view in ("board", "agree"):
        assert not says(as_member(member, view=view), "reason.no_group")
    app = as_member(member, view="board")
    assert says(app, f"board.decided_{decision}")
    assert rows(app) == before
    help_with = next(one.plain for one in content().model.roles if one.id == ROLE)
    declined = says(app, "first.both_declined", what=help_with)
    assert declined == (decision == "no")


def test_what_members_said_no_to_is_told_as_their_no_whatever_is_decided() -> None:
    no = next(i.id for i in content().group.items() if i.kind == "veto" and i.role == ROLE)
    host = opened()
    members = [joined(host, "member", 4, **{no.replace(".", "_"): 1}) for _ in range(LEAST)]
    joined(host, "practitioner", 4)
    through(host, *SHOWN)
    decide(host, ROLE, "yes")
    app = as_member(members[0], view="board")
    assert label_of(app, ROLE) == word("label.not_now")
    for said in ("reason.no_torn", "board.decided_yes"):
        assert says(app, said)


def test_a_split_wish_says_so_and_is_not_recommended_until_the_group_decides() -> None:
    host = opened()
    members = crowd(host, 4, 4, 4, 4, 4, 4)
    for code in members[:3]:
        resources.store().save(code, {"g.bb.wish1": 0, "g.bb.wish2": 0})
    joined(host, "practitioner", 4)
    through(host, *SHOWN)
    app = as_member(members[0], view="board")
    assert says(app, "board.split")
    assert says(app, "board.differ_among")
    assert label_of(app, ROLE) != word("label.recommended")
    decide(host, ROLE, "yes")
    after = as_member(members[0], view="board")
    assert not says(after, "board.split")
    assert says(after, "board.decided_yes")
    decide(host, ROLE, "open")
    assert says(as_member(members[0], view="board"), "board.split")


def test_a_split_veto_stands_open_and_once_however_much_else_differs() -> None:
    """A practitioner who sees all otherwise, and members who differ on every question."""
    host = opened()
    vetoes = {item.id: item for item in content().group.items() if item.kind == "veto"}
    no, *_ = vetoes
    members = [joined(host, "member", 4 * (n % 2), **{no: n % 2}) for n in range(10)]
    joined(host, "practitioner", 4)
    through(host, *SHOWN)
    among, _, rest = shown(as_member(members[0])).partition('data-fold="differ-')
    assert among.count(vetoes[no].says) == 1
    assert vetoes[no].says not in rest


# The questions change while a round is open


OLD, NEW = "how hard is it to have a place", "how easy is it to have a place"


def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A questionnaire folder of the test's own, in use from now on."""
    shutil.copytree(resources.ROOT / "questionnaires", folder)
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    resources.reset()
    return folder


def changed(folder: Path) -> None:
    """Another word in a question, and five voices too few, from the next start on."""
    for name, old, new in (("group", OLD, NEW), ("roles", "min_voices = 5", "min_voices = 6")):
        file = folder / f"{name}.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    resources.reset()


def test_a_round_keeps_the_questions_and_rules_with_which_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = opened()
    version = resources.library().version
    members = crowd(host, 3, 3, 3, 3)
    move(host, ANSWERING)
    old = door(host)
    changed(files(tmp_path / "new", monkeypatch))
    assert resources.library().version != version
    last = take_seat(type_code(visit(), old), "member").session_state["_esteem"]["code"]
    assert resources.store().load(last).version == version
    resources.store().save(last, dict(resources.store().load(members[0]).answers))
    for code in (members[0], last):
        app = open_page("assess", code, step="place")
        assert not says(app, "assess.outdated")
        assert "renew" not in [one.key for one in app.button]
        questions = json.dumps(asked(app))
        assert OLD in questions
        assert NEW not in questions
    move_by_press(host)
    for app in (as_member(last), as_host(host, view="board")):
        assert not fails(app)
        assert word("board.title") in headings(app)
        assert set(rows(app)) == roles()
    assert resources.store().rooms.load(host).version == version


def test_a_file_that_breaks_while_a_round_is_open_stops_nothing_and_is_told_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = files(tmp_path / "own", monkeypatch)
    host = opened()
    members = crowd(host)
    move(host, ANSWERING)
    broken = folder / "group.toml"
    kept = broken.read_text(encoding="utf-8")
    broken.write_text(kept + "\n[[sections]]\nid = 3\n", encoding="utf-8")
    assert says(as_member(members[0]), "room.answering")
    assert hand(open_page("assess", members[0], step="place"), "g.rb.room", 1) == KEPT
    joined(host)
    resources.reset()
    with pytest.raises(ContentError, match=r"group\.toml"):
        resources.library()
    broken.write_text(kept, encoding="utf-8")
    resources.reset()
    assert resources.store().load(members[0]).answers["g.rb.room"] == 1
    move_by_press(host)
    assert says(as_member(members[0]), "board.rests")


def move_by_press(host: str) -> None:
    press(press(as_host(host), "host_close"), "host_close_yes")
    press(press(as_host(host), "host_reveal"), "host_reveal_yes")


# The database cannot be written, or is away


def fail_writes(monkeypatch: pytest.MonkeyPatch, problem: type[StoreError]) -> None:
    def fail(_job: Any) -> None:
        raise problem

    monkeypatch.setattr(resources.store()._writer, "do", fail)


@pytest.mark.parametrize("problem", [ReadOnly, Full, Away])
@pytest.mark.parametrize(
    ("states", "key", "query"),
    [
        ((), "host_start", {}),
        ((ANSWERING,), "host_pause", {}),
        ((ANSWERING,), "host_close_yes", {"sure": "close"}),
        ((ANSWERING, CLOSED), "host_reveal_yes", {"sure": "reveal"}),
        ((ANSWERING, CLOSED), "host_reopen", {}),
        (SHOWN, "host_agree_yes", {"sure": "agree"}),
        (SHOWN, "host_anew_yes", {"sure": "anew"}),
        ((*SHOWN, AGREED), "host_unagree", {}),
        (SHOWN, "host_delete_yes", {"sure": "delete"}),
    ],
)
def test_a_step_that_cannot_be_kept_is_told_and_changes_nothing(
    states: tuple[Any, ...],
    key: str,
    query: dict[str, str],
    problem: type[StoreError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = opened()
    members = crowd(host)
    through(host, *states)
    before = resources.store().rooms.load(host)
    app = as_host(host, **query)
    with monkeypatch.context() as patch:
        fail_writes(patch, problem)
        press(app, key)
        assert says(app, "workshop.failed")
        assert not fails(app)
    assert resources.store().rooms.load(host) == before
    assert all(resources.store().load(one).answers for one in members)
    press(as_host(host, **query), key)


@pytest.mark.parametrize("problem", [ReadOnly, Away])
def test_what_cannot_be_written_stays_in_its_field_and_is_told(
    problem: type[StoreError], monkeypatch: pytest.MonkeyPatch
) -> None:
    host, _ = revealed()
    app = write(as_host(host, view="agree"), f"task.{ROLE}", "Find a room")
    with monkeypatch.context() as patch:
        fail_writes(patch, problem)
        save(app, ROLE)
        assert says(app, "workshop.failed")
    field = next(one for one in app.text_area if str(one.key).startswith(f"task.{ROLE}_"))
    assert field.value == "Find a room"
    save(app, ROLE)
    assert told(host, f"task.{ROLE}") == "Find a room"


def test_joining_and_opening_and_a_wrong_code_are_told_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = opened()
    form, opening, wrong = type_code(visit(), door(host)), visit(query={"view": "open"}), visit()
    opening.text_input[0].set_value("Autumn")
    fail_writes(monkeypatch, ReadOnly)
    joining = press_join(form, "member")
    assert (joining.status_code, joining.json()) == (503, {"problem": "store"})
    for app in (
        submit(opening, "open_room"),
        type_code(wrong, "ABCDEF"),
    ):
        assert says(app, "workshop.failed")
        assert not fails(app)
    assert state_of(host) == GATHERING


def test_a_database_that_is_away_gives_a_plain_page_and_all_is_there_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, (member, *_) = revealed()
    with monkeypatch.context() as patch:

        def away(*_: object) -> None:
            raise Away

        patch.setattr(resources.store().rooms, "load", away)
        patch.setattr(resources.store().seats, "load", away)
        for app in (as_host(host), as_host(host, view="agree"), as_member(member)):
            assert not app.exception
            assert word("fault.away_title") in headings(app)
            assert not [one for one in app.button if str(one.key).startswith("host_")]
    assert says(as_member(member), "board.rests")
    assert state_of(host) == REVEALED
