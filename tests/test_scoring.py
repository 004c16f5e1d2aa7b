"""The method's promises, each on a questionnaire small enough to follow by hand."""

from fractions import Fraction
from itertools import permutations
from math import isqrt

import pytest

from esteem_match.models import Answers, Condition, Content, Label, RoleFit, Sureness
from esteem_match.scoring import (
    NO_ANSWER,
    Reads,
    alone,
    on_a_picture,
    rank,
    score,
    score_role,
    standing,
    together,
)
from esteem_match.scoring.roots import nearer
from tests.models_toy import SIMPLE, answers_of, toy

FULL = "444 44 4444 44"
WORKED = {
    "resource-builder": ("342 33 2334 23", ".866", ".685", ".770", "recommended"),
    "capacity-builder": ("434 44 1232 33", "1", ".612", ".783", "possible with support"),
    "bridge-builder": ("334 43 0111 32", ".935", ".342", ".566", "not now"),
    "facilitator": ("211 00 3433 44", "0", ".901", "0", "not now"),
}
OPEN_ROW = "322 2- 3342 32"


def one(shape: str, content: Content | None = None, **more: int | None) -> RoleFit:
    """The first role of a toy; `g_a_no=1` adds the answer 1 to g.a.no."""
    sides = answers_of(shape)
    for name, answer in more.items():
        sides[name.startswith("p_")][name.replace("_", ".")] = answer
    return score(content or toy(), *sides)[0]


def worked() -> tuple[Content, Answers, Answers]:
    rows = {**{role: row[0] for role, row in WORKED.items()}, "co-educator": OPEN_ROW}
    sides = [answers_of(row, role) for role, row in rows.items()]
    group = {item: a for side, _ in sides for item, a in side.items()}
    practitioner = {item: a for _, side in sides for item, a in side.items()}
    return toy(tuple(rows)), group, practitioner


def by_role(fits: tuple[RoleFit, ...]) -> dict[str, RoleFit]:
    return {fit.role: fit for fit in fits}


@pytest.mark.parametrize("role", WORKED)
def test_the_worked_example_comes_out_to_the_digit(role: str) -> None:
    fit = by_role(score(*worked()))[role]
    _, appropriate, achievable, whole, label = WORKED[role]
    shown = (fit.appropriate.value, fit.achievable.value, fit.value)
    for value, expected in zip(shown, (appropriate, achievable, whole), strict=True):
        assert value.low == value.high == value.expected
        assert round(value.expected, 3) == float(expected)
    assert fit.label == label


def test_a_role_scored_alone_is_scored_as_among_all() -> None:
    asked = worked()
    assert [score_role(asked[0], fit.role, *asked[1:]) for fit in score(*asked)] == [*score(*asked)]
    with pytest.raises(KeyError):
        score_role(asked[0], "no such role", *asked[1:])


def test_the_worked_example_by_hand_is_exact() -> None:
    keys = by_role(score(*worked()))["resource-builder"].keys
    product = Fraction(1)
    for span in keys.values():
        assert span.low == span.high == span.expected
        product *= span.expected
    assert product == Fraction(45, 128)


def test_the_worked_example_with_a_missing_wish_is_a_range() -> None:
    fit = by_role(score(*worked()))["co-educator"]
    assert fit.keys["wish"].low == Fraction(1, 4)
    assert fit.keys["wish"].high == Fraction(3, 4)
    assert fit.keys["wish"].expected == Fraction(1, 2)
    assert fit.keys["wish"].answered == 1
    assert [round(end, 3) for end in (fit.appropriate.value.low, fit.appropriate.value.high)] == [
        0.433,
        0.75,
    ]
    assert [round(end, 3) for end in (fit.value.low, fit.value.high)] == [0.544, 0.717]
    assert (fit.label_low, fit.label_high) == (Label.NOT_NOW, Label.RECOMMENDED)
    assert (fit.label, fit.sureness) == (Label.POSSIBLE, Sureness.LEANING)


def test_the_worked_example_is_ordered_as_it_is_written() -> None:
    content, group, practitioner = worked()
    bands = rank(content.model, score(content, group, practitioner))
    assert [[fit.role for fit in band] for band in bands] == [
        ["resource-builder"],
        ["capacity-builder"],
        ["co-educator"],
        ["bridge-builder"],
        ["facilitator"],
    ]


