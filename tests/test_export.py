"""What people take home: all of it, nobody else's, and read back as hostile input."""

import json
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import content, export, resources
from esteem_match.export import BadFile, Earlier, Export, ExportedAnswer
from esteem_match.models import SIDES, Answer, Side
from esteem_match.store import Imported, Store, StoreError, Time
from esteem_match.store.record import records
from esteem_match.ui import browser
from esteem_match.ui.mine.code import day
from tests.room_pages import (
    ANSWERING,
    CLOSED,
    REVEALED,
    SHOWN,
    door,
    joined,
    move,
    opened,
    revealed,
    rows,
    through,
)
from tests.test_pages import headings, open_page, press, shown, someone, word

pytestmark = pytest.mark.usefixtures("own_pages")

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = content.load(ROOT / "questionnaires")
RULES = LIBRARY.contents["en"]
DAY = date(2026, 3, 3)
MARCH, JULY, AUTUMN = DAY, date(2026, 7, 9), date(2026, 9, 14)


def made(side: Side = "group", **changes: object) -> Export:
    """A file of somebody who has answered two questions."""
    items = [item for item in RULES.side(side).items() if item.kind == "scale"][:2]
    said = tuple(
        ExportedAnswer(id=one.id, question=one.text, answer=2, words="Words") for one in items
    )
    fields: dict[str, Any] = {
        "written": DAY,
        "side": side,
        "language": "en",
        "questions": LIBRARY.version,
        "agreed_to": "1",
        "started": DAY,
        "changed": DAY,
        "kept_until": DAY,
        "closed": False,
        "answers": said,
    }
    return Export(**{**fields, **changes})


def altered(**changes: object) -> str:
    return json.dumps(json.loads(export.write(made())) | changes)


def earlier(on: date, **own: Any) -> Earlier:
    return Earlier(**{"day": on, "questions": LIBRARY.version, "answers": made().answers, **own})


def file(*times: Earlier, **own: Any) -> str:
    return export.write(made(times=times, answered=JULY, written=JULY, **own))


def bent(place: tuple[str | int, ...], value: object) -> str:
    """The file of two times with something else in one place."""
    raw = json.loads(file(earlier(MARCH), earlier(JULY)))
    at = raw["times"]
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    return json.dumps(raw)


def first(**changes: object) -> str:
    """The file with its first answer changed."""
    raw = json.loads(export.write(made()))
    raw["answers"][0] |= changes
    return json.dumps(raw)


def fullest(side: Side) -> Export:
    """Everything answered, the texts as long as they may be, in as many copies as there can be."""
    wide = "\N{GRINNING FACE}"
    answers: dict[str, Answer] = {
        item.id: wide * (item.max_length or 0) if item.kind == "text" else 1
        for item in RULES.side(side).items()
    }
    items = content.item_index(RULES)
    said = tuple(
        ExportedAnswer(id=name, question=items[name].text, answer=given, words=str(given))
        for name, given in answers.items()
    )
    copy = export.Copy(shared="with a group", on=DAY, answers=answers)
    time = Earlier(day=DAY, questions=LIBRARY.version, answers=said)
    copies = (copy,) * (1 if side == "group" else 100)
    return made(side, answers=said, copies=copies, times=(time,) * export.TIMES_MOST)


# The file


@pytest.mark.parametrize("side", SIDES)
def test_a_file_comes_back_as_it_was_written(side: Side) -> None:
    kept = made(side)
    assert export.read(export.write(kept)) == kept
    assert export.fit(side, kept.answers, RULES) == {said.id: 2 for said in kept.answers}


