"""What is said about a result is true of it: reasons, changes, doubts and what to talk about."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import explain
from esteem_match.models import (
    SIDES,
    Answer,
    Condition,
    Content,
    Item,
    Label,
    RoleFit,
    Side,
    Sureness,
)
from esteem_match.scoring import ORDER, Reads, alone, reached, score, together
from tests.models_toy import (
    DRAWS,
    LAW,
    SIMPLE,
    answered,
    answers_of,
    contents,
    key_items,
    split,
    toy,
)

Answered = dict[str, Answer]

FREE = contents(held={})
COMPLETE = FREE.flatmap(lambda c: st.tuples(st.just(c), answered(c, complete=True)))
PARTIAL = contents().flatmap(lambda c: st.tuples(st.just(c), answered(c)))
RESOURCES, CAPACITY = "342 33 2334 23", "434 44 1232 33"


def fit_of(content: Content, answers: Answered, role: str = "a") -> RoleFit:
    return next(fit for fit in score(content, *split(answers)) if fit.role == role)


def both(shape: str, role: str = "a") -> Answered:
    group, practitioner = answers_of(shape, role)
    return {**group, **practitioner}


# Ledgers


@LAW
@given(COMPLETE)
def test_both_columns_of_the_ledger_add_up_exactly(case: tuple[Content, Answered]) -> None:
    content, answers = case
    entries = explain.ledger(content, "a", *split(answers))
    fit = fit_of(content, answers).value.low
    assert abs(sum(entry.earned for entry in entries) - fit) < 1e-12
    assert abs(sum(entry.lost for entry in entries) - (1 - fit)) < 1e-12
    assert all(entry.earned >= 0 and entry.lost >= 0 for entry in entries)


@LAW
@given(COMPLETE)
def test_the_lowest_answer_earns_nothing_and_the_highest_loses_nothing(
    case: tuple[Content, Answered],
) -> None:
    content, answers = case
    for entry in explain.ledger(content, "a", *split(answers)):
        if entry.key and answers[entry.item] == 0:
            assert entry.earned == 0
        if entry.key and answers[entry.item] == content.model.top:
            assert entry.lost == 0


@LAW
@given(COMPLETE)
def test_printed_points_total_a_hundred(case: tuple[Content, Answered]) -> None:
    content, answers = case
    entries = explain.ledger(content, "a", *split(answers))
    rows = explain.points(entries)
    assert sum(row.earned + row.lost for row in rows) == 100
    for row, entry in zip(rows, entries, strict=True):
        assert abs(row.earned - 100 * entry.earned) < 1
        assert abs(row.lost - 100 * entry.lost) < 1


@LAW
@given(PARTIAL, st.sampled_from(("group", "practitioner")))
def test_a_ledger_of_part_of_the_answers_adds_up_to_the_mean_of_the_keys_it_has(
    case: tuple[Content, Answered], kept: str
) -> None:
    content, answers = case
    group, practitioner = split({k: a for k, a in answers.items() if not k.endswith(".no")})
    sides = (group, {}) if kept == "group" else ({}, practitioner)
    entries = explain.ledger(content, "a", *sides)
    total = sum(entry.earned + entry.lost for entry in entries)
    assert not entries or abs(total - 1) < 1e-12
    assert {entry.item for entry in entries} <= {k for k, a in answers.items() if a is not None}


def test_one_side_by_itself_adds_up_to_its_own_value() -> None:
    group, _ = answers_of(CAPACITY)
    earned = sum(entry.earned for entry in explain.ledger(toy(), "a", group, {}))
    assert abs(earned - score(toy(), group, {})[0].appropriate.value.expected) < 1e-12


def test_the_worked_ledger_comes_out_to_the_digit() -> None:
    entries = explain.ledger(toy(), "a", *answers_of(RESOURCES))
    lost = dict.fromkeys(("need", "wish", "capacity", "intention"), 0.0)
    for entry in entries:
        assert entry.key
        lost[entry.key] += entry.lost
    assert {key: round(amount, 4) for key, amount in lost.items()} == {
        "need": 0.0,
        "wish": 0.0633,
        "capacity": 0.0633,
        "intention": 0.1034,
    }
    worst = max(entries, key=lambda entry: entry.lost)
    assert (worst.item, round(worst.lost, 4)) == ("p.a.intention1", 0.0689)


def test_two_zero_keys_share_the_whole_loss() -> None:
    entries = explain.ledger(toy(), "a", *answers_of("444 00 4444 00"))
    lost = {entry.item: entry.lost for entry in entries if entry.lost}
    assert lost == {"g.a.wish1": 0.25, "g.a.wish2": 0.25, "p.a.intention1": 0.25,
                    "p.a.intention2": 0.25}  # fmt: skip


def test_a_veto_takes_the_whole_loss() -> None:
    group, practitioner = answers_of(RESOURCES)
    entries = explain.ledger(toy(), "a", {**group, "g.a.no": 1}, practitioner)
    assert [entry for entry in entries if entry.lost] == [("g.a.no", None, 0, 1)]
    assert sum(entry.earned for entry in entries) == 0


# Reasons


def items_of(reasons: Sequence[explain.Reason]) -> list[str]:
    return [reason.item for reason in reasons]


def test_the_largest_loss_is_the_first_reason_against() -> None:
    found = explain.reasons(toy(), "a", *answers_of("341 33 3334 13"), most=2)
    assert items_of(found.against)[0] == "p.a.intention1"
    assert items_of(found.supports) == ["g.a.need2", "p.a.intention2"]


@pytest.mark.parametrize("shape", ["222 22 2222 22", "222 22 2222 33", "222 22 2222 11"])
def test_a_middle_answer_speaks_neither_for_a_role_nor_against_it(shape: str) -> None:
    answers = both(shape)
    found = explain.reasons(toy(), "a", *split(answers), most=20)
    assert {answers[item] for item in items_of(found.supports + found.against)} == (
        set(answers.values()) - {2}
    )


def test_what_does_not_apply_is_no_reason_against_a_role() -> None:
    group, practitioner = answers_of("1-- 44 4444 44")
    need = "g.a.need1"
    content = changed(
        toy(),
        "group",
        lambda i: i.model_copy(update={"not_applicable": i.key == "need"}),
    )
    against = [
        items_of(explain.reasons(content, "a", {**group, need: answer}, practitioner, 9).against)
        for answer in (0, content.model.top + 1)
    ]
    assert against == [[need], []]


def test_vetoes_come_first_against_a_role_and_then_what_holds_it() -> None:
    group, practitioner = answers_of("111 11 0111 11")
    found = explain.reasons(toy(), "a", {**group, "g.a.no": 1}, practitioner, most=4)
    assert [reason.cause for reason in found.against] == ["veto", "hold", "answer", "answer"]
    assert items_of(found.against)[:2] == ["g.a.no", "p.a.capacity1"]


def test_a_role_of_fit_zero_still_says_what_speaks_for_it() -> None:
    found = explain.reasons(toy(), "a", *answers_of("444 00 1114 11"), most=3)
    assert items_of(found.supports)[0] == "p.a.capacity4"
    assert set(items_of(found.against)) == {"g.a.wish1", "g.a.wish2"}


@LAW
@given(PARTIAL, st.integers(1, 5))
def test_no_answer_is_a_reason_both_for_and_against(
    case: tuple[Content, Answered], most: int
) -> None:
    content, answers = case
    found = explain.reasons(content, "a", *split(answers), most=most)
    assert set(items_of(found.supports)).isdisjoint(items_of(found.against))
    assert max(len(found.supports), len(found.against)) <= most
    assert all(answers[item] is not None for item in items_of(found.supports + found.against))


def test_one_sides_reasons_are_only_its_own_answers() -> None:
    group, _ = answers_of("413 31 ---- --")
    found = explain.reasons(toy(), "a", group, {}, most=5)
    assert all(item.startswith("g.") for item in items_of(found.supports + found.against))
    assert items_of(found.against) == ["g.a.wish2"]


# The smallest change


def fewest_steps(content: Content, answers: Answered, goal: Label) -> int | None:
    """By trying every way of raising the actionable capacity answers."""
    items = [i.id for i in key_items(content, "practitioner") if i.role == "a" and i.actionable]
    now = [a for item in items if isinstance(a := answers[item], int)]
    ways = product(*(range(answer, content.model.top + 1) for answer in now))
    reaching = (
        sum(way) - sum(now)
        for way in ways
        if reached(fit_of(content, {**answers, **dict(zip(items, way, strict=True))}).label, goal)
    )
    return min(reaching, default=None)


SMALL = contents().filter(
    lambda c: (c.model.top + 1) ** sum(i.role == "a" and i.actionable for i in c.items()) <= 130
)


@LAW
@given(SMALL, st.data())
def test_the_smallest_change_is_the_one_found_by_trying_everything(
    content: Content, data: st.DataObject
) -> None:
    answers = data.draw(answered(content, complete=True))
    change = explain.smallest_change(content, "a", *split(answers))
    if change.goal is None:
        assert fit_of(content, answers).label == Label.RECOMMENDED
        return
    taken = sum(step.then - step.now for step in change.steps)
    assert (taken or None) == fewest_steps(content, answers, change.goal)
    assert bool(change.steps) == (change.outcome == "steps")
    assert ORDER.index(change.goal) == ORDER.index(fit_of(content, answers).label) + 1


def test_the_worked_change_is_one_step_of_time() -> None:
    change = explain.smallest_change(toy(), "a", *answers_of(CAPACITY))
    assert change == ("steps", Label.RECOMMENDED, (("p.a.capacity1", 1, 2),))


@pytest.mark.parametrize(
    ("shape", "outcome"),
    [
        ("444 44 4444 44", "already"),
        ("444 00 1111 44", "group decides"),
        ("444 22 2222 22", "group decides"),
        ("444 32 2222 22", "steps"),
        ("444 44 4444 00", "not by capacity"),
        ("444 44 1111 11", "steps"),
        ("444 44 4444 11", "not by capacity"),
        ("444 44 -111 44", "steps"),
        ("444 44 1111 4-", "steps"),
        ("444 44 ---- 44", "open"),
        ("444 44 1111 --", "open"),
        ("444 4- 1111 44", "steps"),
        ("444 -4 1111 44", "steps"),
        ("444 -- 2222 44", "ask the group"),
        ("--- -- 1111 44", "ask the group"),
        ("--- -- ---- --", "ask the group"),
    ],
)
def test_a_change_says_why_there_is_none(shape: str, outcome: str) -> None:
    assert explain.smallest_change(toy(), "a", *answers_of(shape)).outcome == outcome


@pytest.mark.parametrize("veto", ["g.a.no", "p.a.no"])
def test_a_veto_is_never_argued_away(veto: str) -> None:
    group, practitioner = answers_of(CAPACITY)
    side = group if veto.startswith("g") else practitioner
    side[veto] = 1
    assert explain.smallest_change(toy(), "a", group, practitioner).outcome == "veto"


def test_a_floor_at_zero_is_lifted_first() -> None:
    change = explain.smallest_change(toy(), "a", *answers_of("444 44 0444 44"))
    assert change.steps == (("p.a.capacity1", 0, 1),)


def test_a_floor_is_left_alone_where_only_possible_is_in_sight() -> None:
    content = toy(weights={**SIMPLE, "capacity": (1, 9)}, floors=(0,))
    change = explain.smallest_change(content, "a", *answers_of("444 44 00 44"))
    assert change == ("steps", Label.POSSIBLE, (("p.a.capacity2", 0, 1),))


def test_the_lowest_answer_is_raised_before_higher_ones() -> None:
    change = explain.smallest_change(toy(), "a", *answers_of("444 44 2121 44"))
    assert change.steps == (("p.a.capacity2", 1, 2),)


def changed(content: Content, side: Side, change: Callable[[Item], Item]) -> Content:
    asked = content.side(side)
    section = asked.sections[0]
    section = section.model_copy(update={"items": tuple(map(change, section.items))})
    return content.model_copy(update={side: asked.model_copy(update={"sections": (section,)})})


def test_a_capacity_that_cannot_be_changed_is_left_alone() -> None:
    content = changed(
        toy(), "practitioner", lambda item: item.model_copy(update={"actionable": False})
    )
    change = explain.smallest_change(content, "a", *answers_of(CAPACITY))
    assert change.outcome == "not by capacity"


def test_a_condition_on_a_capacity_is_met_by_the_change() -> None:
    content = toy(held={"a": [Condition(item="p.a.capacity2", at_least=3)]})
    change = explain.smallest_change(content, "a", *answers_of("444 44 4144 44"))
    assert change.steps == (("p.a.capacity2", 1, 3),)


# Robustness


@LAW
@given(PARTIAL)
def test_the_shares_of_coming_first_sum_to_one(case: tuple[Content, Answered]) -> None:
    """To 0 where all that is known stands at 0: then no role comes first."""
    content, answers = case
    first = explain.shares(content, *split(answers)).first
    known = first[~np.isnan(first)]
    fits = score(content, *split(answers))
    some = any(fit.sureness != Sureness.OPEN and fit.value.high > 0 for fit in fits)
    assert abs(known.sum() - (1 if some else 0)) < 1e-12
    assert ((known >= 0) & (known <= 1 + 1e-12)).all()


@LAW
@given(FREE, st.data())
def test_a_role_that_dominates_comes_first_under_every_weighting(
    content: Content, data: st.DataObject
) -> None:
    answers: Answered = {}
    for item in key_items(content, "group") + key_items(content, "practitioner"):
        low = 1 if item.role == "a" else 0
        top = content.model.top - (item.role != "a")
        answers[item.id] = data.draw(st.integers(low, max(low, top)))
    for item in list(answers):
        side, role, name = item.split(".")
        mine, other = answers[f"{side}.a.{name}"], answers[item]
        assert isinstance(mine, int)
        assert isinstance(other, int)
        if role != "a":
            answers[item] = min(other, mine - 1)
    assert explain.shares(content, *split(answers)).first[0] == 1


def test_roles_answered_alike_share_the_first_place() -> None:
    answers = {**both(RESOURCES), **both(RESOURCES, "b")}
    assert explain.shares(toy(), *split(answers)).first.tolist() == [0.5, 0.5]


def test_flat_answers_keep_their_label_under_every_weighting() -> None:
    found = explain.robustness(toy(), *answers_of("333 33 3333 33"))[0]
    assert (found.first, found.keeps, found.word) == (100, 100, "steady")


def test_an_answer_on_the_line_depends_on_the_weights() -> None:
    content = toy(robustness={**DRAWS, "draws": 512})
    found = explain.robustness(content, *answers_of("444 44 1441 32"))[0]
    assert found.keeps is not None
    assert found.keeps < 90
    assert found.word in ("close", "depends")


def test_an_open_label_has_no_word_for_its_steadiness() -> None:
    found = explain.robustness(toy(), *answers_of("3-- -- 3342 32"))[0]
    assert (found.first, found.keeps, found.word) == (None, None, None)


def test_an_open_answer_counts_as_expected_where_the_label_is_not_open() -> None:
    found = explain.robustness(toy(("a",)), *answers_of("32- 33 3333 33"))[0]
    assert (found.first, found.keeps) == (100, 100)


def test_a_need_is_its_strongest_answer_under_any_weights() -> None:
    group, practitioner = answers_of("400 44 4444 44")
    assert explain.robustness(toy(), group, practitioner)[0].keeps == 100


def test_items_of_equal_weight_are_weighed_alike_in_whatever_order_a_role_asks_them() -> None:
    content = toy(weights={**SIMPLE, "wish": (1, 3)})
    turn = {"g.b.wish1": 3, "g.b.wish2": 1}
    turned = changed(
        content, "group", lambda i: i.model_copy(update={"weight": turn.get(i.id, i.weight)})
    )
    answers = {**both("342 43 2334 23"), **both("342 34 2334 23", "b")}
    assert explain.shares(turned, *split(answers)).first.tolist() == [0.5, 0.5]


def test_a_closed_role_never_comes_first_and_stays_closed() -> None:
    group, practitioner = split({**both("444 44 4444 44"), **both("111 11 1111 11", "b")})
    closed, other = explain.robustness(toy(), {**group, "g.a.no": 1}, practitioner)
    assert (closed.first, closed.keeps) == (0, 100)
    assert other.first == 100


@pytest.mark.parametrize("no", ["g.a.no", "p.a.no"])
def test_a_closed_role_does_not_come_first_where_nothing_is_known_of_any_other(no: str) -> None:
    group, practitioner = split({**both("444 44 4444 44"), no: 1})
    closed, other = explain.robustness(toy(), group, practitioner)
    assert (closed.first, closed.keeps) == (0, 100)
    assert other.first is None


def test_a_held_role_keeps_its_label_where_only_the_weights_change() -> None:
    assert explain.robustness(toy(), *answers_of("444 44 0444 44"))[0].keeps == 100


def test_one_side_alone_is_weighed_by_itself() -> None:
    group, _ = answers_of("333 33 ---- --")
    found = explain.robustness(toy(), group, {}, "group")[0]
    assert (found.first, found.keeps, found.word) == (100, 100, "steady")


@pytest.mark.parametrize("empty", SIDES)
def test_nothing_is_steady_while_one_of_two_sides_is_empty(empty: Side) -> None:
    group, practitioner = answers_of("333 33 3333 33")
    sides = ({}, practitioner) if empty == "group" else (group, {})
    for found in explain.robustness(toy(), *sides):
        assert (found.first, found.keeps, found.word) == (None, None, None)


def test_the_draws_are_spread_evenly_around_one_and_are_always_the_same() -> None:
    model = toy(robustness={**DRAWS, "draws": 1024}).model
    drawn = explain.draws(model, 15)
    assert drawn.shape == (1024, 15)
    assert drawn.min() > 0.5
    assert drawn.max() < 1.5
    assert np.abs(drawn.mean(axis=0) - 1).max() < 0.01
    assert np.abs(drawn.std(axis=0) - 0.5 / np.sqrt(6)).max() < 0.01
    assert (drawn == explain.draws(model, 15)).all()


# Tensions


TENSIONS: Sequence[Mapping[str, Any]] = [
    {"id": "imposing", "measures": {"intention": {"at_least": "5/8"}, "wish": {"at_most": "3/8"}}},
    {
        "id": "weak",
        "measures": {"appropriate": {"at_least": "5/8"}, "achievable": {"below": "3/8"}},
    },
    {"id": "unmet", "elsewhere": True},
    {"id": "exact", "measures": {"appropriate": {"at_least": "1/2", "at_most": "1/2"}}},
    {"id": "host", "facts": [{"item": "g.host", "at_least": 2}]},
    {
        "id": "only-b",
        "roles": ["b"],
        "measures": {"wish": {"at_least": "1/2"}},
        "facts": [{"item": "g.host", "at_most": 1}],
    },
]
WORDS = {"title": "t", "say": "s", "do": "d", "source": ("OURS",)}
HOST = Item(id="g.host", kind="choice", text="Where", options="scale", source=("OURS",))
TENSE = {"tensions": [{**WORDS, **tension} for tension in TENSIONS], "facts": (HOST,)}


def raised(content: Content, answers: Answered) -> set[tuple[str, str | None]]:
    sides = split(answers)
    found = explain.tensions(content, *sides, score(content, *sides))
    return {(one.tension.id, one.role) for one in found}


def test_the_worked_tensions_are_raised() -> None:
    facilitator, bridge = both("211 00 3433 44"), both("334 43 0111 32", "b")
    assert raised(toy(**TENSE), {**facilitator, **bridge}) == {
        ("imposing", "a"),
        ("weak", "b"),
        ("unmet", "b"),
    }


def test_a_tension_holds_on_a_line_exactly() -> None:
    assert ("exact", "a") in raised(toy(**TENSE), both("444 11 4444 44"))
    assert ("exact", "a") not in raised(toy(**TENSE), both("444 12 4444 44"))


def test_below_a_line_does_not_mean_on_it() -> None:
    assert ("weak", "a") not in raised(toy(**TENSE), both("444 44 3321 11"))
    assert ("weak", "a") in raised(toy(**TENSE), both("444 44 3320 11"))


def test_a_role_closed_by_the_practitioner_is_out_of_reach() -> None:
    assert ("unmet", "a") in raised(toy(**TENSE), {**both("444 44 4444 44"), "p.a.no": 1})


def test_a_tension_of_facts_is_raised_once_and_never_on_a_missing_fact() -> None:
    content = toy(**TENSE)
    assert raised(content, {"g.host": 2}) == {("host", None)}
    assert raised(content, {"g.host": None}) == raised(content, {}) == set()


def test_a_tension_of_some_roles_is_raised_of_those_only() -> None:
    answers = {**both("444 44 4444 44"), **both("444 44 4444 44", "b"), "g.host": 1}
    assert raised(toy(**TENSE), answers) == {("only-b", "b")}


@LAW
@given(contents(**TENSE), st.data())
def test_no_tension_rests_on_a_key_of_which_nothing_is_answered(
    content: Content, data: st.DataObject
) -> None:
    answers = data.draw(answered(content))
    sides = split(answers)
    fits = {fit.role: fit for fit in score(content, *sides)}
    for one in explain.tensions(content, *sides, list(fits.values())):
        for key in set(one.tension.measures) & set(SIMPLE):
            assert fits[str(one.role)].keys[key].answered  # type: ignore[index]


def test_nothing_is_weighed_of_a_role_to_which_the_group_said_a_clear_no() -> None:
    answers = both("444 00 4444 44")
    assert ("imposing", "a") in raised(toy(**TENSE), answers)
    assert raised(toy(**TENSE), {**answers, "g.a.no": 1}) == set()


def test_a_tension_about_roles_falls_away_where_the_group_rules_all_of_them_out() -> None:
    about = {**WORDS, "id": "about", "roles": ["a"], "facts": [{"item": "p.a.no", "at_least": 1}]}
    content = toy(tensions=[about])
    assert raised(content, {"p.a.no": 1}) == {("about", None)}
    assert raised(content, {"p.a.no": 1, "g.a.no": 1}) == set()


# Differences


def picture_of(shape: str, role: str = "a") -> Answered:
    group, _ = answers_of(f"{shape} ---- --", role)
    return {"p.see" + item[1:]: answer for item, answer in group.items()}


def test_a_difference_is_the_guess_minus_what_was_said_largest_first() -> None:
    group, _ = answers_of("340 -- ---- --")
    found = explain.gaps(toy(), group, picture_of("324 4-"))
    assert [(gap.item.id, gap.difference) for gap in found] == [
        ("g.a.need3", Fraction(1)),
        ("g.a.need2", Fraction(-1, 2)),
        ("g.a.need1", Fraction(0)),
    ]


def test_of_equal_differences_a_wish_comes_before_a_need() -> None:
    group, _ = answers_of("0-- 0- ---- --")
    found = explain.gaps(toy(), group, picture_of("2-- 2-"))
    assert [gap.item.id for gap in found] == ["g.a.wish1", "g.a.need1"]


def test_a_need_that_does_not_apply_differs_as_none() -> None:
    group, _ = answers_of("5-- -- ---- --")
    (gap,) = explain.gaps(toy(), group, picture_of("2-- --"))
    assert (gap.stated, gap.guessed, gap.difference) == (5, 2, Fraction(1, 2))


def test_a_difference_tells_both_answers_as_they_were_given() -> None:
    group, _ = answers_of("50- -- ---- --")
    found = explain.gaps(toy(), group, picture_of("05- --"))
    assert [(gap.stated, gap.guessed, gap.difference) for gap in found] == [(5, 0, 0), (0, 5, 0)]


def test_a_wish_that_does_not_apply_is_no_wish() -> None:
    content = changed(
        toy(), "group", lambda i: i.model_copy(update={"not_applicable": i.key == "wish"})
    )
    group, _ = answers_of("--- 55 ---- --")
    (gap,) = explain.wish_gaps(content, group, picture_of("--- 44"))
    assert (gap.guess, gap.wish, gap.gap) == (1, 0, 1)


def test_the_worked_perception_gap_is_three_quarters() -> None:
    group, _ = answers_of("--- 00 ---- --")
    (gap,) = explain.wish_gaps(toy(), group, picture_of("--- 33"))
    assert (gap.guess, gap.wish, gap.gap, gap.flagged) == (Fraction(3, 4), 0, Fraction(3, 4), True)


@pytest.mark.parametrize(("voices", "flagged"), [(1, False), (4, False), (5, True)])
def test_with_few_voices_a_gap_must_be_larger_to_be_flagged(voices: int, flagged: bool) -> None:
    group, _ = answers_of("--- 11 ---- --")
    (gap,) = explain.wish_gaps(toy(), group, picture_of("--- 32"), voices)
    assert gap.gap == Fraction(3, 8)
    assert gap.flagged == flagged


def test_a_single_guess_is_never_flagged() -> None:
    group, _ = answers_of("--- 00 ---- --")
    (gap,) = explain.wish_gaps(toy(), group, picture_of("--- 4-"))
    assert gap.gap == 1
    assert not gap.flagged


def test_a_gap_splits_into_what_all_roles_share_and_its_own() -> None:
    group = {**answers_of("--- 11 ---- --")[0], **answers_of("--- 11 ---- --", "b")[0]}
    first, second = explain.wish_gaps(
        toy(), group, {**picture_of("--- 33"), **picture_of("--- 22", "b")}
    )
    assert first.level == second.level == Fraction(3, 8)
    assert (first.shape, second.shape) == (Fraction(1, 8), Fraction(-1, 8))


def test_a_gap_never_moves_a_fit() -> None:
    group, practitioner = answers_of(RESOURCES)
    seen = {**practitioner, **picture_of("000 00")}
    assert score(toy(), group, practitioner) == score(toy(), group, seen)


# Needs


def test_needs_are_told_in_the_anchor_word_nearest_to_them() -> None:
    group, _ = answers_of("332 -- ---- --")
    (found,) = explain.needs(toy(("a",)), group)
    assert found.word == "word 3"
    assert explain.needs(toy(("a",)), {})[0].word is None


def test_an_area_in_which_not_all_is_as_hard_tells_its_weakest_need_too() -> None:
    apart, alike = (answers_of(f"{needs} -- ---- --")[0] for needs in ("403", "444"))
    assert explain.needs(toy(("a",)), apart)[0][1:] == ("word 4", "word 0")
    assert explain.needs(toy(("a",)), alike)[0][1:] == ("word 4", "word 4")
    assert explain.needs(toy(("a",)), {})[0][1:] == (None, None)


@pytest.mark.parametrize(
    ("value", "word"), [(0, "word 0"), (0.374, "word 1"), (Fraction(3, 8), "word 2"), (1, "word 4")]
)
def test_halfway_between_two_words_counts_as_the_higher(value: Fraction | float, word: str) -> None:
    assert explain.anchor(toy().model, value) == word


# What to say and what to ask


NAMED = {
    "advice": ["text"],
    "agreement": ["title", "text"],
    "leadership": ["name", "line", "look_out", "implies"],
}


def one_of(kind: str, **fields: Any) -> dict[str, Any]:
    return {**dict.fromkeys(NAMED[kind], "w"), "source": ("OURS",), **fields}


LEAD = [
    one_of("leadership", id="hosted", signs=[[{"item": "g.host", "at_least": 3}]]),
    one_of(
        "leadership",
        id="any",
        signs=[[{"item": "g.host", "at_least": 2}], [{"item": "g.host", "at_most": 0}]],
    ),
]


@pytest.mark.parametrize(
    ("host", "models"), [(3, ["hosted", "any"]), (2, ["any"]), (0, ["any"]), (1, []), (None, [])]
)
def test_a_way_of_leading_is_told_by_its_signs(host: Answer, models: list[str]) -> None:
    content = toy(facts=(HOST,), leadership=LEAD)
    assert [model.id for model in explain.leadership(content, {"g.host": host})] == models


ADVICE = [
    one_of("advice", id="all", to=["group", "practitioner"]),
    one_of("advice", id="host", to=["practitioner"], facts=[{"item": "g.host", "at_least": 2}]),
    one_of("advice", id="led", to=["practitioner"], leadership=["hosted"]),
    one_of("advice", id="role", to=["practitioner"], roles=["a", "b"]),
]


def advised(answers: Answered, to: Side = "practitioner", reads: Reads = together) -> list[str]:
    content = toy(facts=(HOST,), leadership=LEAD, advice=ADVICE)
    sides = split(answers)
    found = explain.advice(content, to, *sides, score(content, *sides), reads)
    return [piece.id for piece in found]


def test_advice_is_given_when_all_its_conditions_are_met() -> None:
    assert advised({"p.x": 0}) == ["all"]
    assert advised({"g.host": 2, "p.x": 0}) == ["all", "host"]
    assert advised({"g.host": 3, "p.x": 0}) == ["all", "host", "led"]
    assert advised(both("333 33 3333 33")) == ["all", "role"]
    assert advised(both("333 00 3333 33")) == ["all"]


def test_advice_goes_to_whom_it_is_meant_for() -> None:
    assert advised({**both("333 33 3333 33"), "g.host": 3}, "group") == ["all"]


def test_one_side_alone_is_advised_by_its_own_label() -> None:
    assert advised(answers_of("333 33 ---- --")[0], reads=alone("group")) == ["all", "role"]


@pytest.mark.parametrize("side", SIDES)
def test_no_advice_on_a_role_is_given_while_one_of_two_sides_is_empty(side: Side) -> None:
    group, practitioner = answers_of("444 44 4444 44")
    assert advised(group if side == "group" else practitioner) == ["all"]


def test_what_an_answer_touches_is_agreed_first() -> None:
    points = [
        one_of("agreement", id="money"),
        one_of("agreement", id="rooms", touched_by=[{"item": "g.host", "at_least": 2}]),
        one_of("agreement", id="ending"),
    ]
    found = explain.agreement(toy(facts=(HOST,), agreement=points), {"g.host": 2}, {})
    assert [(point.agreement.id, point.touched) for point in found] == [
        ("rooms", True),
        ("money", False),
        ("ending", False),
    ]


@pytest.mark.parametrize("at", [0, 1])
def test_an_answer_of_any_practitioner_touches_what_is_to_agree(at: int) -> None:
    points = [
        one_of("agreement", id="money"),
        one_of("agreement", id="visits", touched_by=[{"item": "p.visits", "at_least": 1}]),
    ]
    visits = Item(id="p.visits", kind="scale", text="Visits?", options="five", source=("OURS",))
    offers: list[dict[str, Answer]] = [{}, {}]
    offers[at] = {"p.visits": 4}
    found = explain.agreement(toy(facts=(HOST, visits), agreement=points), {}, *offers)
    assert [point.agreement.id for point in found] == ["visits", "money"]


def test_what_the_practitioner_is_not_sure_of_becomes_a_question_wishes_first() -> None:
    _, practitioner = answers_of("--- -- 4444 44")
    seen = {**practitioner, **picture_of("43- --"), "p.see.a.wish1": 1, "p.see.a.wish2": None}
    assert [item.id for item in explain.questions(toy(("a",)), seen)] == ["g.a.wish2", "g.a.need3"]


def test_questions_on_roles_that_are_still_open_come_first() -> None:
    settled = {**answers_of("--- -- 0000 00")[1], **picture_of("44- 44")}
    still_open = {**answers_of("--- -- 4444 44", "b")[1], **picture_of("--1 44", "b")}
    found = explain.questions(toy(), {**settled, **still_open})
    assert [item.id for item in found] == ["g.b.need1", "g.b.need2", "g.a.need3"]


def test_nothing_is_left_to_ask_once_a_label_stands() -> None:
    group, practitioner = answers_of("--- 00 ---- --")
    assert fit_of(toy(("a",)), {**group, **practitioner}).label_high == Label.NOT_NOW
    assert explain.open_answers(toy(("a",)), group, practitioner) == ()


def test_what_somebody_is_not_sure_of_still_says_what_would_tell_more() -> None:
    group, practitioner = answers_of("444 3- 4444 44")
    for unsure in (group, {**group, "g.a.wish2": None}):
        found = explain.open_answers(toy(("a",)), unsure, practitioner)
        assert [one.item for one in found] == ["g.a.wish2"]


def test_what_could_settle_most_is_asked_first_and_its_rise_comes_out_by_hand() -> None:
    """An open wish has the word that the other has by (1/5 + 1) / 2 = 3/5, each other by 1/10.

    Beside a 1 it takes 3 or more, by 2/10, to recommend; all less is "not now". So the rise is
    1 - ((1/5)² + (4/5)²). Beside a 0 it takes 4, by 1/10; beside a 3 anything but 0, by 9/10.
    """
    shapes = {"c": "444 3- 4444 44", "b": "444 0- 4444 44", "a": "444 1- 4444 44"}
    answers = {k: v for role, shape in shapes.items() for k, v in both(shape, role).items()}
    found = explain.open_answers(toy(tuple(shapes)), *split(answers))
    assert [(one.item, one.rise) for one in found] == [
        ("g.a.wish2", 1 - Fraction(1 + 16, 25)),
        ("g.c.wish2", 1 - Fraction(1 + 81, 100)),
        ("g.b.wish2", 1 - Fraction(1 + 81, 100)),
    ]


@LAW
@given(PARTIAL)
def test_what_is_left_to_ask_has_no_answer_and_something_to_settle(
    case: tuple[Content, Answered],
) -> None:
    content, answers = case
    for one in explain.open_answers(content, *split(answers)):
        assert answers.get(one.item) is None
        assert one.rise > 0
        fit = fit_of(content, answers, one.role)
        assert fit.label_low != fit.label_high


def test_a_need_below_the_strongest_is_no_reason_against() -> None:
    found = explain.reasons(toy(), "a", *answers_of("401 44 4444 44"), most=5)
    assert items_of(found.against) == []
    assert "g.a.need1" in items_of(found.supports)
    found = explain.reasons(toy(), "a", *answers_of("430 44 4444 44"), most=20)
    assert "g.a.need2" not in items_of(found.supports)


# How far a label hangs on the spreads


def test_with_all_answered_no_spread_changes_a_label() -> None:
    for one in explain.spread_sensitivity(toy(), *split({**both("342 33 2334 23")})):
        assert one.role == "b" or not one.changes


def test_a_label_that_hangs_on_the_spread_is_told_under_flat_and_steep_ones() -> None:
    glad = {key: ["1/20", "1/20", "1/10", "3/10", "1/2"] for key in SIMPLE}
    content = toy(("a",), expected={**glad, "source": ("OURS",)})
    (found,) = explain.spread_sensitivity(content, *answers_of("1-- 3- 3--- 3-"))
    assert (found.label, found.flat, found.steep) == (
        Label.RECOMMENDED,
        Label.POSSIBLE,
        Label.RECOMMENDED,
    )
    assert found.changes


@LAW
@given(PARTIAL)
def test_spreads_stay_shares_above_nothing_however_steep_they_are(
    case: tuple[Content, Answered],
) -> None:
    content, answers = case
    found = explain.spread_sensitivity(content, *split(answers))
    fits = score(content, *split(answers))
    assert [one.label for one in found] == [fit.label for fit in fits]
    for one, fit in zip(found, fits, strict=True):
        for label in (one.flat, one.steep):
            assert reached(label, fit.label_low)
            assert reached(fit.label_high, label)