def test_reaching_a_line_exactly_is_enough() -> None:
    content = toy(weights={**dict.fromkeys(SIMPLE, (5, 3)), "need": (1, 1)}, floors=())
    assert one("40 44 40 40", content).achievable.value.expected == 0.625
    assert one("40 44 40 40", content).label == Label.RECOMMENDED
    assert one("40 44 40 33", content).label == Label.RECOMMENDED
    assert one("40 44 40 32", content).label == Label.RECOMMENDED
    assert one("40 44 40 31", content).label == Label.POSSIBLE


def test_a_role_nobody_wants_is_never_recommended() -> None:
    fit = one("444 00 4444 44")
    assert fit.label == Label.NOT_NOW
    assert fit.value.high == 0


def test_strength_in_one_key_never_buys_out_a_zero_in_another() -> None:
    for zero in ("000 44 4444 44", "444 44 0000 44", "444 44 4444 00"):
        assert one(zero).label == Label.NOT_NOW


@pytest.mark.parametrize("veto", ["g_a_no", "p_a_no"])
def test_a_ticked_veto_closes_the_role_whatever_else_is_said(veto: str) -> None:
    fit = one(FULL, **{veto: 1})
    assert fit.label == Label.NOT_NOW
    assert (fit.value.low, fit.value.high, fit.value.expected) == (0, 0, 0)
    closed = fit.appropriate.closed_by + fit.achievable.closed_by
    assert closed == (veto.replace("_", "."),)


@pytest.mark.parametrize("answer", [0, None])
def test_a_veto_that_is_not_ticked_changes_nothing(answer: int | None) -> None:
    fit, free = one(FULL, g_a_no=answer), one(FULL)
    assert (fit.value, fit.label, fit.chances) == (free.value, free.label, free.chances)


def test_a_veto_closes_its_own_role_only() -> None:
    group, practitioner = (
        {**first, **second}
        for first, second in zip(answers_of(FULL), answers_of(FULL, "b"), strict=True)
    )
    fits = by_role(score(toy(), {**group, "g.a.no": 1}, practitioner))
    assert fits["b"].label == Label.RECOMMENDED


def test_a_holding_veto_leaves_the_role_possible() -> None:
    fit = one(FULL, toy(effect="hold"), p_a_no=1)
    assert fit.label == Label.POSSIBLE
    assert fit.achievable.held_by == ("p.a.no",)
    assert fit.value.expected == 1


def test_a_not_at_all_on_a_floor_holds_the_label_and_leaves_the_fit() -> None:
    held = one("444 44 0444 44")
    assert held.label == Label.POSSIBLE
    assert held.achievable.held_by == ("p.a.capacity1",)
    assert held.value == one("444 44 4044 44").value
    assert one("444 44 4044 44").label == Label.RECOMMENDED


def test_a_missing_floor_holds_the_lower_end_only() -> None:
    fit = one("444 44 -444 44")
    assert (fit.label_low, fit.label_high) == (Label.POSSIBLE, Label.RECOMMENDED)
    assert fit.achievable.held_by == ()


HELD = toy(held={"a": [Condition(item="g.a.wish1", at_least=3)]})


def test_a_role_that_needs_an_invitation_is_held_without_it() -> None:
    fit = one("444 24 4444 44", HELD)
    assert fit.label == Label.POSSIBLE
    assert fit.appropriate.held_by == ("g.a.wish1",)
    assert one("444 34 4444 44", HELD).label == Label.RECOMMENDED


@pytest.mark.parametrize("unsure", [True, False])
def test_an_invitation_not_yet_given_holds_the_lower_end_only(unsure: bool) -> None:
    more = {"g_a_wish1": None} if unsure else {}
    fit = one("444 -4 4444 44", HELD, **more)
    assert fit.label_low in (Label.NOT_NOW, Label.POSSIBLE)
    assert fit.label_high == Label.RECOMMENDED


def test_of_an_empty_side_nothing_is_known_unless_the_other_is_asked_about_alone() -> None:
    _, practitioner = answers_of(FULL)
    fit = score(toy(("a",)), {}, practitioner)[0]
    assert fit.sureness == Sureness.OPEN
    assert fit.label == Label.POSSIBLE
    assert standing(fit, None).label_low == Label.NOT_NOW
    assert standing(fit, "practitioner").label_low == Label.RECOMMENDED


