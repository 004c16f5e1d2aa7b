"""For how long things are kept: as long as is said, and longer only where somebody asks."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.models import Side
from esteem_match.store import StoreError
from esteem_match.store.database.schema import ROUNDS
from esteem_match.ui.mine.code import day
from esteem_match.ui.room.host.opening import WEEKS
from tests.room_pages import (
    as_host,
    as_member,
    begin_anew,
    fails,
    joined,
    keys,
    revealed,
    says,
    submit,
    visit,
)
from tests.test_again_pages import all_of
from tests.test_pages import open_page, press, shown, word

pytestmark = pytest.mark.usefixtures("own_pages")

# How long a workshop can be open


@pytest.mark.parametrize("keep", [1, 2, 3, 7, 14, 15, 30, 365])
def test_a_workshop_is_offered_for_no_longer_than_answers_are_kept(keep: int) -> None:
    store = resources.store()
    store.keep_days = store.rooms.keep_days = store.seats.keep_days = keep
    app = visit(query={"view": "open"})
    home = min(WEEKS.days, keep - 1)
    assert says(app, "keeping.open_short", days=keep) is (home < WEEKS.days)
    app.text_input[0].set_value("From home")
    last = app.date_input[0].max
    app.date_input[0].set_value(last)
    until = [one for one in app.radio if one.label == word("open.until")]
    assert bool(until) is (home > 1)
    for choice in until:
        choice.set_value(True)
    named = "open.until_weeks" if home == WEEKS.days else "keeping.open_days"
    assert not until or until[0].options[1] == word(named).replace("{days}", str(home))
    host = submit(app, "open_room").session_state["_esteem"]["host"]
    room = store.rooms.load(host)
    assert (room.until - last).days == (home if until else 1)
    voice = joined(host)
    assert store.load(voice).expires >= room.until, "nobody's answers go while people still join"


def test_a_new_round_begins_also_where_answers_are_kept_for_fewer_days_since() -> None:
    host, _ = revealed()
    store = resources.store()
    with store._writer.engine.begin() as conn:
        conn.execute(update(ROUNDS).values(until=store.today() + timedelta(days=20)))
    store.keep_days = store.rooms.keep_days = 7
    begin_anew(host)
    assert store.rooms.load(host).until == store.today() + timedelta(days=7)


# Answers that are kept for the next time


def whoever(side: Side = "group") -> str:
    """Somebody who has answered everything."""
    code = resources.store().create(side, resources.library().version, "1", "en")
    resources.store().save(code, all_of(side))
    return code


def of(text: str) -> list[str]:
    """What stands before and after the day in these words."""
    return text.split("{day}")


def tells(app: AppTest, path: str) -> bool:
    return all(part in unescape(shown(app)).replace("\\", "") for part in of(word(path)))


@pytest.mark.parametrize(("page", "side"), [("mine", "group"), ("results", "practitioner")])
def test_one_press_keeps_answers_for_half_a_year_and_another_takes_it_back(
    page: str, side: Side
) -> None:
    code, store = whoever(side), resources.store()
    app = open_page(page, code)
    until = store.today() + timedelta(days=180 + 28)
    (keep,) = (one for one in app.button if one.key == "keep_longer")
    assert day(until) in keep.label, "the day is said before anybody presses"
    app = press(app, "keep_longer")
    assert store.load(code).expires == until
    assert "keep_longer" not in keys(app)
    assert tells(open_page("mine", code), "keeping.asked")
    assert tells(open_page("results", code, page="again"), "keeping.asked")
    press(open_page(page, code), "keep_usual")
    assert store.load(code).expires == store.today() + timedelta(days=store.keep_days)
    assert tells(open_page("mine", code), "mine.kept")


def test_a_week_later_there_is_something_to_ask_for_again_and_not_before() -> None:
    code, store = whoever(), resources.store()
    longest = store.today() + timedelta(days=180 + 28)
    for days, offered in ((6, False), (7, True)):
        store.times.hold(code, longest - timedelta(days=days))
        assert ("keep_longer" in keys(open_page("mine", code))) is offered


@pytest.mark.parametrize(("keep", "longest"), [(30, 0), (365, 365), (30, 36)])
def test_nothing_is_offered_where_it_would_change_little_or_nothing(
    keep: int, longest: int
) -> None:
    store = resources.store()
    store.keep_days, store.times.longest_days = keep, longest
    code = whoever()
    assert not {"keep_longer", "keep_usual"} & keys(open_page("mine", code))


def test_who_has_said_nothing_yet_is_not_asked_how_long_to_keep_it() -> None:
    store = resources.store()
    code = store.create("group", resources.library().version, "1", "en")
    assert "keep_longer" not in keys(open_page("mine", code))


def test_both_who_look_together_can_each_keep_their_own() -> None:
    store = resources.store()
    group, practitioner = whoever(), whoever("practitioner")
    store.join(practitioner, store.share(group))
    press(open_page("together", group), "keep_longer")
    assert store.load(group).asked_until is not None
    assert store.load(practitioner).asked_until is None, "nobody keeps somebody else's answers"
    assert "keep_longer" in keys(open_page("together", practitioner))


def test_a_store_that_is_away_says_so_and_nothing_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, store = whoever(), resources.store()
    app = open_page("mine", code)

    def away(*_: object) -> None:
        raise StoreError

    monkeypatch.setattr(store.times, "hold", away)
    assert word("together.failed") in shown(press(app, "keep_longer"))
    assert store.load(code).asked_until is None


def test_who_sits_in_a_workshop_is_offered_the_day_that_was_agreed() -> None:
    host, codes = revealed()
    store = resources.store()
    again = store.today() + timedelta(days=100)
    app = as_host(host, view="agree")
    app.date_input[0].set_value(again)
    press(app, "save_again")
    both = visit(query={"view": "agree"}, host=host, code=codes[0])
    assert "keep_longer" not in keys(both), "the person on a host's device may be one from paper"
    until = again + timedelta(days=28)
    for page in (as_member(codes[0], view="agree"), open_page("mine", codes[1])):
        (keep,) = (one for one in page.button if one.key == "keep_longer")
        assert day(until) in keep.label
        assert day(again) in shown(page)
        press(page, "keep_longer")
    assert [store.load(code).expires for code in codes[:2]] == [until, until]
    assert store.load(codes[2]).asked_until is None, "the host's day keeps nobody's answers"


def test_the_day_to_look_again_lies_within_a_year_and_keeps_the_workshop() -> None:
    host, _ = revealed()
    store = resources.store()
    field = as_host(host, view="agree").date_input[0]
    assert (field.min, field.max) == (store.today(), store.today() + timedelta(days=365))
    store.rooms.agree(host, {"again": field.max.isoformat()}, field.max)
    assert store.rooms.load(host).expires == field.max + timedelta(days=28)
    assert tells(as_host(host), "keeping.room")


def test_a_day_to_look_again_that_is_past_is_still_shown_and_another_can_be_chosen() -> None:
    host, codes = revealed()
    store = resources.store()
    gone = store.today() - timedelta(days=3)
    store.rooms.agree(host, {"again": gone.isoformat()})
    app = as_host(host, view="agree")
    assert not fails(app)
    assert app.date_input[0].value == gone
    (keep,) = (one for one in open_page("mine", codes[0]).button if one.key == "keep_longer")
    assert day(store.today() + timedelta(days=180 + 28)) in keep.label
