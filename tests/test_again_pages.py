"""Coming back after some time: answering again, what has moved, and the way back, as pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import content, resources
from esteem_match.models import NAMES, SIDES, Answer, Side
from esteem_match.store import TIMES_MOST, Store
from esteem_match.ui.mine.code import day
from tests.asking import asked, given
from tests.test_pages import ROOT, headings, open_page, press, shown, word

MARCH, SEPTEMBER = date(2026, 3, 3), date(2026, 9, 14)
DAYS = "3 March 2026", "14 September 2026"
ASSESS, RESULTS = (str(ROOT / f"pages/{name}.py") for name in ("assess", "results"))


@pytest.fixture(autouse=True)
def store(
    tmp_path: Path,
    no_cookies: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Store]:
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/esteem.db")
    monkeypatch.setenv("ESTEEM_KEEP_DAYS", "365")
    resources.reset()
    on(MARCH)
    yield resources.store()
    resources.reset()


def on(when: date) -> None:
    """Sets the store's clock."""
    now = datetime(when.year, when.month, when.day, 12, tzinfo=UTC)
    store = resources.store()
    store._clock = store.times._clock = store.seats._clock = lambda: now


def all_of(side: Side, answer: int = 1, **own: Answer) -> dict[str, Answer]:
    """An answer to every question; `own` by id, with _ for a dot."""
    asked = resources.library().contents["en"].side(side)
    said: dict[str, Answer] = {
        item.id: None
        if item.kind == "text"
        else 0
        if item.kind == "veto"
        else min(answer, len(asked.options[item.options]) - 1)
        for item in asked.items()
    }
    return said | {NAMES[side]: "The Lanterns"} | {n.replace("_", "."): a for n, a in own.items()}


def someone(side: Side = "group", answer: int = 1) -> str:
    code = resources.store().create(side, resources.library().version, "1", "en")
    resources.store().save(code, all_of(side, answer))
    return code


def again(code: str, side: Side = "group") -> AppTest:
    """Presses 'Answer again' and says yes, in September."""
    on(SEPTEMBER)
    assert resources.store().load(code).side == side
    return press(press(open_page("results", code), "answer_again"), "again_yes")


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


@pytest.mark.parametrize("side", SIDES)
def test_whoever_answers_again_begins_from_empty_but_for_the_name(side: Side) -> None:
    code = someone(side)
    app = again(code, side)
    assert not app.exception
    assert resources.store().load(code).answers == {NAMES[side]: "The Lanterns"}
    (time,) = resources.store().times.load(code)
    assert (time.day, time.answers) == (MARCH, all_of(side))
    walk = open_page("assess", code)
    first = resources.library().contents["en"].side(side).sections[0].title
    assert any(first in heading for heading in headings(walk))
    assert {one["said"] for one in asked(walk).values()} <= {None, "The Lanterns"}
    assert asked(walk)


@pytest.mark.parametrize("way", ["again", "back"])
def test_what_a_tab_handed_over_before_is_not_shown_among_the_answers_of_another_time(
    way: str,
) -> None:
    """Its script keeps what it handed over by who is asked, and shows that until it is drawn."""
    code = someone()
    before = given(open_page("assess", code, step="place"))["who"]
    app = again(code)
    assert given(app)["who"] != before
    if way == "back":
        begun = given(app)["who"]
        press(press(app.switch_page(RESULTS).run(), "take_back"), "back_yes")
        app.query_params["step"] = "place"
        assert given(app.switch_page(ASSESS).run())["who"] not in ("", before, begun)
    who = given(app)["who"]
    assert given(app.switch_page(ASSESS).run())["who"] == who


def test_nothing_is_put_by_before_the_second_yes(store: Store) -> None:
    code = someone()
    app = press(open_page("results", code), "answer_again")
    assert word("again.ask_stays").format(day=DAYS[0]) in shown(app)
    assert word("again.ask_empty_group") in shown(app)
    press(app, "again_no")
    assert store.times.load(code) == ()
    assert store.load(code).answers == all_of("group")


def test_an_unfinished_result_offers_no_second_time(store: Store) -> None:
    code = someone()
    store.update(code, forget=["g.rb.room"])
    assert "answer_again" not in keys(open_page("results", code))
    assert "again_yes" not in keys(open_page("results", code, page="again"))


@pytest.mark.parametrize(("keep", "told"), [(365, True), (30, False)])
def test_half_a_year_is_named_only_where_answers_are_kept_that_long(
    keep: int, told: bool, store: Store
) -> None:
    store.keep_days = keep
    on(date.today())
    code = someone()
    text = shown(open_page("results", code))
    assert (word("again.half_year") in text) is told
    assert word("again.until").format(day=day(store.load(code).expires)) in text


def test_a_result_of_one_time_says_nothing_of_others() -> None:
    app = open_page("results", someone())
    assert "open_moved" not in keys(app)
    assert "answer_again" in keys(app)
    assert "moved_back" not in keys(open_page("results", someone(), page="moved"))