PICTURED = "444 {wish} 4444 44"


@pytest.mark.parametrize("wish", ["44", "-4", "34"])
def test_a_picture_never_gives_the_groups_own_yes(wish: str) -> None:
    fit = one(PICTURED.format(wish=wish), on_a_picture(HELD))
    assert fit.label_high == Label.POSSIBLE
    assert fit.appropriate.held_by == ("g.a.wish1",)
    assert one(PICTURED.format(wish=wish), HELD).label_high == Label.RECOMMENDED


def test_a_picture_is_scored_as_before_where_no_yes_of_the_group_is_needed() -> None:
    group, practitioner = answers_of(FULL, "b")
    sides = {**answers_of(FULL)[0], **group}, {**answers_of(FULL)[1], **practitioner}
    assert score(on_a_picture(HELD), *sides)[1] == score(HELD, *sides)[1]
    mine = toy(held={"a": [Condition(item="p.a.intention1", at_least=3)]})
    assert score(on_a_picture(mine), *sides) == score(mine, *sides)


def test_a_picture_keeps_the_fit_and_leaves_the_content_as_it_was() -> None:
    before = HELD.model_copy(deep=True)
    assert one(FULL, on_a_picture(HELD)).value == one(FULL, HELD).value
    assert before == HELD


def test_a_condition_on_the_practitioner_holds_the_practitioners_side() -> None:
    content = toy(held={"a": [Condition(item="p.a.intention1", at_least=4)]})
    fit = one("444 44 4444 34", content)
    assert fit.appropriate.label == Label.RECOMMENDED
    assert fit.achievable.held_by == ("p.a.intention1",)


def test_a_condition_that_no_answer_meets_holds_whatever_it_names() -> None:
    """So a room waits where views differ on a limit."""
    content = toy(held={"a": [Condition(item="g.a.no", **NO_ANSWER)]})
    fit = one(FULL, content, g_a_no=0)
    assert (fit.label, fit.label_high) == (Label.POSSIBLE, Label.POSSIBLE)
    assert fit.appropriate.held_by == ("g.a.no",)


def test_does_not_apply_counts_as_no_need_and_is_an_answer() -> None:
    assert one("553 33 3333 33").keys == one("003 33 3333 33").keys


def test_a_need_is_its_strongest_answer_and_an_open_one_can_only_raise_it() -> None:
    need = one("34- 33 3333 33").keys["need"]
    assert (need.low, need.high, need.expected, need.answered) == (1, 1, 1, 2)
    need = one("3-- 33 3333 33").keys["need"]
    assert (need.low, need.high) == (Fraction(3, 4), 1)
    assert need.low < need.expected < need.high


def test_the_practitioners_picture_never_counts() -> None:
    group, practitioner = answers_of("342 33 2334 23")
    picture = {"p.see.a.need1": 0, "p.see.a.wish1": 0}
    assert score(toy(), group, practitioner) == score(toy(), group, {**practitioner, **picture})


def test_a_guess_at_the_groups_veto_closes_nothing() -> None:
    veto = next(item for item in toy().items() if item.id == "g.a.no")
    guess = veto.model_copy(update={"id": "p.see.a.no", "mirrors": veto.id})
    assert one(FULL, toy(facts=[guess]), p_see_a_no=1).label == Label.RECOMMENDED


def test_one_side_alone_leaves_the_other_open() -> None:
    group, _ = answers_of("444 33 ---- --")
    fit = score(toy(), group, {})[0]
    assert fit.appropriate.label == Label.RECOMMENDED
    assert (fit.achievable.value.low, fit.achievable.value.high) == (0, 1)
    assert (fit.label_low, fit.label_high) == (Label.NOT_NOW, Label.RECOMMENDED)


def test_an_answer_that_is_not_a_position_is_missing() -> None:
    group, practitioner = answers_of("342 33 2334 23")
    group["g.a.need1"] = "often"
    del group["g.a.need2"]
    need = score(toy(), group, practitioner)[0].keys["need"]
    assert (need.low, need.answered) == (Fraction(1, 2), 1)


