"""What is asked follows from the answers alone, and only answers to what is asked count."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esteem_match import journey
from esteem_match.journey import BadAnswer
from esteem_match.models import Answer, Content, Questionnaire
from tests import checklists_toy, toys
from tests.checklists_toy import CONTACTS, LIMITS, OFFER

NEXT, AFTER = "g.next", "g.after"  # asked when g.stage >= 2, and when g.next <= 1


TOY = toys.in_base(toys.library())
BOXED = toys.in_base(toys.library(checklists_toy.raw()))


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


def test_a_part_that_somebody_went_past_is_done_and_takes_no_more_minutes(
    group: Questionnaire,
) -> None:
    left = journey.progress(group, {"g.bb.need1": 2})
    assert (left.sections_done, left.sections) == (2, 3)
    assert left.minutes_left == 1, "a scale and a veto are ahead, and nothing else"
    assert len(left.missing) == 7, "what was left is still open"


def test_a_part_left_open_counts_as_soon_as_the_next_is_looked_at(group: Questionnaire) -> None:
    first, second, _ = group.sections
    said: dict[str, Answer] = {first.items[1].id: 0}
    assert journey.progress(group, said, first.id).sections_done == 0
    left = journey.progress(group, said, second.id)
    assert left.sections_done == 1, "the first was left, before a tick in the second"
    assert left == journey.progress(group, {**said, second.items[0].id: 0}).model_copy(
        update={"minutes_left": left.minutes_left, "missing": left.missing}
    )


def test_the_part_that_somebody_is_in_is_not_done_until_all_of_it_is_answered(
    group: Questionnaire,
) -> None:
    said: dict[str, Answer] = {"g.name": "Us", "g.stage": 0, "g.aa.need1": 2, "g.aa.wish1": 2}
    assert journey.progress(group, said).sections_done == 1
    assert journey.progress(group, said | {"g.aa.no": 0}).sections_done == 2


def test_a_name_kept_from_another_time_is_no_part_that_somebody_has_been_through() -> None:
    """A group's name stands in a later part of a practitioner's questions."""
    files = toys.raw()
    parts = files["practitioner"]["sections"]
    parts.append(parts.pop(0))
    seen = toys.item(files, "p.see.stage")
    seen |= {"id": "p.see.name", "mirrors": "g.name"}
    mine = toys.in_base(toys.library(files)).practitioner
    named: dict[str, Answer] = {"p.see.name": "Us"}
    assert journey.go_on(journey.asked(mine, named), named) == ("can-aa", "p.aa.time")
    assert journey.progress(mine, named).sections_done == 0


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
    assert (progress.sections_done == progress.sections) == (progress.minutes_left == 0)
    assert progress.minutes_left == 0 or progress.missing
    assert (journey.first_open(questionnaire, answers) is None) == (progress.missing == ())
    assert ids(questionnaire, counts) == now


def boxes(name: str, *ticked: str, said: Answer = 0) -> dict[str, Answer]:
    """A checklist as it is answered: these of its boxes, or none, or None for 'not sure'."""
    return {box: 1 if box in ticked else said for box in checklists_toy.BOXES[name]}


def test_a_checklist_is_one_question_of_what_is_missing_and_of_the_minutes() -> None:
    group = BOXED.group
    assert {LIMITS, CONTACTS} < set(journey.missing(group, {}))
    assert not set(checklists_toy.BOXES[LIMITS]) & set(journey.missing(group, {}))
    seconds = 45 + 15 + 4 * 12 + 2 * 20 + 15  # a text, choices, scales, checklists
    assert journey.progress(group, {}).minutes_left == -(-seconds // 60)


@pytest.mark.parametrize("said", [boxes(LIMITS, "g.ask"), boxes(LIMITS), boxes(LIMITS, said=None)])
def test_any_boxes_none_of_them_and_not_sure_answer_a_checklist(said: dict[str, Answer]) -> None:
    assert LIMITS not in journey.missing(BOXED.group, said)
    assert journey.torn(BOXED.group, said) == frozenset()


@pytest.mark.parametrize(
    "said",
    [{"g.ask": 1}, {"g.aa.no": 0, "g.bb.no": 0}, {**boxes(LIMITS), "g.ask": None}],
    ids=["one box", "all but one", "not sure beside a no"],
)
def test_a_part_of_a_checklist_is_no_answer_to_it(said: dict[str, Answer]) -> None:
    assert journey.torn(BOXED.group, {"g.stage": 1, **said}) == set(said)


def test_a_checklist_with_an_open_box_is_where_somebody_goes_on() -> None:
    answers = {**full(BOXED.group), "g.stage": 0}
    del answers["g.ask"]
    assert journey.missing(BOXED.group, answers) == (LIMITS,)
    assert journey.first_open(BOXED.group, answers) == "limits"
    parts = journey.asked(BOXED.group, answers)
    assert journey.go_on(parts, answers) == ("limits", LIMITS)


def test_a_role_that_a_clear_no_has_closed_is_asked_about_no_more() -> None:
    mine = BOXED.practitioner
    assert "p.aa.time" in ids(mine, boxes(OFFER))
    assert "p.aa.time" in ids(mine, boxes(OFFER, said=None))
    after = ids(mine, boxes(OFFER, "p.aa.no"))
    assert not {"p.aa.time", "p.aa.skills", "p.aa.want1"} & set(after)
    assert {"p.bb.time", "p.see.aa.need1", "p.see.aa.wish1"} < set(after), "a picture is asked for"
    assert "can-aa" not in [part.id for part in journey.asked(mine, boxes(OFFER, "p.aa.no"))]


def test_what_was_said_of_a_closed_role_counts_again_once_it_is_open() -> None:
    said = {"p.aa.time": 4, **boxes(OFFER, "p.aa.no")}
    assert "p.aa.time" not in journey.counted(BOXED.practitioner, said)
    assert journey.counted(BOXED.practitioner, said | {"p.aa.no": 0})["p.aa.time"] == 4


def test_a_clear_no_that_comes_later_closes_nothing_that_was_asked_before(
    group: Questionnaire,
) -> None:
    assert {"g.aa.need1", "g.aa.wish1"} < set(ids(group, {"g.aa.no": 1}))


def test_it_is_known_which_answers_decide_what_else_is_asked(group: Questionnaire) -> None:
    assert journey.deciding(group) == {"g.stage", "g.next"}
    assert journey.deciding(BOXED.group) == {"g.stage", "g.next"}
    assert journey.deciding(BOXED.practitioner) == set(checklists_toy.BOXES[OFFER])


def test_a_first_look_comes_when_the_first_part_is_answered_or_left() -> None:
    mine = BOXED.practitioner
    first = {item.id: 0 for part in mine.sections[:3] for item in part.items}
    assert not journey.first_part_done(mine, {})
    assert journey.first_part_done(mine, first)
    for name in (item.id for item in mine.sections[2].items):
        assert not journey.first_part_done(mine, {n: a for n, a in first.items() if n != name})
    assert journey.first_part_done(mine, {"p.see.stage": 1}), "whoever went past it has left it"


def test_the_picture_of_a_group_is_left_only_by_who_goes_on_within_it() -> None:
    """Who answers for another group has their own half filled in, before the picture and after."""
    *own, seen = BOXED.practitioner.sections
    mine = BOXED.practitioner.model_copy(update={"sections": (seen, *own), "first_look": None})
    said: dict[str, Answer] = {item.id: 0 for part in own for item in part.items}
    done = journey.progress(mine, said)
    assert (done.sections_done, done.sections, done.under_way) == (len(own), len(own) + 1, True)
    assert done.minutes_left > 0
    assert journey.go_on(journey.asked(mine, said), said) == (seen.id, seen.questions()[0].id)


def test_what_a_clear_no_has_closed_keeps_no_first_look_back() -> None:
    facts: dict[str, Answer] = dict.fromkeys(("p.work", "p.place", "p.years"), 0)
    said = {**facts, **boxes(OFFER, *checklists_toy.BOXES[OFFER])}
    assert journey.first_part_done(BOXED.practitioner, said)


def test_questions_without_a_first_part_have_no_first_look(group: Questionnaire) -> None:
    assert not journey.first_part_done(group, full(group))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_order_of_answers_leaves_the_walk_stuck(data: st.DataObject) -> None:
    """Whatever is answered next, and how: something is left to answer, until all is answered."""
    questionnaire = data.draw(st.sampled_from([BOXED.group, BOXED.practitioner, TOY.group]))
    asks = {one.id: one for one in questionnaire.questions()}
    answers: dict[str, Answer] = {}
    for _ in range(len(asks)):
        parts = journey.asked(questionnaire, answers)
        left = journey.missing(questionnaire, answers)
        if not left:
            break
        way = journey.go_on(parts, answers)
        assert way is None or (way[1] in left and way[0] in {part.id for part in parts})
        assert journey.first_open(questionnaire, answers) in {part.id for part in parts}
        chosen = asks[data.draw(st.sampled_from(left))]
        values = st.integers(0, 1) if len(chosen.items) > 1 else st.none() | st.integers(0, 1)
        answers |= {item.id: data.draw(values) for item in chosen.items}
    assert journey.missing(questionnaire, answers) == ()
    done = journey.progress(questionnaire, answers)
    assert (done.sections_done, done.minutes_left) == (done.sections, 0)
    assert journey.first_part_done(questionnaire, answers) == bool(questionnaire.first_look)


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
    ("g.name", "bell\x07", "bell"),
    ("g.name", "\x1f", None),
    ("g.name", "next\x85line", "next\nline"),
    ("g.name", "half \ud800", "half"),
    ("g.name", "turned \u202e round", "turned  round"),
    ("g.name", "\u0958" * 20, "\u0915\u093c" * 20),
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
    assert journey.valid(items[name], value, base) == (value == kept or isinstance(kept, str))


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
        assert problem.code == "too_long"  # noqa: PT017
        return
    assert kept is None or (isinstance(kept, str) and 0 < len(kept) <= 40)
    assert journey.clean(TOY, "g.name", kept) == kept


def _section(name: str) -> toys.Raw:
    return {"id": name, "title": "More", "why": "So that we know.", "items": []}
