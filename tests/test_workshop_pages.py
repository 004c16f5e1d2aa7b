"""A workshop as a script: what each page shows to whom, and when."""

import gc
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import codes, resources, scoring
from esteem_match.documents.phrases import view as viewed
from esteem_match.models import SIDE_OF, Seat, State
from esteem_match.service import seats
from esteem_match.store import NotFound, open_store
from esteem_match.ui import browser
from esteem_match.ui.mine import code as code_page
from esteem_match.ui.person import Here
from esteem_match.ui.room.host.opening import WEEKS
from esteem_match.ui.room.join import code as join_code
from esteem_match.ui.room.result import _places
from esteem_match.ui.room.who import Guest
from tests.asking import KEPT, asked, given, hand, turn
from tests.conftest import Clock
from tests.room_pages import (
    AGREED,
    ANSWERING,
    CLOSED,
    GATHERING,
    LEAST,
    NAME,
    REVEALED,
    SHOWN,
    alike,
    as_host,
    as_member,
    begin_anew,
    content,
    crowd,
    door,
    entered,
    fails,
    follow_link,
    joined,
    keys,
    move,
    opened,
    refused,
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
from tests.test_pages import ROOT, headings, open_page, press, shown, word

pytestmark = pytest.mark.usefixtures("own_pages")

STEPS: dict[State, tuple[State, ...]] = {
    GATHERING: (),
    ANSWERING: (ANSWERING,),
    CLOSED: (ANSWERING, CLOSED),
    REVEALED: SHOWN,
    AGREED: (*SHOWN, AGREED),
}
PERSON_SEES = {
    GATHERING: "room.gathering_kept",
    ANSWERING: "room.answering",
    CLOSED: "room.closed",
    REVEALED: "board.rests",
    AGREED: "board.rests",
}
HOST_MAY = {
    GATHERING: {"host_start", "host_paper"},
    ANSWERING: {"host_close", "host_pause", "host_paper"},
    CLOSED: {"host_reveal", "host_reopen"},
    REVEALED: {"host_board", "host_agreement", "host_agree", "host_anew"},
    AGREED: {"host_board", "host_agreement", "host_unagree", "host_anew"},
}
ALWAYS = {"host_forget", "host_delete"}
VIEWS = ("", "open", "join", "host", "board", "agree", "wait", "nowhere")


# Every state, for everybody


@pytest.mark.parametrize("state", list(State))
def test_every_state_says_to_everybody_where_it_stands(state: State) -> None:
    host = opened()
    members, helper = crowd(host), joined(host, "practitioner")
    code = door(host)
    through(host, *STEPS[state])
    console, nobody = as_host(host), visit()
    people = [as_member(members[0]), as_member(helper)]
    assert not [page for page in (console, nobody, *people) if fails(page)]
    assert all(says(page, PERSON_SEES[state]) for page in people)
    assert says(console, "host.round", number=1, state=word(f"host.state_{state}"))
    assert {key for key in keys(console) if key.startswith("host_")} == HOST_MAY[state] | ALWAYS
    assert says(nobody, "workshop.join_title")
    late = type_code(nobody, code)
    assert says(late, "join.yes") is (state in (GATHERING, ANSWERING))
    assert says(late, "join.unknown") is (state not in (GATHERING, ANSWERING))


def test_a_round_that_is_shown_shows_the_same_picture_to_everyone() -> None:
    """A wall, a phone and a member's neighbour: the same board, letter by letter."""
    host, codes_ = revealed()
    pages = [as_host(host, view="board"), *(as_member(one, view="board") for one in codes_)]
    assert not [page for page in pages if page.exception]
    assert word("board.title") in headings(pages[0])
    wall, *others = (re.findall(r'<div class="document">.*</div>', _drawn(one)) for one in pages)
    assert [len(wall), *others] == [1, *[wall] * len(codes_)]
    assert set(rows(pages[0])) == roles()
    talk, first = word("board.differ"), word("results.roles")
    assert headings(pages[0]).index(talk) < headings(pages[0]).index(first)


def _drawn(app: AppTest) -> str:
    return shown(app).replace("\n", " ")


# Joining


def test_joining_asks_for_a_seat_and_a_yes_and_keeps_nothing_before_both() -> None:
    host = opened()
    app = type_code(visit(), door(host).lower())
    assert NAME in shown(app)
    assert refused(app, None, yes=False) == refused(app, None) == "join.seat_needed"
    assert refused(app, "member", yes=False) == "join.needed"
    assert refused(app, "member", yes="yes") == "join.needed"
    assert not any(joined for joined, _ in resources.store().rooms.load(host).seats.values())
    take_seat(app, "member")
    assert not fails(app)
    assert resources.store().rooms.load(host).seats["member"] == (1, 0)


@pytest.mark.parametrize("seat", ["member", "leader", "together", "practitioner"])
def test_each_seat_answers_the_questions_of_its_side_under_a_code_of_its_own(seat: Seat) -> None:
    host = opened()
    move(host, ANSWERING)
    app = take_seat(type_code(visit(), door(host)), seat)
    assert word("code.title") in headings(app)
    kept = app.session_state["_esteem"]["code"]
    assert codes.pretty(kept) in [one.value for one in app.code]
    seated = resources.store().seats.load(kept)
    assert seated is not None
    assert seated.seat == seat
    side = "practitioner" if seat == "practitioner" else "group"
    assert resources.store().load(kept).side == side


def test_whoever_joins_before_the_start_sees_their_own_code_at_once() -> None:
    host = opened()
    app = take_seat(type_code(visit(), door(host)), "member")
    assert codes.pretty(app.session_state["_esteem"]["code"]) in [one.value for one in app.code]
    assert says(press(app, "code_on"), "room.gathering")


def test_a_slip_in_a_join_code_is_told_and_not_counted() -> None:
    app = type_code(visit(), "ABC")
    assert says(app, "join.slip")
    assert resources.store().failures.count("all", 10) == 0


def test_wrong_codes_are_counted_and_then_refused_and_good_ones_never(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(join_code, "_address", lambda: "address:one")
    host = opened()
    wrong = "ABCDEF" if door(host) != "ABCDEF" else "GHJKMN"
    for _ in range(3):
        assert says(type_code(visit(), door(host)), "join.yes")
    assert resources.store().failures.count("all", 10) == 0
    for _ in range(seats.FAILURES_MOST - 3):
        resources.store().failures.note("address:one", "all")
    app = visit()
    for _ in range(3):
        assert says(type_code(app, wrong), "join.unknown")
    assert says(type_code(app, wrong), "join.crowded")
    assert says(type_code(app, door(host)), "join.crowded")
    assert resources.store().failures.count("all", 10) == seats.FAILURES_MOST


def test_many_wrong_codes_from_everywhere_hold_back_who_sent_them_and_nobody_elses_right_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "FAILURES_MOST_IN_ALL", 2)
    monkeypatch.setattr(join_code, "_address", lambda: f"address:{len(seen)}")
    seen: list[int] = []
    host = opened()
    for _ in range(2):
        assert says(type_code(visit(), "ABCDEF"), "join.unknown")
        seen.append(1)
    assert says(type_code(visit(), door(host)), "join.yes")
    seen.pop()
    assert says(type_code(visit(), door(host)), "join.crowded")


def test_a_link_with_the_join_code_opens_the_form_at_once() -> None:
    assert says(follow_link(visit(link_host_code=door(opened()))), "join.yes")


def test_answers_from_before_take_part_only_when_their_owner_says_so() -> None:
    host, before = opened(), open_before("group")
    app = type_code(visit(code=before), door(host))
    take_seat(app, "member", again=True)
    assert resources.store().seats.load(before) is not None
    app = type_code(visit(code=open_before("group")), door(host))
    day = code_page.day(resources.store().today())
    old = codes.pretty(app.session_state["_esteem"]["code"])
    assert says(app, "join.again_new_what", day=day, code=old)
    take_seat(app, "member")
    assert app.session_state["_esteem"]["code"] != before
    assert resources.store().rooms.load(host).seats["member"] == (2, 0)


def open_before(side: Any) -> str:
    code = resources.store().create(side, resources.library().version, "1", "en")
    resources.store().save(code, {"g.rb.room": 2} if side == "group" else {"p.rb.time": 2})
    return code


def test_whoever_has_answers_already_chooses_before_they_join() -> None:
    host, before = opened(), open_before("group")
    app = type_code(visit(code=before), door(host))
    asked = re.findall('<input type="radio" name="again" value="(.*?)"(.*?)>', shown(app))
    assert asked == [("use", ""), ("new", "")]


def test_answers_of_the_other_side_cannot_take_this_seat_and_it_is_told() -> None:
    host = opened()
    app = type_code(visit(code=open_before("practitioner")), door(host))
    assert refused(app, "member", again=True) == "join.other_side"
    assert resources.store().rooms.load(host).seats.get("member", (0, 0)) == (0, 0)


def test_answers_in_another_workshop_stay_there_and_it_is_told() -> None:
    first, second = opened(), opened()
    code = joined(first)
    app = type_code(visit(code=code, query={"view": "join"}), door(second))
    assert refused(app, "member", again=True) == "join.other_room"
    take_seat(app, "member")
    assert resources.store().rooms.load(second).seats["member"] == (1, 0)


def test_a_form_from_paper_never_writes_over_the_one_before() -> None:
    host = opened()
    move(host, ANSWERING)
    first = joined(host)
    app = press(visit(host=host, code=first), "host_paper")
    assert says(app, "join.yes")  # nobody types the code of a workshop that they run
    assert not says(app, "join.again")
    take_seat(app, "member")
    assert app.session_state["_esteem"]["code"] != first
    assert resources.store().rooms.load(host).seats["member"] == (2, 0)
    assert app.session_state["_esteem"]["host"] == host


def test_the_hosts_device_keeps_no_code_of_a_form_from_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, kept = opened(), []
    monkeypatch.setattr(browser, "keep", lambda person: bool(kept.append(person.code)) or True)
    move(host, ANSWERING)
    mine = joined(host)
    app = press(visit(host=host, code=mine), "host_paper")
    forms = []
    for _ in range(2):
        take_seat(app, "member")
        forms.append(app.session_state["_esteem"]["code"])
        console(app)
        assert codes.pretty(forms[-1]) in shown(app)
        resources.store().seats.finish(forms[-1], True)
        console(app)
        assert says(app, "workshop.paper_in")
        assert app.session_state["_esteem"]["code"] == mine
        assert codes.pretty(forms[-1]) not in shown(app)
        press(app, "host_paper")
    assert len({*forms, mine}) == 3
    assert set(kept) == {mine}


def test_a_form_from_paper_that_is_not_done_can_be_gone_on_with_or_put_away() -> None:
    host = opened()
    move(host, ANSWERING)
    app = console(take_seat(press(as_host(host), "host_paper"), "member"))
    form = app.session_state["_esteem"]["code"]
    assert word("code.title") not in headings(app)
    app = console(press(app, "paper_on"))
    assert app.session_state["_esteem"]["code"] == form
    press(app, "paper_away")
    assert says(app, "workshop.paper_in")
    assert "code" not in app.session_state["_esteem"]
    assert resources.store().rooms.load(host).seats["member"] == (1, 0)


def console(app: AppTest) -> AppTest:
    app.query_params.clear()
    return app.switch_page(str(ROOT / "pages/workshop.py")).run()


# Two weeks from home


def test_an_open_link_of_two_weeks_takes_people_up_to_its_last_day_and_longer_if_the_host_says_so(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.now = datetime.now(UTC)
    store = open_store(f"sqlite:///{tmp_path}/weeks.db", clock=clock)
    monkeypatch.setattr(resources, "store", lambda: store)
    today = clock.now.date()
    version = resources.library().version
    host = store.rooms.open(NAME, today, version, "en", paced=False, until=today + WEEKS)
    code, first = door(host), joined(host)
    move(host, ANSWERING)
    clock.now += timedelta(days=13)
    app = take_seat(type_code(visit(), code), "member")
    late = app.session_state["_esteem"]["code"]
    store.save(late, alike("member"))
    store.seats.finish(late, True)
    assert store.rooms.load(host).seats["member"] == (2, 1)
    clock.now += timedelta(days=2)
    assert says(type_code(visit(), code), "join.unknown")
    app = as_host(host)
    assert says(app, "host.lapsed", day=code_page.day(today + WEEKS))
    store.save(first, alike("member"))  # whoever has joined goes on until the host ends it
    press(app, "host_extend")
    assert says(type_code(visit(), code), "join.unknown")
    assert says(type_code(visit(), door(host)), "join.yes")
    store.close()


# What a participant cannot do


def host_acts(app: AppTest) -> set[str]:
    return {one for one in keys(app) if one.startswith(("host_", "FormSubmitter:form_"))}


@pytest.mark.parametrize("state", list(State))
def test_no_address_gives_a_participant_an_act_of_the_host(state: State) -> None:
    host = opened()
    member = crowd(host)[0]
    through(host, *STEPS[state])
    for view in VIEWS:
        for more in ({}, {"sure": "close"}, {"sure": "delete", "told": "left"}, {"host": host}):
            app = as_member(member, view=view, **more)
            assert not fails(app), (view, more)
            assert host_acts(app) == set(), (view, more)
    assert state_of(host) == state


def test_a_participants_code_runs_no_workshop_and_a_hosts_code_answers_nothing() -> None:
    host = opened()
    member = joined(host)
    assert host_acts(visit(host=member)) == set()
    assert says(visit(host=member), "workshop.join_title")
    assert says(visit(host=door(host)), "workshop.join_title")
    app = visit("assess", code=host)
    assert says(app, "nobody.why")
    assert not given(app)


def test_the_code_of_another_in_the_address_opens_nothing() -> None:
    host, (member, *_) = revealed()
    for name in ("code", "host", "room", "record", "tag", "key", "join_code", "_esteem"):
        for code in (host, member, resources.store().rooms.load(host).tag):
            app = visit(query={name: code, "view": "board"})
            assert says(app, "workshop.join_title"), name
            assert not rows(app)


def test_whoever_left_sees_nothing_of_a_round_that_is_shown_later() -> None:
    host = opened()
    leaver, *_ = crowd(host, *(3,) * (LEAST + 1))
    app = press(as_member(leaver), "leave_room")
    assert says(app, "room.left")
    through(host, *SHOWN)
    for view in VIEWS:
        assert not rows(as_member(leaver, view=view))
    assert resources.store().load(leaver).answers


# Nothing is shown before the reveal


def gives_away(app: AppTest) -> set[str]:
    """What of a result a page shows: names of roles and of what they help with, labels, bars."""
    text = unescape(shown(app)).replace("\\", "")
    told = roles() | {role.help for role in content().model.roles}
    bars = re.findall(r'class="(?:tag|bars|bar-word|card \w+)', text)
    return {one for one in told if one in text} | set(bars)


@pytest.mark.parametrize("state", [GATHERING, ANSWERING, CLOSED])
def test_nobody_sees_a_word_of_the_picture_before_it_is_shown(state: State) -> None:
    host = opened()
    members, helper = crowd(host), joined(host, "practitioner")
    through(host, *STEPS[state])
    pages = [visit(query={"view": view}, host=host) for view in VIEWS]
    pages += [as_member(code, view=view) for code in (members[0], helper) for view in VIEWS]
    pages += [visit("welcome", host=host), visit("results", host=host), visit("mine", host=host)]
    assert [gives_away(page) for page in pages] == [set()] * len(pages)
    for app in (as_host(host, view="board"), as_member(members[0], view="agree")):
        assert says(app, "board.not_yet")


@pytest.mark.parametrize("state", [GATHERING, ANSWERING, CLOSED])
@pytest.mark.parametrize("seat", ["member", "practitioner"])
def test_nobody_sees_their_own_result_before_the_picture_is_shown(state: State, seat: Seat) -> None:
    host = opened()
    code = joined(host, seat)
    through(host, *STEPS[state])
    other = open_before("practitioner" if seat == "member" else "group")
    ours, theirs = (code, other) if seat == "member" else (other, code)
    resources.store().join(theirs, resources.store().share(ours))
    for page, query in (("results", {}), ("results", {"page": "letter"}), ("together", {})):
        app = open_page(page, code, **query)
        assert gives_away(app) == set(), page
        assert says(app, "room.own_later")


def test_everybody_finds_their_own_result_with_the_picture_and_can_take_it_home() -> None:
    host, (member, *_) = revealed()
    app = press(as_member(member), "own_result")
    assert set(rows(app)) == roles()
    assert roles() < gives_away(app), "what must not be seen before would be found"
    assert resources.store().rooms.load(host).state == REVEALED


def test_each_part_that_unfolds_has_a_key_of_its_own() -> None:
    """By it a part that somebody opened stays open when news arrive."""
    host, (member, *_, helper) = revealed("practitioner", "practitioner", answers=(0, 1, 2, 3, 4))
    store = resources.store()
    store.join(helper, store.share(member))
    pages = [as_host(host, view="board"), as_member(member), open_page("results", member)]
    pages += [open_page(page, helper) for page in ("results", "together")]
    for page in pages:
        keys_ = re.findall(r'data-fold="(.*?)"', shown(page))
        assert len(set(keys_)) == len(keys_) >= len(roles())


# Part by part


def test_a_round_by_parts_asks_only_what_is_open_and_then_leads_back_to_wait() -> None:
    host = opened(paced=True)
    code = entered(host)
    move(host, ANSWERING)
    first, second, *_ = content().group.sections
    for at in ({"step": second.id}, {"step": first.id}, {}):
        app = open_page("assess", code, **(at or {"step": "nowhere"}))
        assert headings(app)[0] == first.title
        assert f"map_{first.id}_{second.id}" not in keys(app)
    app = turn(open_page("assess", code, step=first.id), f"next_{first.id}")
    resources.store().save(code, {item.id: 0 for item in first.items if item.kind != "text"})
    assert word("workshop.title") in headings(app)
    assert says(as_member(code), "room.next_part")
    assert word("workshop.title") in headings(open_page("assess", code))
    assert "unfinish" in keys(as_member(code))


def test_the_next_part_opens_for_everybody_when_the_host_says_so() -> None:
    host = opened(paced=True)
    code = entered(host)
    move(host, ANSWERING)
    first, second, *_ = content().group.sections
    resources.store().save(code, dict.fromkeys([i.id for i in first.items]))
    press(as_host(host), "host_part")
    seated = resources.store().seats.load(code)
    assert seated is not None
    assert seated.opened == 2
    app = open_page("assess", code)
    assert headings(app)[0] == second.title.replace("{group}", word("fallback.group"))


def test_a_phone_that_waits_says_by_itself_which_part_is_open() -> None:
    host = opened(paced=True)
    code = entered(host)
    move(host, ANSWERING)
    first, second, *_ = content().group.sections
    resources.store().save(code, dict.fromkeys([i.id for i in first.items]))
    press(as_host(host), "host_part")
    app = as_member(code)
    title = second.title.replace("{group}", word("fallback.group"))
    assert says(app, "room.part_open", number=2, title=title)
    assert f'href="/assess?step={second.id}"' in shown(app)


def test_the_host_sees_which_part_is_open_its_titles_and_how_many_are_through() -> None:
    host = opened(paced=True)
    codes = [entered(host) for _ in range(LEAST)]
    last = entered(host, "practitioner")
    move(host, ANSWERING)
    for code in codes[:2]:
        first = content().group.sections[0]
        turn(open_page("assess", code, step=first.id), f"next_{first.id}")
    app = as_host(host)
    assert says(app, "host.through", through=2, joined=LEAST + 1)
    for side in ("group", "practitioner"):
        title = content().side(side).sections[0].title
        assert says(app, f"host.part_{side}", title=title.replace("{group}", "your group"))
    assert says(press(app, "host_part"), "host.through", through=0, joined=LEAST + 1)
    resources.store().seats.finish(last, True)
    seats = resources.store().rooms.load(host).seats
    assert seats == {"member": (LEAST, 0), "practitioner": (1, 1)}


def test_who_has_no_more_parts_stays_through_while_others_go_on() -> None:
    host = opened(paced=True)
    code = joined(host)
    move(host, ANSWERING)
    resources.store().rooms.pace(host, len(content().group.sections))
    resources.store().seats.finish(code, True)
    press(as_host(host), "host_part")
    assert resources.store().rooms.load(host).seats == {"member": (1, 1)}
    assert says(as_member(code), "room.finished")


def test_when_all_parts_are_open_nobody_waits_for_another() -> None:
    host = opened(paced=True)
    code = joined(host)
    resources.store().save(code, {i.id: None for i in content().group.items() if i.kind == "text"})
    resources.store().save(code, {i.id: 0 for i in content().group.items() if i.kind == "veto"})
    move(host, ANSWERING)
    resources.store().rooms.pace(host, len(content().group.sections))
    app = as_member(code)
    assert not says(app, "room.next_part")
    assert not says(app, "room.paced")
    assert "finish_round" in keys(open_page("assess", code))


def test_a_check_in_a_round_by_parts_speaks_only_of_the_open_parts() -> None:
    host = opened(paced=True)
    code = entered(host)
    move(host, ANSWERING)
    first = content().group.sections[0]
    app = open_page("assess", code, step="check")
    asked_here = [one for one in first.items if one.id not in content().group.seats]
    assert says(app, "check.missing", count=len(asked_here))
    resources.store().save(code, {i.id: None for i in first.items})
    assert says(open_page("assess", code, step="check"), "room.next_part")
    assert "finish_round" not in keys(open_page("assess", code, step="check"))


# Finishing


def test_whoever_has_finished_can_change_again_until_the_close() -> None:
    host = opened()
    code = joined(host)
    move(host, ANSWERING)
    app = press(open_page("assess", code, step="check"), "finish_round")
    assert says(app, "room.finished")
    assert resources.store().rooms.load(host).seats["member"] == (1, 1)
    press(as_member(code), "unfinish")
    assert resources.store().rooms.load(host).seats["member"] == (1, 0)
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT
    assert resources.store().load(code).answers["g.rb.room"] == 1


def test_a_finish_or_a_change_in_the_moment_of_the_close_is_told_plainly() -> None:
    host = opened()
    late, done = joined(host), joined(host)
    move(host, ANSWERING)
    resources.store().seats.finish(done, True)
    checking, resting = open_page("assess", late, step="check"), as_member(done)
    move(host, CLOSED)
    assert says(press(checking, "finish_round"), "room.closed")
    assert says(press(resting, "unfinish"), "room.closed")


@pytest.mark.parametrize("state", [GATHERING, ANSWERING, CLOSED])
def test_whoever_is_in_can_leave_until_the_picture_is_shown(state: State) -> None:
    host = opened()
    code = joined(host)
    crowd(host)
    through(host, *STEPS[state])
    page = as_member(code)
    assert says(page, "room.leave_what")
    page = press(page, "leave_room")
    assert says(press(page, "leave_room_yes") if state == CLOSED else page, "room.left")
    assert resources.store().rooms.load(host).seats["member"] == (LEAST, 0)
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT, "their answers are theirs alone"


def test_whoever_leaves_in_the_moment_of_the_close_is_asked_and_has_left() -> None:
    host = opened()
    code = joined(host)
    move(host, ANSWERING)
    app = as_member(code)
    move(host, CLOSED)
    app = press(press(app, "leave_room"), "leave_room_yes")
    assert says(app, "room.left")


def test_whoever_leaves_in_the_moment_of_the_reveal_finds_the_picture() -> None:
    host = opened()
    code, *_ = crowd(host)
    through(host, ANSWERING, CLOSED)
    app = as_member(code)
    move(host, REVEALED)
    app = press(app, "leave_room")
    assert says(app, "board.rests")
    assert "leave_room" not in keys(app)


@pytest.mark.parametrize("way", ["deletes", "leaves"])
def test_with_who_goes_before_the_picture_a_group_may_be_too_few_for_one(way: str) -> None:
    host = opened()
    first, second, *_ = crowd(host)
    through(host, ANSWERING, CLOSED)
    few = {"least": LEAST, "seat": word("seat.together")}
    assert not says(as_host(host), "host.few", **few)
    if way == "deletes":
        resources.store().delete(first)
    else:
        press(as_member(first, sure="leave"), "leave_room_yes")
    assert says(as_host(host), "host.few", **few)
    press(press(as_host(host), "host_reveal"), "host_reveal_yes")
    assert says(as_member(second), "board.no_group", least=LEAST)


def test_until_the_picture_is_shown_answers_stay_as_they_are_and_the_page_says_so() -> None:
    host = opened()
    code, *_ = crowd(host)
    through(host, ANSWERING, CLOSED)
    app = open_page("assess", code, step="own")
    assert says(app, "room.closed")
    assert "open_again" not in keys(app)
    move(host, REVEALED)
    app = open_page("assess", code, step="own")
    assert says(app, "room.shown_own")
    press(app, "open_again")
    assert not resources.store().load(code).finished


def test_who_opens_answers_again_in_the_moment_of_a_close_is_told_that_they_stand() -> None:
    host, (code, *_) = revealed()
    app = open_page("assess", code, step="own")
    begin_anew(host)
    resources.store().seats.sit(code, door(host), "member")
    through(host, ANSWERING, CLOSED)
    assert says(press(app, "open_again"), "room.closed")
    assert resources.store().load(code).finished


def test_after_the_close_answers_stay_as_they_are_and_it_is_told() -> None:
    host = opened()
    code = joined(host)
    move(host, ANSWERING)
    app = open_page("assess", code, step="place")
    move(host, CLOSED)
    assert hand(app, "g.rb.room", 0) == "late"
    app = open_page("assess", code, late="1")
    assert says(app, "room.late")
    assert not given(app)
    assert resources.store().load(code).answers["g.rb.room"] == 3
    assert says(open_page("assess", code), "room.closed")


def test_going_back_to_answering_opens_the_answers_with_a_new_code() -> None:
    host = opened()
    code, old = joined(host), door(host)
    through(host, ANSWERING, CLOSED)
    press(as_host(host), "host_reopen")
    assert says(as_member(code), "room.answering")
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT
    assert resources.store().load(code).answers["g.rb.room"] == 1
    assert door(host) != old
    assert says(type_code(visit(), old), "join.unknown")


def test_a_tick_in_the_moment_of_a_pause_is_kept() -> None:
    host = opened()
    code = joined(host)
    move(host, ANSWERING)
    app = open_page("assess", code, step="place")
    move(host, GATHERING)
    assert hand(app, "g.rb.room", 1) == KEPT
    assert says(app.run(), "room.gathering_kept")
    assert resources.store().load(code).answers["g.rb.room"] == 1


# A new round


@pytest.mark.parametrize("way", ["typed", "link"])
def test_a_new_round_asks_to_join_again_also_with_the_old_answers(way: str) -> None:
    host, (member, *_) = revealed()
    begin_anew(host)
    assert says(as_member(member), "room.replaced")
    link = {"link_host_code": door(host)} if way == "link" else {}
    app = visit(code=member, **link)
    app = follow_link(app) if link else type_code(app, door(host))
    assert says(app, "join.yes")
    take_seat(app, "member", again=True)
    assert says(as_member(member), "room.gathering_kept")
    assert resources.store().load(member).answers["g.rb.room"] == 3
    assert resources.store().rooms.load(host).seats["member"] == (1, 0)


def test_what_was_agreed_can_be_read_while_the_next_round_begins() -> None:
    host, (member, *_) = revealed()
    resources.store().rooms.agree(host, {"not_do": "Speak for us"})
    begin_anew(host)
    press(as_member(member), "old_agree")
    app = as_member(member, view="agree")
    assert "Speak for us" in [one.value for one in app.text]
    assert not fails(as_member(member, view="board"))


@pytest.mark.parametrize("view", ["board", "agree"])
def test_who_still_looks_at_the_picture_before_is_told_on_top_that_a_new_round_has_begun(
    view: str,
) -> None:
    host, (member, *_) = revealed()
    begin_anew(host)
    page = unescape(shown(as_member(member, view=view)))
    first = word("board.rests") if view == "board" else word("agree.roles")
    assert page.index(word("room.replaced")) < page.index(first)


def test_the_hosts_link_is_folded_away_where_people_join() -> None:
    host = opened()
    for _ in range(2):
        (link,) = [one for one in as_host(host).expander if one.label == word("host.link_title")]
        assert not link.proto.expanded
        joined(host)


def test_a_link_to_the_round_in_which_somebody_sits_already_leads_there() -> None:
    host = opened()
    app = follow_link(visit(link_host_code=door(host), code=joined(host)))
    assert says(app, "room.gathering_kept")
    assert not says(app, "join.yes")


def again(host: str, people: list[str], said: Mapping[str, int]) -> AppTest:
    """A new round of the same people, closed; some of them say something else to everything."""
    begin_anew(host)
    for code in people:
        seat: Seat = "practitioner" if code == people[-1] else "member"
        resources.store().seats.sit(code, door(host), seat)
    for code, answer in said.items():
        resources.store().save(code, alike("member", answer))
    through(host, ANSWERING, CLOSED)
    return as_host(host)


def every_word(app: AppTest) -> list[str]:
    """All that a page says, but for the code that somebody has of their own."""
    links = {one.value for one in app.code}
    said = [shown(app), *(str(one.label) for one in (*app.button, *app.expander))]
    return [line for text in said for line in text.split("\n") if line not in links]


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_picture_stands_as_it_was_whether_none_or_a_few_have_changed(rounds: int) -> None:
    """Also a third is held against the first: those of the second have all changed twice."""
    pages, boards, firsts = [], [], []
    for changed in range(LEAST):
        host, people = revealed()
        members = people[:LEAST]
        if rounds == 2:
            reveal(again(host, people, dict.fromkeys(members, 0)))
        now = dict.fromkeys(members, 3) | dict.fromkeys(members[:changed], 1)
        pages.append(every_word(again(host, people, now)))
        press(press(as_host(host), "host_reveal"), "host_reveal_yes")
        first, *_, last = resources.store().rooms.board(host)
        boards.append((last.board.group, every_word(as_member(members[0], view="board"))))
        firsts.append(first.board.group)
        assert says(as_member(members[0], view="board"), "board.stands")
        assert says(as_host(host, view="board"), "board.stands")
    assert all(page == pages[0] for page in pages)
    assert all(board == boards[0] for board in boards)
    stands = boards[0][0]
    assert stands is not None
    assert stands.stands
    assert stands.model_copy(update={"stands": False}) == firsts[0]


def test_a_new_picture_is_shown_where_enough_have_changed() -> None:
    host, people = revealed()
    reveal(again(host, people, dict.fromkeys(people[:LEAST], 0)))
    first, second = resources.store().rooms.board(host)
    assert second.board.group not in (None, first.board.group)
    assert not says(as_member(people[0], view="board"), "board.stands")


def test_before_the_picture_a_host_is_told_alike_whatever_has_changed() -> None:
    said = []
    for changed in (0, 1, LEAST):
        host, people = revealed()
        said.append(every_word(again(host, people, dict.fromkeys(people[:changed], 0))))
        assert says(as_host(host), "host.reveal_again", least=LEAST)
    assert said[0] == said[1] == said[2]


def test_a_practitioners_new_answers_are_shown_beside_a_picture_that_stands() -> None:
    host, people = revealed()
    begin_anew(host)
    for code in people[:LEAST]:
        resources.store().seats.sit(code, door(host), "member")
    joined(host, "practitioner", 0)
    through(host, *SHOWN)
    first, second = resources.store().rooms.board(host)
    assert second.board.group is not None
    assert second.board.group.stands
    assert second.board.practitioners[0].answers != first.board.practitioners[0].answers


def test_a_round_that_was_opened_and_closed_again_in_another_tab_is_judged_as_it_is_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, people = revealed()
    app = again(host, people, dict.fromkeys(people[:LEAST], 0))
    rooms = resources.store().rooms
    mine = rooms.reveal

    def after_another(*given: Any) -> None:
        rooms.move(host, CLOSED, ANSWERING)
        for code in people[1:LEAST]:
            resources.store().save(code, alike("member"))
        move(host, CLOSED)
        mine(*given)

    monkeypatch.setattr(rooms, "reveal", after_another)
    press(press(app, "host_reveal"), "host_reveal_yes")
    assert says(as_host(host, view="board"), "board.stands")


def test_every_step_that_a_host_can_take_says_what_it_does() -> None:
    host = opened()
    crowd(host)
    says_what = {
        GATHERING: ["start"],
        ANSWERING: ["close", "pause"],
        CLOSED: ["reveal", "reopen"],
        REVEALED: ["agree", "anew"],
        AGREED: ["unagree", "anew"],
    }
    for state, steps in says_what.items():
        if state != GATHERING:
            move(host, state)
        app = as_host(host)
        assert {f"host_{step}" for step in steps} <= keys(app)
        assert [step for step in steps if not says(app, f"host.{step}_what")] == []


def test_what_moved_since_the_last_round_is_told_in_words() -> None:
    host, members = revealed()
    begin_anew(host)
    for code in members[:LEAST]:
        resources.store().seats.sit(code, door(host), "member")
        resources.store().save(code, dict.fromkeys(resources.store().load(code).answers, 0))
    through(host, *SHOWN)
    for app in (as_host(host, view="board"), as_member(members[0], view="board")):
        assert word("board.moved") in headings(app)


# What is said where somebody chooses


@pytest.mark.parametrize(
    ("seat", "told"),
    [("member", True), ("leader", True), ("together", False), ("practitioner", False)],
)
def test_beside_a_limit_members_read_what_it_means_among_many(seat: Seat, *, told: bool) -> None:
    host = opened()
    code = entered(host, seat)
    move(host, ANSWERING)
    side = content().side(SIDE_OF[seat])
    section = next(s.id for s in side.sections if any(i.kind == "veto" for i in s.items))
    questions = str(asked(open_page("assess", code, step=section)))
    assert (word("room.limit_what") in questions) == told


def test_who_leads_is_told_what_that_seat_does_when_nobody_else_does() -> None:
    app = type_code(visit(), door(opened()))
    assert says(app, "seat.leader_what", least=LEAST)


# What cannot be taken back


def reveal(app: AppTest) -> AppTest:
    """As the host does it: twice."""
    return press(press(app, "host_reveal"), "host_reveal_yes")


LAST = {
    "reveal": ((ANSWERING, CLOSED), "host_reveal", "host_reveal_yes"),
    "a new round": (SHOWN, "host_anew", "host_anew_yes"),
    "delete": ((), "host_delete", "host_delete_yes"),
}


@pytest.mark.parametrize("name", LAST)
def test_what_a_host_cannot_take_back_is_asked_for_twice(name: str) -> None:
    states, first, second = LAST[name]
    host = opened()
    crowd(host)
    through(host, *states)
    state, revision = state_of(host), resources.store().rooms.load(host).revision
    assert second not in keys(as_host(host))
    app = press(as_host(host), first)
    assert second in keys(app)
    assert (state_of(host), resources.store().rooms.load(host).revision) == (state, revision)


def test_who_leaves_once_answering_has_ended_is_asked_twice_for_there_is_no_way_back() -> None:
    host = opened()
    first, *_ = crowd(host)
    through(host, ANSWERING, CLOSED)
    asked = press(as_member(first), "leave_room")
    assert says(asked, "room.leave_sure")
    assert resources.store().seats.load(first)
    press(asked, "leave_room_yes")
    assert resources.store().seats.load(first) is None


@pytest.mark.parametrize(("seats", "enough"), [
    (("member",) * (LEAST - 1), False),
    (("member",) * LEAST, True),
    (("leader", *("member",) * (LEAST - 1)), True),
    (("together",), True),
    (("together", "together"), False),
    (("practitioner",), False),
])  # fmt: skip
def test_to_show_a_result_without_the_group_is_never_the_big_button(
    seats: tuple[Seat, ...], enough: bool
) -> None:
    host = opened()
    for seat in seats:
        joined(host, seat)
    through(host, ANSWERING, CLOSED)
    big = {one.key for one in as_host(host).button if one.proto.type == "primary"}
    assert big == {"host_reveal" if enough else "host_reopen"}
    sure = {one.key for one in as_host(host, sure="reveal").button if one.proto.type == "primary"}
    assert ("host_reveal_yes" in sure) == enough


# Few


def test_fewer_than_five_are_told_to_fill_in_one_form_and_then_have_a_picture() -> None:
    host = opened()
    codes_ = [joined(host) for _ in range(LEAST - 1)]
    move(host, ANSWERING)
    few = {"least": LEAST, "seat": word("seat.together")}
    assert says(as_host(host), "host.few", **few)
    through(host, CLOSED)
    assert says(as_host(host), "host.few", **few)
    move(host, ANSWERING)
    joined(host, "together", 2)
    assert not says(as_host(host), "host.few", **few)
    through(host, CLOSED, REVEALED)
    app = as_member(codes_[0])
    assert says(app, "board.one_form")
    assert set(rows(app)) == roles()


def test_nobody_is_told_to_fill_in_one_form_when_it_is_too_late_for_it() -> None:
    host = opened()
    joined(host)
    through(host, *SHOWN)
    assert not says(as_host(host), "host.few", least=LEAST, seat=word("seat.together"))


def test_who_ends_the_answering_is_told_that_fewer_than_five_have_finished() -> None:
    """Five have joined; whether the fifth has answered anything, the host is not to learn."""
    host = opened()
    members = crowd(host)
    move(host, ANSWERING)
    for code in members[1:]:
        resources.store().seats.finish(code, True)
    assert says(press(as_host(host), "host_close"), "host.close_few", least=LEAST)
    resources.store().seats.finish(members[0], True)
    assert not says(press(as_host(host), "host_close"), "host.close_few", least=LEAST)


def test_how_many_have_finished_is_told_only_while_people_answer() -> None:
    host = opened()
    joined(host)
    for state in (None, *SHOWN):
        through(host, *([state] if state else []))
        told = says(as_host(host), "host.finished", finished=0, joined=1)
        assert told == (state == ANSWERING), state


def test_of_fewer_than_five_nothing_is_shown() -> None:
    host = opened()
    codes_ = [joined(host) for _ in range(LEAST - 1)]
    through(host, *SHOWN)
    for app in (as_member(codes_[0]), as_host(host, view="board")):
        assert says(app, "board.no_group", least=LEAST)
        assert not rows(app)


# Opening and keeping it


def test_a_workshop_is_opened_with_a_name_a_day_and_two_choices() -> None:
    app = visit(query={"view": "open"})
    assert says(submit(app, "open_room"), "open.name_needed")
    app.text_input[0].set_value("  Autumn\u00a0circle ")
    submit(app, "open_room")
    host = app.session_state["_esteem"]["host"]
    room = resources.store().rooms.load(host)
    assert (room.state, room.paced, room.until) == (
        GATHERING,
        False,
        resources.store().today() + timedelta(days=1),
    )
    assert word("host.title") in headings(app)


@pytest.mark.parametrize("typed", ["\x00", "\u202e", " \n "])
def test_a_name_that_cannot_be_kept_is_told_and_opens_nothing(typed: str) -> None:
    app = visit(query={"view": "open"})
    app.text_input[0].set_value(typed)
    submit(app, "open_room")
    assert not fails(app)
    assert "host" not in app.session_state["_esteem"]
    assert says(app, "open.name_needed")


def test_a_name_that_is_too_long_is_told_and_stays_to_be_shortened() -> None:
    app = press(visit(), "to_open")
    app.text_input[0].set_value("n" * 81)
    app = submit(app, "open_room")
    assert says(app, "bad.too_long", limit=80)
    assert app.text_input[0].value == "n" * 81


def test_no_day_can_be_chosen_on_which_nobody_could_join() -> None:
    app = visit(query={"view": "open"})
    furthest = app.date_input[0].max
    app.text_input[0].set_value("Later")
    app.date_input[0].set_value(furthest)
    app.radio[1].set_value(True)
    submit(app, "open_room")
    assert "host" in app.session_state["_esteem"]


def test_a_code_that_has_lapsed_can_be_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    store = resources.store()
    ago = store._clock() - timedelta(days=2)
    with monkeypatch.context() as patch:
        patch.setattr(store.rooms, "_clock", lambda: ago)
        version = resources.library().version
        day = ago.date()
        host = store.rooms.open(NAME, day, version, "en", paced=False, until=day)
    app = as_host(host)
    assert not fails(app)
    assert says(app, "host.lapsed", day=code_page.day(day))
    press(app, "host_extend")
    assert resources.store().rooms.load(host).join_code is not None


def test_an_act_that_another_tab_took_first_is_told_and_nothing_is_done_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = opened()
    app, mine = as_host(host), resources.store().rooms.move

    def after_another(*given: Any) -> None:
        mine(*given)
        mine(*given)

    monkeypatch.setattr(resources.store().rooms, "move", after_another)
    press(app, "host_start")
    assert says(app, "workshop.moved")
    assert state_of(host) == ANSWERING
    assert not says(app.run(), "workshop.moved")


def test_a_host_who_deletes_takes_nobodys_answers_away() -> None:
    host, (member, *_) = revealed()
    app = press(press(as_host(host), "host_delete"), "host_delete_yes")
    assert not fails(app)
    assert resources.store().load(member).answers
    assert says(as_member(member), "workshop.join_title")
    with pytest.raises(NotFound):
        resources.store().rooms.load(host)


def test_the_step_that_ends_the_answering_asks_first() -> None:
    host = opened()
    crowd(host)
    move(host, ANSWERING)
    app = press(as_host(host), "host_close")
    assert says(app, "host.close_sure", count=LEAST, finished=0)
    press(app, "host_close_no")
    assert state_of(host) == ANSWERING
    press(press(app, "host_close"), "host_close_yes")
    assert state_of(host) == CLOSED


def test_a_picture_is_worked_out_once_for_all_who_see_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _places.clear()
    _, codes = revealed("practitioner", "practitioner")
    worked_out: list[object] = []

    def count(*asked: Any) -> Any:
        worked_out.append(asked)
        return scoring.score(*asked)

    monkeypatch.setattr(viewed, "score", count)
    first = shown(as_member(codes[0]))
    assert len(worked_out) == 2  # one pair for each practitioner
    assert [shown(as_member(code)) for code in codes[1:LEAST]] == [first] * (LEAST - 1)
    assert len(worked_out) == 2


def test_what_is_agreed_or_written_anew_is_in_everybodys_picture() -> None:
    host, codes = revealed()
    role = content().model.roles[0].id
    assert not says(as_member(codes[0]), "board.decided_no")
    resources.store().rooms.agree(host, {f"decision.{role}": "no"})
    assert all(says(as_member(code), "board.decided_no") for code in codes[:LEAST])


def test_whoever_joins_a_later_round_is_not_shown_what_the_others_remember() -> None:
    host, codes = revealed()
    begin_anew(host)
    resources.store().seats.sit(codes[0], door(host), "member")
    newcomer = joined(host)
    assert set(rows(as_member(codes[0], view="board"))) == roles()
    assert says(as_member(newcomer, view="board"), "board.not_yet")


@pytest.mark.parametrize("wish", [0, 4])
def test_what_a_practitioner_sees_otherwise_is_told_with_both_answers(wish: int) -> None:
    host = opened()
    codes = [joined(host, "member", wish) for _ in range(LEAST)]
    joined(host, "practitioner", 4 - wish, p_know=1)
    through(host, *SHOWN)
    item = next(one for one in content().group.items() if one.id == "g.fa.come")
    ours, theirs = (content().group.options[item.options][at] for at in (wish, 4 - wish))
    said = f"{item.says} The group: {ours}. The practitioner: {theirs}."
    for page in (as_host(host, view="board"), as_member(codes[0])):
        assert said in unescape(shown(page).replace("\\", ""))


def practitioners(app: AppTest) -> list[str]:
    """Those of whom one can be chosen: a host chooses in a list, a phone shows a link for each."""
    chosen = [option for one in app.selectbox for option in one.options[1:]]
    return chosen or re.findall(r"[?;&]with=[1-9]\d*", shown(app))


def test_what_was_said_in_a_round_is_there_to_look_back_at_after_the_next() -> None:
    store = resources.store()
    host, (member, *_) = revealed()
    begin_anew(host)
    for seat in ("member", "leader"):
        store.seats.sit(member, door(host), seat)
    store.save(member, {"g.rb.room": 0})
    assert [time.answers["g.rb.room"] for time in store.times.load(member)] == [3]
    assert store.load(member).answers["g.rb.room"] == 0
    assert store.times.load(joined(host)) == ()


def test_who_deletes_their_answers_is_in_nobodys_picture_any_more() -> None:
    host, codes = revealed("practitioner", "practitioner")
    pages = [lambda: as_member(codes[0]), lambda: as_host(host, view="board")]
    assert [len(practitioners(page())) for page in pages] == [2, 2]
    revision = resources.store().rooms.load(host).revision
    resources.store().delete(codes[-1])
    assert [len(practitioners(page())) for page in pages] == [0, 0], "one is left: none to choose"
    assert not any("Practitioner 2" in shown(page()) for page in pages)
    assert resources.store().rooms.load(host).revision > revision, "open pages hear of it"


def test_whose_answers_have_expired_is_in_nobodys_picture_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, _ = revealed("practitioner", "practitioner")
    store = resources.store()
    assert len(practitioners(as_host(host, view="board"))) == 2
    later = store.today() + timedelta(days=store.keep_days + 1)
    for part in (store, store.rooms, store.seats, store.times):
        monkeypatch.setattr(part, "_clock", lambda: datetime(*later.timetuple()[:3], tzinfo=UTC))
    assert says(as_host(host, view="board"), "board.no_practitioner")


def test_who_moves_on_to_new_questions_sees_a_round_by_its_own_and_so_do_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, codes = revealed()
    name = content().model.roles[0].name
    shutil.copytree(ROOT / "questionnaires", tmp_path / "new")
    rules = tmp_path / "new" / "roles.toml"
    text = rules.read_text(encoding="utf-8").replace(f'name = "{name}"', 'name = "Zebra"')
    rules.write_text(text, encoding="utf-8")
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(tmp_path / "new"))
    resources.reset()
    resources.store().update(codes[0], version=resources.library().version, finished=False)
    for code in codes[:2]:
        assert name in rows(as_member(code))
        assert "Zebra" not in rows(as_member(code))


def test_a_picture_at_hand_knows_nobody_who_looks_at_it() -> None:
    _places.clear()
    host, codes = revealed()
    for page in (as_member(codes[0]), as_host(host, view="board")):
        assert not page.exception
    assert len(_places) == 2
    found, seen = [_places], set()
    while found:
        one = found.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType, FunctionType)):
            continue
        seen.add(id(one))
        assert not isinstance(one, (Guest, Here))
        assert one not in (host, codes[0]) or not isinstance(one, str)
        found += gc.get_referents(one)