@pytest.mark.parametrize("side", SIDES)
def test_the_fullest_file_is_small_enough_to_be_read_back(side: Side) -> None:
    kept = fullest(side)
    assert len(export.write(kept).encode()) < export.LARGEST
    assert export.read(export.write(kept)) == kept


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (export.LARGEST + 1), "large"),
        ("", "not_json"),
        (" ", "not_json"),
        ("\ufffdPNG\x1a", "not_json"),
        ("[" * 100_000, "not_json"),
        ('{"format": ' + "9" * 5000 + "}", "not_json"),
        (export.write(made())[:-20], "not_json"),
        ("[]", "not_ours"),
        ("null", "not_ours"),
        ("{}", "not_ours"),
        ('{"kind": "another"}', "not_ours"),
        ('{"kind": ["x"]}', "not_ours"),
        (altered(format=export.FORMAT + 1), "newer"),
        (altered(format=export.FORMAT + 1, more="unknown"), "newer"),
        (altered(format=0), "broken"),
        (altered(format="1"), "broken"),
        (altered(format=True), "broken"),
        (altered(side="somebody"), "broken"),
        (altered(language="en\0"), "broken"),
        (altered(questions="a b"), "broken"),
        (altered(questions="v" * 65), "broken"),
        (altered(started="yesterday"), "broken"),
        (altered(more="unknown"), "broken"),
        (altered(answers={}), "broken"),
        (altered(answers=[{"id": "g.name"}]), "broken"),
        (altered(answers=json.loads(export.write(made()))["answers"] * 2), "broken"),
        (altered(answers=[1] * 501), "broken"),
        (first(answer=2.5), "broken"),
        (first(answer=True), "broken"),
        (first(answer=[0]), "broken"),
        (first(answer=1e400), "broken"),
        (first(question="\ud800"), "broken"),
        (first(id=""), "broken"),
    ],
)
def test_what_is_no_file_of_ours_is_told_apart(text: str, code: str) -> None:
    with pytest.raises(BadFile) as bad:
        export.read(text)
    assert bad.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "g.nothing"}, "unknown"),
        ({"id": "p.rb.time"}, "unknown"),
        ({"answer": 99}, "unfit"),
        ({"answer": -1}, "unfit"),
        ({"answer": 10**30}, "unfit"),
        ({"answer": "words"}, "unfit"),
        ({"id": "g.name", "answer": 1}, "unfit"),
        ({"id": "g.name", "answer": "x" * 5000}, "unfit"),
    ],
)
def test_an_answer_that_no_question_takes_is_refused_with_the_whole_file(
    change: dict[str, object], code: str
) -> None:
    kept = export.read(first(**change))
    with pytest.raises(BadFile) as bad:
        export.fit(kept.side, kept.answers, RULES)
    assert (bad.value.code, len(bad.value.items)) == (code, 1)


def test_a_text_is_kept_in_the_form_in_which_it_would_be_typed() -> None:
    kept = export.read(first(id="g.name", answer="  Cafe\u0301\r\n "))
    assert export.fit("group", kept.answers, RULES)["g.name"] == "Caf\u00e9"


def test_the_schema_in_the_documents_is_that_of_the_program() -> None:
    written = json.loads((ROOT / "docs/data-schema.json").read_text(encoding="utf-8"))
    assert written == export.schema()


# What stands in it


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[Export, AppTest]]:
    """Opens the page of a code; gives the file that it offers, and the page."""
    offered: list[str] = []
    write = export.write
    monkeypatch.setattr(export, "write", lambda kept: offered.append(write(kept)) or offered[-1])

    def take(code: str) -> tuple[Export, AppTest]:
        page = open_page("mine", code)
        assert not page.exception
        assert word("error.title") not in headings(page)
        return export.read(offered[-1]), page

    return take


Take = Callable[[str], tuple[Export, AppTest]]


@pytest.mark.parametrize("side", SIDES)
def test_the_page_and_its_file_hold_everything_that_was_answered(side: Side, taken: Take) -> None:
    code = someone(side)
    record = resources.store().load(code)
    kept, page = taken(code)
    assert {said.id: said.answer for said in kept.answers} == record.answers
    assert (kept.started, kept.changed, kept.kept_until) == (
        record.created,
        record.changed,
        record.expires,
    )
    text = shown(page)
    assert all(said.question and said.words for said in kept.answers)
    assert all(said.words in text for said in kept.answers if said.words.isalnum())
    assert str(record.expires.year) in text


def test_somebody_who_has_said_nothing_yet_is_told_so(taken: Take) -> None:
    code = resources.store().create("group", resources.library().version, "1", "en")
    kept, page = taken(code)
    assert kept.answers == ()
    assert word("mydata.said_none") in shown(page)