def fits_of(rows: dict[str, str]) -> tuple[Content, tuple[RoleFit, ...]]:
    sides = [answers_of(row, role) for role, row in rows.items()]
    content = toy(tuple(rows))
    group = {item: a for side, _ in sides for item, a in side.items()}
    practitioner = {item: a for _, side in sides for item, a in side.items()}
    return content, score(content, group, practitioner)


def test_about_equal_roles_share_a_band_and_no_file_order_shows() -> None:
    rows = {"c": "444 44 4444 44", "a": "444 44 4444 43", "b": "333 33 3333 33"}
    for order in permutations(rows):
        content, fits = fits_of({role: rows[role] for role in order})
        bands = rank(content.model, fits)
        assert [[fit.role for fit in band] for band in bands] == [["c", "a"], ["b"]]


def test_a_band_never_joins_roles_of_different_labels() -> None:
    content, fits = fits_of({"a": "444 44 4444 44", "b": "444 44 0444 44"})
    assert len(rank(content.model, fits)) == 2


def test_all_roles_stand_by_label_and_expected_fit_however_sure_they_are() -> None:
    content, fits = fits_of({"a": "344 3- 4444 44", "b": "342 33 2334 23"})
    assert [fit.label for fit in fits] == [Label.RECOMMENDED, Label.RECOMMENDED]
    assert fits[0].sureness != Sureness.SETTLED
    assert [band[0].role for band in rank(content.model, fits)] == ["a", "b"]


def test_without_a_tie_band_equal_roles_still_show_no_file_order() -> None:
    content, fits = fits_of({"b": FULL, "a": FULL})
    report = content.model.report.model_copy(update={"tie": Fraction(0)})
    model = content.model.model_copy(update={"report": report})
    assert [band[0].role for band in rank(model, fits)] == ["a", "b"]


def test_a_band_is_narrower_than_the_tie_from_its_first_role() -> None:
    content, fits = fits_of({"a": "444 44 4444 44", "b": "333 33 3333 33"})
    narrow = content.model.model_copy(
        update={"report": content.model.report.model_copy(update={"tie": Fraction(1, 4)})}
    )
    wide = content.model.model_copy(
        update={"report": content.model.report.model_copy(update={"tie": Fraction(26, 100)})}
    )
    assert len(rank(narrow, fits)) == 2
    assert len(rank(wide, fits)) == 1


@pytest.mark.parametrize(("tie", "bands"), [("1/10", [["a"], ["b"]]), ("11/100", [["a", "b"]])])
@pytest.mark.parametrize("rows", ["65", "54", "32"])
@pytest.mark.parametrize("reads", [together, alone("practitioner")])
def test_roles_that_differ_by_the_whole_tie_are_no_equals(
    reads: Reads, rows: str, tie: str, bands: list[list[str]]
) -> None:
    """Tenths have no end in binary: rounded down, .6 - .5 is less than .1, and .5 - .4 is more."""
    content = toy(top=10, weights=dict.fromkeys(SIMPLE, (1,)), floors=())
    report = content.model.report.model_copy(update={"tie": Fraction(tie)})
    model = content.model.model_copy(update={"report": report})
    sides = [answers_of(" ".join(row * 4), role) for role, row in zip("ab", rows, strict=True)]
    fits = score(content, {**sides[0][0], **sides[1][0]}, {**sides[0][1], **sides[1][1]})
    assert [[fit.role for fit in band] for band in rank(model, fits, reads)] == bands


@pytest.mark.parametrize("squares", [1, 2])
def test_roots_that_no_fraction_says_are_told_apart_however_near_the_band_is(squares: int) -> None:
    digits = 10**60
    root = 2 * digits ** (2**squares)
    for _ in range(squares):
        root = isqrt(root)
    below, above = Fraction(root, digits) - 1, Fraction(root + 1, digits) - 1
    assert not nearer(Fraction(2), Fraction(1), below, squares)
    assert nearer(Fraction(2), Fraction(1), above, squares)


def test_one_side_alone_is_ranked_by_that_side() -> None:
    content, fits = fits_of({"a": "111 11 4444 44", "b": "444 44 1111 11"})
    assert rank(content.model, fits, alone("group"))[0][0].role == "b"
    assert rank(content.model, fits, alone("practitioner"))[0][0].role == "a"
