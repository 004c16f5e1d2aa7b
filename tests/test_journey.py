"""What is asked follows from the answers alone, and only answers to what is asked count."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esteem_match import journey
from esteem_match.journey import BadAnswer
from esteem_match.models import Answer, Content, Questionnaire
from tests import toys

NEXT, AFTER = "g.next", "g.after"  # asked when g.stage >= 2, and when g.next <= 1


TOY = toys.in_base(toys.library())


@pytest.fixture
def base() -> Content:
    return TOY


@pytest.fixture
def group(base: Content) -> Questionnaire:
    return base.group


def ids(questionnaire: Questionnaire, answers: dict[str, Answer]) -> list[str]:
    sections = journey.asked(questionnaire, answers)
    return [item.id for section in sections for item in section.items]


def full(questionnaire: Questionnaire, **answers: Answer) -> dict[str, Answer]:
    """An answer to every item, asked or not, and then those given, with _ for the dot in ids."""
    every: dict[str, Answer] = {item.id: 0 for item in questionnaire.items()}
    return every | {"g.name": "Us"} | {name.replace("_", "."): a for name, a in answers.items()}


def test_a_condition_opens_an_item_only_when_its_answer_meets_it(group: Questionnaire) -> None:
    assert NEXT not in ids(group, {})
    assert NEXT not in ids(group, {"g.stage": 1})
    assert NEXT in ids(group, {"g.stage": 2})


def test_not_sure_meets_no_condition(group: Questionnaire) -> None:
    assert NEXT not in ids(group, {"g.stage": None})


def test_an_answer_to_an_item_no_longer_asked_never_counts(group: Questionnaire) -> None:
    answers: dict[str, Answer] = {"g.stage": 0, NEXT: 1, AFTER: 3}
    assert journey.counted(group, answers) == {"g.stage": 0}


def test_an_item_is_not_asked_because_of_an_answer_that_does_not_count(
    group: Questionnaire,
) -> None:
    assert AFTER in ids(group, {"g.stage": 2, NEXT: 1})
    assert AFTER not in ids(group, {"g.stage": 1, NEXT: 1})


def test_an_answer_counts_again_when_its_item_is_asked_again(group: Questionnaire) -> None:
    answers: dict[str, Answer] = {"g.stage": 0, NEXT: 1}
    assert journey.counted(group, answers | {"g.stage": 3})[NEXT] == 1


def test_answers_to_unknown_items_never_count(group: Questionnaire) -> None:
    assert journey.counted(group, {"g.old": 3, "p.work": 1}) == {}


def test_does_not_apply_meets_a_condition_as_the_0_that_it_counts_as(tmp_path: Path) -> None:
    files = toys.raw()
    toys.section(files, "group", "bb")["items"].append(
        {
            **toys.item(files, "g.stage"),
            "id": "g.why",
            "when": {"item": "g.aa.need1", "at_least": 1},
        }
    )
    group = toys.in_base(toys.loaded(tmp_path, files)).group
    assert "g.why" in ids(group, {"g.aa.need1": 1})
    assert "g.why" not in ids(group, {"g.aa.need1": 5})


def test_items_come_in_the_order_of_the_file_without_empty_sections(tmp_path: Path) -> None:
    files = toys.raw()
    for name in ("g.p", "g.q", "g.r"):
        extra = {**toys.item(files, "g.next"), "id": name}
        files["group"]["sections"][1:1] = [] if name != "g.p" else [_section("more")]
        toys.section(files, "group", "more")["items"].append(extra)
    group = toys.in_base(toys.loaded(tmp_path, files)).group
    assert [s.id for s in journey.asked(group, {})] == ["start", "aa", "bb"]
    assert [s.id for s in journey.asked(group, {"g.stage": 3})] == ["start", "more", "aa", "bb"]
    everything = ids(group, {"g.stage": 3, NEXT: 0})
    assert everything == [item.id for item in group.items()]


def test_progress_counts_sections_and_minutes_of_what_is_asked(group: Questionnaire) -> None:
    start = journey.progress(group, {})
    assert (start.sections_done, start.sections) == (0, 3)
    seconds = 45 + 15 + 2 * (12 + 12 + 10)  # a text, a choice, and for two roles two scales, a veto
    assert start.minutes_left == -(-seconds // 60)
    done = journey.progress(group, full(group))
    assert (done.sections_done, done.sections, done.minutes_left) == (3, 3, 0)
    assert done.missing == ()


def test_one_item_left_is_a_minute_and_not_none(group: Questionnaire) -> None:
    answers = full(group)
    del answers["g.bb.no"]
    left = journey.progress(group, answers)
    assert (left.sections_done, left.minutes_left, left.missing) == (2, 1, ("g.bb.no",))


def test_not_sure_is_an_answer_that_was_reached(group: Questionnaire) -> None:
    nobody_knows: dict[str, Answer] = dict.fromkeys(full(group), None)
    assert journey.missing(group, nobody_knows) == ()
    assert journey.first_open(group, nobody_knows) is None


def test_people_go_on_at_the_first_section_with_something_open(group: Questionnaire) -> None:
    assert journey.first_open(group, {}) == "start"
    answers = full(group)
    assert journey.first_open(group, answers) is None
    del answers["g.aa.wish1"]
    assert journey.first_open(group, answers) == "aa"
    assert journey.first_open(group, answers | {"g.stage": 2}) == "aa"


def test_who_comes_back_goes_on_at_the_first_open_question_where_they_were(
    group: Questionnaire,
) -> None:
    def at(**answers: Answer) -> tuple[str, str] | None:
        given = {name.replace("_", "."): answer for name, answer in answers.items()}
        return journey.go_on(journey.asked(group, given), given)

    assert at() == ("start", "g.name")
    assert at(g_name="Us") == ("start", "g.stage")
    assert at(g_stage=0) == ("aa", "g.aa.need1"), "a text in a part they have been through waits"
    assert at(g_stage=2) == ("start", "g.next")
    assert at(g_aa_need1=1) == ("aa", "g.aa.wish1"), "nobody is led back to what they left open"
    assert at(g_aa_wish1=1) == ("aa", "g.aa.need1")
    assert at(g_bb_need1=1, g_bb_wish1=1, g_bb_no=0) is None


def test_an_answer_that_opens_an_item_makes_it_missing(group: Questionnaire) -> None:
    answers = full(group)
    del answers[NEXT], answers[AFTER]
    assert journey.missing(group, answers) == ()
    assert journey.missing(group, answers | {"g.stage": 3}) == (NEXT,)
    assert journey.first_open(group, answers | {"g.stage": 3}) == "start"


def test_a_picture_is_told_in_the_group_s_items(base: Content) -> None:
    answers: dict[str, Answer] = {"p.see.stage": 3, "p.see.aa.need1": None, "p.work": 1}
    assert journey.picture(base, answers) == {"g.stage": 3, "g.aa.need1": None}


def test_a_picture_has_only_what_was_answered(base: Content) -> None:
    assert journey.picture(base, {}) == {}


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_progress_and_what_counts_agree_on_any_answers(data: st.DataObject) -> None:
    questionnaire = TOY.group
    names = [item.id for item in questionnaire.items()]
    answers = data.draw(st.dictionaries(st.sampled_from(names), st.none() | st.integers(0, 3)))
    counts, now = journey.counted(questionnaire, answers), ids(questionnaire, answers)
    progress = journey.progress(questionnaire, answers)
    assert set(counts) | set(progress.missing) == set(now)
    assert not set(counts) & set(progress.missing)
    assert progress.missing == journey.missing(questionnaire, answers)
    assert (progress.minutes_left == 0) == (progress.missing == ())
    assert (journey.first_open(questionnaire, answers) is None) == (progress.missing == ())
    assert ids(questionnaire, counts) == now


def test_positions_count_does_not_apply_where_it_can_be_said(base: Content) -> None:
    found = {item.id: journey.positions(base.group, item) for item in base.group.items()}
    assert (found["g.aa.need1"], found["g.aa.wish1"], found["g.aa.no"]) == (6, 5, 2)
    assert (found["g.stage"], found["g.name"]) == (4, 0)


KEPT = [
    ("g.stage", 3, 3),
    ("g.aa.need1", 5, 5),
    ("p.see.aa.need1", 5, 5),
    ("g.stage", None, None),
    ("g.name", None, None),
    ("g.name", "  The friends ", "The friends"),
    ("g.name", "One\r\ntwo\rthree", "One\ntwo\nthree"),
    ("g.name", "a\tb", "a b"),
    ("g.name", " \n ", None),
    ("g.name", "", None),
    ("g.name", "Cafe\u0301", "Caf\u00e9"),
    ("g.name", "e\u0301" * 40, "\u00e9" * 40),
    ("g.name", "אנחנו and **us** <b>", "אנחנו and **us** <b>"),
    ("g.name", "👩‍👩‍👧 family", "👩‍👩‍👧 family"),
]

REFUSED = [
    ("g.old", 1, "unknown_item"),
    ("g.stage", 4, "out_of_range"),
    ("g.stage", -1, "out_of_range"),
    ("g.aa.wish1", 5, "out_of_range"),
    ("g.stage", 10**30, "out_of_range"),
    ("g.stage", "1", "wrong_kind"),
    ("g.stage", 1.0, "wrong_kind"),
    ("g.stage", True, "wrong_kind"),
    ("g.stage", [1], "wrong_kind"),
    ("g.name", 3, "wrong_kind"),
    ("g.name", b"us", "wrong_kind"),
    ("g.name", "x" * 41, "too_long"),
    ("g.name", "a\x00b", "control_characters"),
    ("g.name", "bell\x07", "control_characters"),
    ("g.name", "\x1f", "control_characters"),
    ("g.name", "del\x7f", "control_characters"),
    ("g.name", "next\x85line", "control_characters"),
    ("g.name", "half \ud800", "control_characters"),
    ("g.name", "turned \u202e round", "control_characters"),
    ("g.name", "turned \u202d round", "control_characters"),
]


@pytest.mark.parametrize(("name", "value", "kept"), KEPT)
def test_a_possible_answer_is_kept_in_one_form(
    name: str, value: Any, kept: Answer, base: Content
) -> None:
    assert journey.clean(base, name, value) == kept
    assert journey.clean(base, name, kept) == kept
    items = {item.id: item for item in base.items()}
    assert journey.clean(base, items[name], value) == kept
    assert journey.valid(items[name], kept, base)
    assert journey.valid(items[name], value, base) == (value == kept)


@pytest.mark.parametrize(("name", "value", "code"), REFUSED)
def test_an_impossible_answer_is_refused_with_a_code(
    name: str, value: Any, code: str, base: Content
) -> None:
    with pytest.raises(BadAnswer) as caught:
        journey.clean(base, name, value)
    assert (caught.value.code, caught.value.item) == (code, name)
    for item in (item for item in base.items() if item.id == name):
        assert not journey.valid(item, value, base)


def test_who_wrote_too_much_is_told_how_much_fits(base: Content) -> None:
    with pytest.raises(BadAnswer) as caught:
        journey.clean(base, "g.name", "x" * 41)
    assert caught.value.limit == 40


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60))
def test_whatever_is_kept_of_a_text_is_short_plain_and_stays_as_it_is(text: str) -> None:
    try:
        kept = journey.clean(TOY, "g.name", text)
    except BadAnswer as problem:
        assert problem.code in {"too_long", "control_characters"}  # noqa: PT017
        return
    assert kept is None or (isinstance(kept, str) and 0 < len(kept) <= 40)
    assert journey.clean(TOY, "g.name", kept) == kept


def _section(name: str) -> toys.Raw:
    return {"id": name, "title": "More", "why": "So that we know.", "items": []}