def test_a_consent_may_have_any_version(taken: Take) -> None:
    version = resources.library().version
    code = resources.store().create("group", version, "2026/11, second", "en")
    assert taken(code)[0].agreed_to == "2026/11, second"


def test_no_code_is_in_the_file(taken: Take) -> None:
    store = resources.store()
    group, helper = someone("group"), someone("practitioner")
    share = store.share(group)
    store.join(helper, share)
    for code in (group, helper):
        text = export.write(taken(code)[0])
        assert not [key for key in (group, helper, share) if key in text]


def test_a_copy_in_a_share_is_ones_own_and_never_the_other_sides(taken: Take) -> None:
    store = resources.store()
    group, helper = someone("group"), someone("practitioner", 1)
    store.join(helper, store.share(group))
    store.save(group, {"g.name": "Later"})
    ours, theirs = taken(group), taken(helper)
    assert [copy.shared for copy in ours[0].copies] == ["with practitioners"]
    assert [copy.shared for copy in theirs[0].copies] == ["with a group"]
    assert ours[0].copies[0].answers["g.name"] == "Words"
    assert word("mydata.copy_differs").split("{")[1].split("}")[1].strip(" .") in shown(ours[1])
    assert word("mydata.copy_same").split("}")[1].strip(" .") in shown(theirs[1])
    assert '"g.' not in export.write(theirs[0])


@pytest.mark.parametrize("state", [ANSWERING, CLOSED, REVEALED])
def test_a_voice_takes_its_own_answers_home_and_nothing_of_what_the_round_came_to(
    state: str, taken: Take
) -> None:
    host = opened()
    mine = joined(host, "member", 4)
    others = [joined(host, "member", 0) for _ in range(5)]
    helper = joined(host, "practitioner", 1)
    for step in (ANSWERING, CLOSED, REVEALED):
        move(host, step)
        if step == state:
            break
    kept, page = taken(mine)
    assert {said.id: said.answer for said in kept.answers} == resources.store().load(mine).answers
    (place,) = kept.workshop
    assert (place.seat, place.round, place.state, place.agreement) == ("member", 1, state, False)
    assert not page.exception
    alone = json.loads(export.write(kept))
    for code in (*others, helper):
        resources.store().delete(code)
    again = json.loads(export.write(taken(mine)[0]))
    assert alone == again  # what others said, or that they were there, changes nothing in it


@pytest.mark.parametrize(("state", "told"), [(ANSWERING, True), (CLOSED, False), (REVEALED, False)])
def test_while_a_round_is_open_the_file_is_offered_and_says_that_it_is_no_result(
    state: str, told: bool, taken: Take
) -> None:
    host = opened()
    mine = joined(host)
    through(host, *SHOWN[: SHOWN.index(state) + 1])
    kept, page = taken(mine)
    assert page.get("download_button")
    assert kept.waits is told
    assert (word("earlier.waits") in shown(page)) is told


def test_every_round_is_told_and_that_there_is_an_agreement(taken: Take) -> None:
    host, codes = revealed()
    resources.store().rooms.agree(host, {"note": "Tea on Tuesdays"})
    kept, _ = taken(codes[0])
    assert [(place.round, place.agreement) for place in kept.workshop] == [(1, True)]
    assert "Tea" not in export.write(kept)
    resources.store().rooms.begin(host, date.today())
    resources.store().seats.sit(
        codes[0], str(resources.store().rooms.load(host).join_code), "leader"
    )
    kept, _ = taken(codes[0])
    assert [(place.round, place.seat) for place in kept.workshop] == [(1, "member"), (2, "leader")]


def test_words_that_nothing_can_read_any_more_are_told_and_their_answers_still_come_along(
    taken: Take,
) -> None:
    code = resources.store().create("group", "gone", "1", "en")
    resources.store().save(code, {"g.name": "Ours"})
    kept, page = taken(code)
    assert [(said.id, said.question, said.answer) for said in kept.answers] == [
        ("g.name", "", "Ours")
    ]
    assert word("mydata.unreadable") in shown(page)