def test_what_has_moved_stands_side_by_side_in_words(store: Store) -> None:
    code = someone(answer=0)
    again(code)
    store.save(code, all_of("group", 4, g_stage=0, g_rb_room=0, g_rb_money=None))
    result = open_page("results", code)
    assert word("again.answered").format(before=DAYS[0], after=DAYS[1]) in shown(result)
    app = press(result, "open_moved")
    text = shown(app)
    assert word("again.moved_title") in headings(app)
    assert DAYS[0] in text
    assert DAYS[1] in text
    assert word("group_label.not_now") in text
    assert word("group_label.recommended") in text
    items = content.item_index(resources.library().contents["en"])
    assert items["g.rb.money"].text in text, "it went from a word to 'not sure'"
    assert items["g.rb.room"].text not in text, "it was answered alike"
    assert items["g.stage"].text not in text
    assert word("error.title") not in headings(app)


def test_a_practitioners_roles_are_told_in_a_practitioners_words(store: Store) -> None:
    code = someone("practitioner", 0)
    store.save(code, {"p.know": 1, "p.see.rb.room": 1})
    again(code, "practitioner")
    store.save(code, all_of("practitioner", 4))
    text = shown(open_page("results", code, page="moved"))
    assert word("label.not_now") in text
    assert word("again.answers_none") not in text


def test_where_nothing_moved_it_says_so(store: Store) -> None:
    code = someone()
    again(code)
    store.save(code, all_of("group"))
    app = open_page("results", code, page="moved")
    assert word("again.answers_none") in shown(app)
    assert word("group_label.not_now") not in shown(app)


def test_what_is_not_answered_now_is_not_compared() -> None:
    code = someone()
    again(code)
    app = open_page("results", code, page="moved")
    names = ", ".join(role.name for role in resources.library().contents["en"].model.roles)
    assert word("again.unclear").format(roles=names) in shown(app)
    assert word("again.answers_none") in shown(app)


def test_no_grade_and_no_arrow_stands_on_what_has_moved(store: Store) -> None:
    code = someone(answer=0)
    again(code)
    store.save(code, all_of("group", 4))
    text = shown(open_page("results", code, page="moved")).lower()
    grades = ("↑", "↓", "→", "▲", "▼", "better", "worse", "improve", "%", "progress")
    assert not [grade for grade in grades if grade in text]


def test_another_time_can_be_picked(store: Store) -> None:
    code = someone(answer=0)
    again(code)
    store.save(code, all_of("group", 2))
    store.times.begin(code, resources.library().version)
    store.save(code, all_of("group", 2))
    app = open_page("results", code, page="moved")
    assert word("again.answers_none") in shown(app), "the last time comes first"
    box = next(box for box in app.selectbox if box.key == "moved_pick")
    assert box.options == [DAYS[1], DAYS[0]]
    assert word("again.answers_none") not in shown(box.select(DAYS[0]).run())


def test_whoever_has_begun_again_can_take_the_last_time_back(store: Store) -> None:
    code = someone()
    again(code)
    store.save(code, {"g.rb.room": 4})
    app = open_page("results", code)
    assert word("again.begun").format(day=DAYS[0]) in shown(app)
    app = press(app, "take_back")
    assert store.load(code).answers["g.rb.room"] == 4, "not before the second yes"
    press(app, "back_yes")
    assert store.load(code).answers == all_of("group")
    assert store.times.load(code) == ()


def test_after_the_most_times_the_page_says_what_to_do(store: Store) -> None:
    code = someone()
    for _ in range(TIMES_MOST):
        store.times.begin(code, resources.library().version)
        store.save(code, all_of("group"))
    app = open_page("results", code)
    assert "answer_again" not in keys(app)
    assert word("again.most").format(count=TIMES_MOST) in shown(app)


@pytest.mark.parametrize("archive", ['{"format": 99, "en": {}}', None])
def test_a_time_whose_rules_cannot_be_read_is_told_and_still_there(
    archive: str | None, store: Store
) -> None:
    if archive is not None:
        store.keep_content("old", archive)
    code = someone()
    store.update(code, version="old")
    store.times.begin(code, resources.library().version)
    store.save(code, all_of("group"))
    app = open_page("results", code, page="moved")
    assert word("again.unreadable") in shown(app)
    assert word("error.title") not in headings(app)
    assert len(store.times.load(code)) == 1


def test_where_the_questions_have_changed_between_it_says_so(store: Store) -> None:
    library = resources.library()
    base = library.contents["en"]
    group = base.group.model_copy(update={"title": "Older"})
    older = base.model_copy(update={"group": group})
    store.keep_content("older", content.archive({"en": older}))
    store.keep_content(library.version, content.archive(library.contents))
    code = someone()
    store.update(code, version="older")
    again(code)
    store.save(code, all_of("group", 3))
    assert store.load(code).version == library.version, "a new time follows today's questions"
    app = open_page("results", code, page="moved")
    assert word("again.other_rules") in shown(app)


def test_what_stays_shared_is_said_before_the_yes(store: Store) -> None:
    code = someone()
    assert word("again.ask_shared") not in shown(open_page("results", code, page="again"))
    store.share(code)
    assert word("again.ask_shared") in shown(open_page("results", code, page="again"))


def test_who_waits_in_a_workshop_is_not_offered_another_time(store: Store) -> None:
    today = date.today()
    version = resources.library().version
    host = store.rooms.open("Hall", today, version, "en", paced=False, until=today)
    code = store.seats.join(str(store.rooms.load(host).join_code), "member", "1", "en")
    store.save(code, all_of("group"))
    app = open_page("results", code)
    assert "answer_again" not in keys(app)
    assert "again_yes" not in keys(open_page("results", code, page="again"))
