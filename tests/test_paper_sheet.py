"""The sheet's promise: a pencil comes to what the program says, with nothing left to trust."""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import content, journey
from esteem_match.models import SIDES, Answer, Content, Item, Label, RoleFit, Side, Sureness
from esteem_match.paper.sheet import Sheet, sheet
from esteem_match.scoring import rule_of, score
from tests import checklists_toy, toys
from tests.models_toy import LAW, answered, contents, split, toy
from tests.volunteer import Letters, one_side, ticked, worked_out

LIBRARY = content.load(Path(__file__).resolve().parents[1] / "questionnaires")
SHIPPED = LIBRARY.contents[LIBRARY.base]
SHEET = sheet(SHIPPED)
BOXED = toys.in_base(toys.library(checklists_toy.raw()))
PAIRS = 400
GAPS = (0.0, 0.1, 0.4)


Answered = dict[str, Answer]


def by_pencil(content: Content, paper: Sheet, *sides: Answered) -> dict[str, Letters]:
    group, practitioner = (
        ticked(content, side, said) for side, said in zip(SIDES, sides, strict=True)
    )
    return worked_out(paper, group, practitioner)


def by_program(fits: tuple[RoleFit, ...]) -> dict[str, Letters]:
    return {fit.role: (fit.label_low, fit.label_high) for fit in fits}


def filled(dice: random.Random, gaps: float) -> tuple[Answered, Answered]:
    """Both shipped forms with a tick at each question but for gaps and some 'not sure'."""
    sides: list[Answered] = []
    for side in SIDES:
        said: Answered = {}
        for one in SHIPPED.side(side).questions():
            unsure = gaps and dice.random() < gaps
            if one.kind != "text" and dice.random() >= gaps:
                said |= {i.id: None if unsure else _tick(dice, side, i) for i in one.items}
        sides.append(said)
    return sides[0], sides[1]


def _tick(dice: random.Random, side: Side, item: Item) -> Answer:
    if item.kind == "veto":
        return int(dice.random() < 0.1)
    return dice.randrange(journey.positions(SHIPPED.side(side), item))


@pytest.mark.parametrize("gaps", GAPS)
def test_the_sheet_gives_the_programs_label_for_every_filled_pair(gaps: float) -> None:
    dice = random.Random(f"paper {gaps}")
    seen = set()
    for _ in range(PAIRS):
        group, practitioner = filled(dice, gaps)
        fits = score(SHIPPED, group, practitioner)
        assert by_pencil(SHIPPED, SHEET, group, practitioner) == by_program(fits)
        seen |= {(fit.label_low, fit.label_high) for fit in fits}
    assert {low for low, _ in seen} >= {Label.NOT_NOW, Label.POSSIBLE}
    assert any(low != high for low, high in seen) == bool(gaps)


def test_a_letter_that_comes_twice_is_the_settled_label_once_nobody_can_say_no() -> None:
    dice = random.Random("settled")
    settled = 0
    for _ in range(PAIRS):
        sides = [_limited(*pair) for pair in zip(SIDES, filled(dice, 0.2), strict=True)]
        letters = by_pencil(SHIPPED, SHEET, *sides)
        for fit in score(SHIPPED, *sides):
            low, high = letters[fit.role]
            assert (low == high) == (fit.sureness == Sureness.SETTLED)
            assert low != high or low == fit.label
            settled += low == high
    assert settled


def _limited(side: Side, said: Answered) -> Answered:
    """The same answers with all limits answered: a no where there was nothing."""
    lists = (one for one in SHIPPED.side(side).questions() if one.kind == "checklist")
    boxes = [item.id for one in lists for item in one.items]
    return {**said, **{box: said.get(box) or 0 for box in boxes}}


def totals() -> Iterator[str]:
    """Answers of one role that come to every pair of totals, a side at a time.

    A wish comes to its total in two ways: as even as can be, and with one as high as can be.
    """
    for need, wish in product(range(5), range(9)):
        yield f"{need}00{_spread(wish, 2)}44444"
        yield f"00{need}{min(wish, 4)}{wish - min(wish, 4)}44444"
    for capacity, intention in product(range(13), range(9)):
        yield f"44444{_spread(capacity, 3)}{_spread(intention, 2)}"


def _spread(total: int, over: int) -> str:
    each, rest = divmod(total, over)
    return "".join(str(each + (at < rest)) for at in range(over))


def test_each_pair_of_totals_lands_on_the_programs_side_of_both_lines() -> None:
    role, shapes = "bridge-builder", list(totals())
    assert len(shapes) == 2 * 5 * 9 + 13 * 9
    for shape in shapes:
        group, practitioner = _shipped_answers(shape)
        fit = next(fit for fit in score(SHIPPED, group, practitioner) if fit.role == role)
        assert by_pencil(SHIPPED, SHEET, group, practitioner)[role] == (
            fit.label_low,
            fit.label_high,
        )


def _shipped_answers(shape: str) -> tuple[Answered, Answered]:
    keys = rule_of(SHIPPED, "bridge-builder").keys.values()
    asked = (item.id for items in keys for item in items)
    return split(dict(zip(asked, map(int, shape), strict=True)))


@LAW
@given(contents().flatmap(lambda c: st.tuples(st.just(c), answered(c))))
def test_the_sheet_follows_whatever_rules_a_role_model_has(
    case: tuple[Content, Answered],
) -> None:
    model, answers = case
    sides = split(answers)
    assert by_pencil(model, sheet(model), *sides) == by_program(score(model, *sides))


def test_the_sheet_gives_the_programs_label_where_a_clear_no_is_a_box() -> None:
    dice = random.Random("boxes")
    for _ in range(PAIRS):
        sides = [_boxed(dice, side) for side in SIDES]
        fits = score(BOXED, *sides)
        assert by_pencil(BOXED, sheet(BOXED), *sides) == by_program(fits)


def _boxed(dice: random.Random, side: Side) -> Answered:
    """A form with checklists: each question is ticked, left out, or 'not sure'."""
    said: Answered = {}
    for one in BOXED.side(side).questions():
        unsure = dice.random() < 0.1
        if one.kind != "text" and dice.random() > 0.1:
            most = [journey.positions(BOXED.side(side), item) for item in one.items]
            ticks = [None if unsure else dice.randrange(top) for top in most]
            said |= {item.id: tick for item, tick in zip(one.items, ticks, strict=True)}
    return said


def test_a_group_alone_reads_its_own_part_as_the_program_does() -> None:
    dice = random.Random("alone")
    for _ in range(100):
        group, _ = filled(dice, 0.1)
        fits = score(SHIPPED, group, {})
        alone = one_side(SHEET, SHEET.parts[0], ticked(SHIPPED, "group", group))
        parts = {fit.role: (fit.appropriate.label_low, fit.appropriate.label_high) for fit in fits}
        assert alone == parts


def test_a_question_that_counts_twice_has_two_boxes() -> None:
    weights = {"need": (1,), "wish": (2, 1), "capacity": (1,), "intention": (1,)}
    part = sheet(toy(weights=weights, floors=())).parts[0]  # type: ignore[arg-type]
    assert [box.question for box in part.rows[0].boxes[1]] == [2, 2, 3]