# Brought back


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Has somebody choose this file on the page for it."""

    def choose(text: str, code: str | None = None, problem: str = "") -> AppTest:
        chosen = [browser.Chosen(text, problem)]
        monkeypatch.setattr(
            browser, "choose_file", lambda *_: chosen.pop() if chosen else browser.Chosen("", "")
        )
        return open_page("mine", code, page="bring")

    return choose


Bring = Callable[..., AppTest]


def count(store: Store) -> int:
    with store._reader.begin() as conn:
        return int(conn.exec_driver_sql("SELECT count(*) FROM records").scalar() or 0)


def agreed(page: AppTest) -> AppTest:
    page.checkbox(key="agreed_bring").check()
    return press(page, "bring")


@pytest.mark.parametrize("side", SIDES)
def test_a_file_makes_a_new_code_with_the_same_answers_in_another_place(
    side: Side, taken: Take, bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = someone(side)
    kept, _ = taken(code)
    answers = resources.store().load(code).answers
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere/esteem.db")
    resources.reset()
    page = agreed(bring(export.write(kept)))
    new = page.session_state["_esteem"]["code"]
    record = resources.store().load(new)
    assert new != code
    assert (record.answers, record.side, record.finished) == (answers, side, False)
    assert record.version == resources.library().version
    assert word("code.title") in headings(page)
    assert [said.answer for said in taken(new)[0].answers] == [said.answer for said in kept.answers]


def test_nothing_is_kept_without_a_yes(bring: Bring) -> None:
    page = press(bring(export.write(made())), "bring")
    assert word("mydata.bring_needed") in shown(page)
    assert count(resources.store()) == 0


@pytest.mark.parametrize(
    ("text", "problem", "code"),
    [
        ("", "large", "large"),
        ("", "made up", "not_json"),
        ("no", "", "not_json"),
        ("{}", "", "not_ours"),
        (altered(format=3), "", "newer"),
        (altered(side="x"), "", "broken"),
        (first(id="g.nothing"), "", "unknown"),
        (first(answer=99), "", "unfit"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence_and_nothing_is_kept(
    text: str, problem: str, code: str, bring: Bring
) -> None:
    page = bring(text, problem=problem)
    assert word(f"mydata.bad_{code}").replace("{count}", "1") in unescape(shown(page))
    assert not [button for button in page.button if button.key == "bring"]
    assert count(resources.store()) == 0


def test_a_bad_file_takes_the_place_of_a_good_one_that_was_chosen_before(bring: Bring) -> None:
    page = bring(export.write(made()))
    assert [button for button in page.button if button.key == "bring"]
    browser.choose_file = lambda *_: browser.Chosen("no", "")  # type: ignore[assignment]
    page.run()
    assert not [button for button in page.button if button.key == "bring"]


def test_a_store_that_fails_in_the_middle_keeps_nothing_and_says_so(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bring(export.write(made()))
    real = records.write

    def fails(*words: Any) -> None:
        real(*words)
        raise StoreError

    monkeypatch.setattr(records, "write", fails)
    page = agreed(page)
    assert word("consent.failed") in shown(page)
    assert count(resources.store()) == 0


def test_who_has_answers_here_keeps_them_under_their_own_code(bring: Bring) -> None:
    code = someone("group")
    page = bring(export.write(made("practitioner")), code)
    assert word("mydata.bring_here") in shown(page)
    page = agreed(page)
    assert page.session_state["_esteem"]["code"] != code
    assert resources.store().load(code).side == "group"
    assert count(resources.store()) == 2


def test_answers_to_other_questions_are_taken_by_todays_where_they_fit_and_that_is_said(
    bring: Bring,
) -> None:
    page = bring(altered(questions="elsewhere"))
    assert word("mydata.found_elsewhere") in shown(page)
    page = agreed(page)
    record = resources.store().load(page.session_state["_esteem"]["code"])
    assert record.version == resources.library().version
    assert len(record.answers) == 2


def test_hostile_words_in_a_file_are_never_shown_as_markup(bring: Bring) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** [a](http://x.example)"
    page = agreed(bring(first(id="g.name", answer=hostile[:60], question=hostile, words=hostile)))
    code = page.session_state["_esteem"]["code"]
    text = shown(open_page("mine", code))
    assert "<img" not in text
    assert "&lt;img" in text


def test_nobody_and_somebody_find_the_way_to_bring_a_file() -> None:
    for page in (open_page("welcome"), open_page("mine"), open_page("mine", someone("group"))):
        assert word("mydata.bring_label") not in shown(page)
        assert word("mydata.bring_title") in headings(press(page, "to_bring"))


def test_a_voice_that_brings_its_file_back_is_a_person_alone_and_the_round_goes_on_as_it_was(
    taken: Take, bring: Bring
) -> None:
    host = opened()
    limits = [item.id.replace(".", "_") for item in RULES.group.items() if item.kind == "veto"]
    mine = joined(host, "member", 4, **dict.fromkeys(limits, 0))
    through(host, ANSWERING)
    before = resources.store().rooms.load(host)
    page = bring(export.write(taken(mine)[0]))
    assert word("earlier.found_waits") in unescape(shown(page))
    alone = agreed(page).session_state["_esteem"]["code"]
    assert resources.store().seats.load(alone) is None
    assert resources.store().rooms.load(host) == before
    roles = {role.name for role in RULES.model.roles}
    assert set(rows(open_page("results", alone))) == roles
    assert not rows(open_page("results", mine)), "the voice itself still waits"


# Earlier times


def with_times(side: Side = "group") -> str:
    """Somebody who answered twice before: in today's questions and in others."""
    store = resources.store()
    code = someone(side, 1)
    answers = store.load(code).answers
    numbered = enumerate([MARCH, JULY], 1)
    version = resources.library().version
    past = [Time(number=n, day=on, version=version, answers=answers) for n, on in numbered]
    return store.times.bring(Imported(side, version, "1", "en", answers, AUTUMN, tuple(past)))


