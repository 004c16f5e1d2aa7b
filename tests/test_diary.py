"""The day to look again goes into a calendar: the right day, one event, nobody's name."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.diary import calendar
from esteem_match.models import Side
from esteem_match.ui.mine import diary as page
from tests.room_pages import SHOWN, as_host, as_member, crowd, move, opened
from tests.test_pages import open_page, shown, someone, word
from tests.test_results import flat
from tests.test_results import someone as answering

DAY = date(2027, 2, 28)
KINDS = ("diary", "diary_end")
WRITTEN = date(2026, 9, 1)


def read(file: bytes) -> Any:
    """The one event of a file, as a calendar reads it."""
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    return event


def test_a_calendar_reads_the_day_as_a_whole_one() -> None:
    event = read(calendar(DAY, "Look again", "Together.", "a1", WRITTEN))
    assert event.decoded("dtstart") == DAY
    assert type(event.decoded("dtstart")) is date, "a whole day has no hour"
    assert "DTEND" not in event
    assert (str(event["summary"]), str(event["description"])) == ("Look again", "Together.")
    assert event["transp"] == "TRANSPARENT", "it keeps nobody's time busy"


def test_an_event_rings_in_the_morning_and_says_where_to_go() -> None:
    where = "https://match.example/"
    file = calendar(DAY, "Look again", "Together.", "a1", WRITTEN, address=where)
    early = calendar(DAY, "Last day", "", "a1", WRITTEN, ahead=timedelta(days=7))
    event = read(file)
    assert (str(event["url"]), str(event["description"])) == (where, f"Together.\n{where}")
    rings = [alarm_of(one) for one in (file, early)]
    assert rings == [timedelta(hours=9), timedelta(hours=9) - timedelta(days=7)]
    assert "URL" not in read(early)


def alarm_of(file: bytes) -> timedelta:
    (alarm,) = read(file).walk("VALARM")
    assert str(alarm["action"]) == "DISPLAY"
    assert str(alarm["description"]) == str(read(file)["summary"])
    when: timedelta = alarm.decoded("trigger")
    return when


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_no_words_break_the_file(words: str) -> None:
    file = calendar(DAY, words, f"{words}\nEND:VEVENT", "a1", WRITTEN)
    assert str(read(file)["summary"]) == words
    assert max(map(len, file.split(b"\r\n"))) <= 75


def test_the_same_thing_has_the_same_uid_on_any_day_and_another_has_another() -> None:
    one, later = (calendar(day, "Look", "", "a1", day) for day in (DAY, DAY + timedelta(3)))
    other = calendar(DAY, "Look", "", "a2", WRITTEN)
    assert read(one)["uid"] == read(later)["uid"] != read(other)["uid"]


def test_a_uid_tells_nothing_of_what_it_is_made_of() -> None:
    assert "a1a1a1a1" not in read(calendar(DAY, "Look", "", "a1a1a1a1", WRITTEN))["uid"]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch, own_pages: None) -> dict[str, list[Any]]:  # noqa: ARG001
    """The events that pages offer, by what they are called: what Streamlit serves can't be read
    in a script's test.
    """
    found: dict[str, list[Any]] = {word(f"again.{one}_title"): [] for one in KINDS}

    def taken(*given: Any, **more: Any) -> bytes:
        file = calendar(*given, **more)
        found[given[1]].append(read(file))
        return file

    monkeypatch.setattr(page, "calendar", taken)
    return found


@pytest.fixture
def offered(events: dict[str, list[Any]]) -> list[Any]:
    return events[word("again.diary_title")]


@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_who_has_a_result_of_their_own_takes_both_days_along(
    events: dict[str, list[Any]], side: Side
) -> None:
    code = answering(side, flat(side, 3))
    app = open_page("results", code)
    ahead = resources.library().contents["en"].model.report.look_again_days
    assert buttons(app) == [named(date.today() + timedelta(days=ahead))]
    ((look,), (end,)) = events.values()
    assert look.decoded("dtstart") == date.today() + timedelta(days=ahead)
    assert end.decoded("dtstart") == resources.store().load(code).expires
    assert look["uid"] != end["uid"]
    assert code not in look.to_ical().decode() + end.to_ical().decode()


def test_my_data_offers_the_last_day_of_the_answers(events: dict[str, list[Any]]) -> None:
    code = someone("group")
    open_page("mine", code)
    (look, (end,)) = events.values()
    assert not look
    assert end.decoded("dtstart") == resources.store().load(code).expires


def named(day: date) -> str:
    """What a button says of its day."""
    return word("again.diary").replace(
        "{day}", f"{day.day} {word(f'month.{day.month}')} {day.year}"
    )


def buttons(app: AppTest) -> list[str]:
    """The ways to take the day along; documents are offered too."""
    labels = [one.proto.label for one in app.get("download_button")]
    before, after = word("again.diary").split("{day}")
    return [one for one in labels if one.startswith(before) and one.endswith(after)]


def test_a_workshop_offers_the_day_once_it_is_written_and_to_all(offered: list[Any]) -> None:
    host = opened()
    people = crowd(host)
    for state in SHOWN:
        move(host, state)
    assert not buttons(as_host(host, view="agree"))
    resources.store().rooms.agree(host, {"again": DAY.isoformat(), "by.facilitator": "Ann"})
    for app in (as_host(host, view="agree"), as_member(people[0], view="agree")):
        assert buttons(app) == [named(DAY)]
    assert [event.decoded("dtstart") for event in offered] == [DAY, DAY]
    assert len({str(event["uid"]) for event in offered}) == 1
    room = resources.store().rooms.load(host)
    for event in offered:
        text = event.to_ical().decode()
        assert not [name for name in ("Ann", room.name, room.tag) if name in text]


def test_a_workshops_day_says_what_was_decided_and_not_who_does_it(offered: list[Any]) -> None:
    host = opened()
    people = crowd(host)
    for state in SHOWN:
        move(host, state)
    role, other = resources.library().contents["en"].model.roles[:2]
    said = {"again": DAY.isoformat(), f"decision.{role.id}": "yes", f"decision.{other.id}": "no"}
    said |= {f"task.{role.id}": "Find a room", f"until.{role.id}": "May", f"by.{role.id}": "Ann"}
    resources.store().rooms.agree(host, said)
    assert word("again.diary_agreed") in unescape(shown(as_member(people[0], view="agree")))
    (event,) = offered
    assert str(event["description"]).splitlines()[:3] == [
        word("again.diary_says"),
        word("agree.draft"),
        f"{role.help}: Find a room, May",
    ]


def test_both_who_look_together_are_offered_the_same_event(offered: list[Any]) -> None:
    group, practitioner = someone("group"), someone("practitioner")
    share = resources.store().share(group)
    resources.store().join(practitioner, share)
    for code in (group, practitioner):
        assert len(buttons(open_page("together", code))) == 1
    ahead = resources.library().contents["en"].model.report.look_again_days
    when = date.today() + timedelta(days=ahead)
    assert {event.decoded("dtstart") for event in offered} == {when}
    assert len({str(event["uid"]) for event in offered}) == 1
    assert share not in offered[0].to_ical().decode()


def test_an_example_offers_no_day(offered: list[Any]) -> None:
    case = next(c.id for c in resources.library().examples["en"] if c.made_up)
    open_page("together", example=case)
    assert not offered