@pytest.mark.parametrize("side", SIDES)
def test_the_page_tells_every_earlier_time_with_its_day_and_its_answers(
    side: Side, taken: Take
) -> None:
    code = with_times(side)
    kept, page = taken(code)
    text = shown(page)
    assert f"{day(MARCH)}, {day(JULY)}" in text
    assert day(AUTUMN) in text, "when the present answers are from"
    titles = [one.label.replace("\\", "") for one in page.expander]
    for time in kept.times:
        count = len(time.answers)
        told = word("earlier.open").replace("{day}", day(time.day)).replace("{count}", str(count))
        assert told in titles
    assert all(said.question and said.words for time in kept.times for said in time.answers)


def test_who_has_answered_once_reads_nothing_of_earlier_times(taken: Take) -> None:
    kept, page = taken(someone("group"))
    assert kept.times == ()
    assert word("earlier.times") not in shown(page)


@pytest.mark.parametrize("side", SIDES)
def test_a_file_brings_every_time_back_with_its_day(
    side: Side, taken: Take, bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = with_times(side)
    kept, _ = taken(code)
    before = resources.store().times.load(code), resources.store().load(code)
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere/esteem.db")
    resources.reset()
    page = bring(export.write(kept))
    found = word("earlier.found").replace("{count}", "2")
    assert found.replace("{days}", f"{day(MARCH)}, {day(JULY)}") in unescape(shown(page))
    new = agreed(page).session_state["_esteem"]["code"]
    store = resources.store()
    assert store.times.load(new) == before[0]
    assert store.load(new).answered == before[1].answered == AUTUMN
    assert day(JULY) in shown(open_page("results", new)), "then is the day of then"


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ((1, "day"), "2001-01-01", "days"),
        ((1, "day"), "9999-01-01", "days"),
        ((0, "answers", 0, "id"), "g.nothing", "unknown"),
        ((0, "answers", 0, "answer"), 99, "unfit"),
        ((0, "answers", 0, "answer"), "x" * 5000, "unfit"),
        ((0, "day"), "spring", "broken"),
    ],
)
def test_wrong_things_in_a_time_are_told_in_a_sentence_and_nothing_is_kept(
    place: tuple[str | int, ...], value: object, code: str, bring: Bring
) -> None:
    page = bring(bent(place, value))
    assert word(f"mydata.bad_{code}").replace("{count}", "1") in unescape(shown(page))
    assert not [button for button in page.button if button.key == "bring"]
    assert count(resources.store()) == 0


def test_a_file_from_the_future_is_told_and_nothing_is_kept(bring: Bring) -> None:
    raw = json.loads(export.write(made())) | {"written": "9999-01-01"}
    page = bring(json.dumps(raw))
    assert word("mydata.bad_days") in unescape(shown(page))
    assert not [button for button in page.button if button.key == "bring"]


def test_a_store_that_fails_at_the_last_time_keeps_nothing_and_says_so(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bring(file(earlier(MARCH), earlier(JULY)))
    real = records.touch

    def fails(*given: Any, **named: Any) -> Any:
        done = real(*given, **named)
        if "answered" in named:
            raise StoreError
        return done

    monkeypatch.setattr(records, "touch", fails)
    assert word("consent.failed") in shown(agreed(page))
    assert count(resources.store()) == 0


def test_a_time_of_questions_that_are_unknown_here_is_kept_as_it_is_where_todays_do_not_fit(
    bring: Bring, taken: Take
) -> None:
    strange = made().answers[0].model_copy(update={"id": "g.long.gone"})
    odd = earlier(MARCH, questions="elsewhere", answers=(strange,))
    page = bring(file(odd, earlier(JULY, questions="elsewhere")))
    assert word("earlier.found_unread") in unescape(shown(page))
    code = agreed(page).session_state["_esteem"]["code"]
    first, second = resources.store().times.load(code)
    assert (first.version, first.answers) == ("elsewhere", {"g.long.gone": 2})
    assert second.version == resources.library().version
    kept, page = taken(code)
    assert word("earlier.unread") in shown(page)
    assert [said.answer for said in kept.times[0].answers] == [2]
    assert kept.times[0].answers[0].id == "g.long.gone"
    assert not open_page("results", code, page="moved").exception


@pytest.mark.parametrize("answer", [10**6, -1, "x" * 5000])
def test_what_is_no_answer_at_all_is_refused_even_of_unknown_questions(
    answer: object, bring: Bring
) -> None:
    raw = json.loads(file(earlier(MARCH, questions="elsewhere")))
    raw["times"][0]["answers"][0] |= {"id": "g.long.gone", "answer": answer}
    page = bring(json.dumps(raw))
    assert word("mydata.bad_unfit").replace("{count}", "1") in unescape(shown(page))


def test_an_answer_that_its_questions_no_longer_take_is_shown_as_it_is(taken: Take) -> None:
    code = resources.store().create("group", resources.library().version, "1", "en")
    resources.store().save(code, {"g.rb.room": 900})
    kept, page = taken(code)
    assert [(said.question, said.answer) for said in kept.answers] == [("", 900)]
    assert isinstance(kept, Export)
    assert not page.exception


# Leaving


def test_while_a_device_forgets_nothing_of_its_owner_is_on_the_page() -> None:
    code = someone("group")
    page = open_page("mine", code)
    assert word("mydata.history") in unescape(shown(page))
    page = press(page, "finish")
    assert word("mydata.leaving") in shown(page)
    assert not page.code
    assert not page.download_button
    assert "Words" not in shown(page)


def test_who_sits_in_a_workshop_is_told_what_a_deletion_leaves() -> None:
    def told(code: str) -> list[bool]:
        page = shown(open_page("mine", code))
        return [word(f"mydata.{one}") in page for one in ("delete_unshown", "delete_room")]

    assert told(someone("group")) == [False, False]
    host = opened()
    code = joined(host)
    for state in (ANSWERING, CLOSED):
        through(host, state)
        assert told(code) == [True, False]
    through(host, REVEALED)
    assert told(code) == [False, True]
    resources.store().rooms.begin(host, resources.store().today())
    resources.store().seats.sit(code, door(host), "member")
    assert told(code) == [True, True]
