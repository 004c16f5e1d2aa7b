"""What holds for every role model that asks its roles alike, whatever is answered."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from esteem_match.models import SIDES, Answer, Content, Item, RoleFit, Sureness
from esteem_match.scoring import ORDER, rank, reached, score
from tests.models_toy import (
    LAW,
    answered,
    contents,
    key_items,
    key_weights,
    positions,
    split,
    toy,
)

Answered = dict[str, Answer]

COMPLETE = contents().flatmap(lambda c: st.tuples(st.just(c), answered(c, complete=True)))
PARTIAL = contents().flatmap(lambda c: st.tuples(st.just(c), answered(c)))


def fits_of(content: Content, answers: Answered) -> tuple[RoleFit, ...]:
    return score(content, *split(answers))


def without_vetoes(answers: Answered) -> Answered:
    return {item: answer for item, answer in answers.items() if not item.endswith(".no")}


def counted(content: Content) -> list[Item]:
    return [item for side in SIDES for item in key_items(content, side)]


def parts(fit: RoleFit) -> Iterator[tuple[Any, int]]:
    """Everything by which one result is at least as good as another."""
    for value in (fit.value, fit.appropriate.value, fit.achievable.value):
        yield value.low, 0
        yield value.high, 0
        yield value.expected, 0
    for part in (fit, fit.appropriate, fit.achievable):
        yield ORDER.index(part.label_low), 1
        yield ORDER.index(part.label_high), 1
        yield ORDER.index(part.label), 1


def no_better(low: RoleFit, high: RoleFit) -> bool:
    return all(a <= b for (a, _), (b, _) in zip(parts(low), parts(high), strict=True))


def complete(draw: st.DrawFn, content: Content, answers: Answered) -> Answered:
    """The same answers with every gap in the key items filled in some way."""
    gaps = [item for item in counted(content) if answers.get(item.id) is None]
    filled = {item.id: draw(st.integers(0, positions(content, item) - 1)) for item in gaps}
    return {**answers, **filled}


def at_end(content: Content, answers: Answered, end: int) -> Answered:
    gaps = {item.id: end for item in counted(content) if answers.get(item.id) is None}
    return {**answers, **gaps}


@LAW
@given(COMPLETE)
def test_a_fit_lies_between_its_smallest_and_largest_key(case: tuple[Content, Answered]) -> None:
    content, answers = case
    for fit in fits_of(content, without_vetoes(answers)):
        keys = [span.low for span in fit.keys.values()]
        assert 0 <= min(keys) <= max(keys) <= 1
        assert float(min(keys)) - 1e-15 <= fit.value.low <= float(max(keys)) + 1e-15


@LAW
@given(COMPLETE)
def test_a_fit_is_zero_exactly_where_a_key_is(case: tuple[Content, Answered]) -> None:
    content, answers = case
    for fit in fits_of(content, without_vetoes(answers)):
        assert (fit.value.expected == 0) == any(span.low == 0 for span in fit.keys.values())


@LAW
@given(contents(), st.data())
def test_flat_answers_give_their_own_value_to_every_role(
    content: Content, data: st.DataObject
) -> None:
    flat = data.draw(st.integers(0, content.model.top))
    fits = fits_of(content, {item.id: flat for item in counted(content)})
    assert {span.expected for fit in fits for span in fit.keys.values()} == {
        Fraction(flat, content.model.top)
    }
    assert all(abs(fit.value.low - flat / content.model.top) < 1e-15 for fit in fits)


@LAW
@given(PARTIAL, st.data())
def test_a_higher_answer_never_lowers_anything(
    case: tuple[Content, Answered], data: st.DataObject
) -> None:
    content, answers = case
    item = data.draw(st.sampled_from(counted(content)))
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, content.model.top)] * 2)))
    below = fits_of(content, {**answers, item.id: low})
    above = fits_of(content, {**answers, item.id: high})
    assert all(no_better(one, other) for one, other in zip(below, above, strict=True))


@LAW
@given(contents(held={}), st.data())
def test_one_roles_answers_never_move_another_role(content: Content, data: st.DataObject) -> None:
    answers = data.draw(answered(content))
    role = data.draw(st.sampled_from([role.id for role in content.model.roles]))
    changed = {item: (0 if f".{role}." in item else a) for item, a in answers.items()}
    for old, new in zip(fits_of(content, answers), fits_of(content, changed), strict=True):
        assert old == new or old.role == role


@LAW
@given(contents(held={}), st.data())
def test_roles_that_swap_their_answers_swap_their_results(
    content: Content, data: st.DataObject
) -> None:
    answers = data.draw(answered(content))
    swapped = {swap(item): answer for item, answer in answers.items()}
    before = {fit.role: fit for fit in fits_of(content, answers)}
    after = {fit.role: fit for fit in fits_of(content, swapped)}
    assert (before["a"].value, before["a"].chances) == (after["b"].value, after["b"].chances)
    assert (before["b"].keys, after["b"].keys) == (after["a"].keys, before["a"].keys)


def swap(item: str) -> str:
    side, role, rest = item.split(".")
    return f"{side}.{ {'a': 'b', 'b': 'a'}.get(role, role) }.{rest}"


@LAW
@given(contents(held={}), st.data())
def test_dropping_a_role_leaves_the_others_as_they_were(
    content: Content, data: st.DataObject
) -> None:
    answers = data.draw(answered(content))
    gone = data.draw(st.sampled_from(content.model.roles))
    fewer = tuple(role for role in content.model.roles if role != gone)
    smaller = content.model_copy(
        update={"model": content.model.model_copy(update={"roles": fewer})}
    )
    whole = fits_of(content, answers)
    assert fits_of(smaller, answers) == tuple(fit for fit in whole if fit.role != gone.id)


@LAW
@given(st.data())
def test_item_order_and_weight_scale_change_nothing(data: st.DataObject) -> None:
    weights = data.draw(key_weights(3))
    seven = {
        key: [weight if key == "need" else 7 * weight for weight in of_key]
        for key, of_key in weights.items()
    }
    plain, turned, scaled = (
        toy(weights=weights),
        toy(weights=weights, reverse=True),
        toy(weights=seven),
    )
    answers = data.draw(answered(plain))
    first = fits_of(plain, answers)
    assert fits_of(scaled, answers) == first
    assert [(f.keys, f.value, f.chances) for f in fits_of(turned, answers)] == [
        (f.keys, f.value, f.chances) for f in first
    ]


@LAW
@given(PARTIAL, st.data())
def test_every_completion_lies_inside_the_range(
    case: tuple[Content, Answered], data: st.DataObject
) -> None:
    content, answers = case
    full = fits_of(content, data.draw(st.composite(complete)(content, answers)))
    for partly, wholly in zip(fits_of(content, answers), full, strict=True):
        assert partly.value.low <= wholly.value.low == wholly.value.high <= partly.value.high
        assert reached(wholly.label, partly.label_low)
        assert reached(partly.label_high, wholly.label)


@LAW
@given(PARTIAL)
def test_both_ends_of_a_range_can_come_true(case: tuple[Content, Answered]) -> None:
    content, answers = case
    lowest = fits_of(content, at_end(content, answers, 0))
    highest = fits_of(content, at_end(content, answers, content.model.top))
    for fit, low, high in zip(fits_of(content, answers), lowest, highest, strict=True):
        assert (fit.value.low, fit.label_low) == (low.value.low, low.label)
        assert (fit.value.high, fit.label_high) == (high.value.high, high.label)


@LAW
@given(PARTIAL, st.data())
def test_answering_only_ever_narrows_a_range(
    case: tuple[Content, Answered], data: st.DataObject
) -> None:
    content, answers = case
    item = data.draw(st.sampled_from(counted(content)))
    known = answers.get(item.id)
    answer = data.draw(st.integers(0, content.model.top)) if known is None else known
    more = fits_of(content, {**answers, item.id: answer})
    for wide, narrow in zip(fits_of(content, answers), more, strict=True):
        assert wide.value.low <= narrow.value.low <= narrow.value.high <= wide.value.high
        assert reached(narrow.label_low, wide.label_low)
        assert reached(wide.label_high, narrow.label_high)


@LAW
@given(contents())
def test_no_answers_leave_everything_open(content: Content) -> None:
    for fit in score(content, {}, {}):
        assert (fit.value.low, fit.value.high) == (0, 1)
        assert (fit.label_low, fit.label_high) == (ORDER[0], ORDER[-1])
        assert fit.sureness == Sureness.OPEN


@LAW
@given(COMPLETE)
def test_a_recommended_role_has_no_weak_key_and_no_floor_at_zero(
    case: tuple[Content, Answered],
) -> None:
    content, answers = case
    floors = {item.id: item.role for item in counted(content) if item.floor}
    for fit in fits_of(content, answers):
        if fit.label == ORDER[-1]:
            assert all(span.low >= Fraction(25, 64) for span in fit.keys.values())
            assert fit.value.low >= 0.625 - 1e-15
            assert all(answers[item] != 0 for item, role in floors.items() if role == fit.role)


@LAW
@given(PARTIAL, st.data())
def test_a_veto_never_raises_anything(case: tuple[Content, Answered], data: st.DataObject) -> None:
    content, answers = case
    veto = data.draw(st.sampled_from([i.id for i in content.items() if i.kind == "veto"]))
    free = fits_of(content, {**answers, veto: 0})
    vetoed = fits_of(content, {**answers, veto: 1})
    assert all(no_better(low, high) for low, high in zip(vetoed, free, strict=True))


@LAW
@given(PARTIAL)
def test_the_order_shows_every_role_once_and_the_best_label_first(
    case: tuple[Content, Answered],
) -> None:
    content, answers = case
    fits = fits_of(content, answers)
    bands = rank(content.model, fits)
    assert sorted(f.role for band in bands for f in band) == sorted(f.role for f in fits)
    heads = [ORDER.index(band[0].label) for band in bands]
    assert all(first >= second for first, second in pairwise(heads))
    assert all(len({fit.label for fit in band}) == 1 for band in bands)


@LAW
@given(PARTIAL, st.randoms(use_true_random=False))
def test_tie_rows_never_depend_on_file_order(case: tuple[Content, Answered], random: Any) -> None:
    content, answers = case
    fits = list(fits_of(content, answers))
    bands = rank(content.model, fits)
    random.shuffle(fits)
    assert rank(content.model, fits) == bands


@LAW
@given(COMPLETE)
def test_the_same_answers_give_the_same_result_again(case: tuple[Content, Answered]) -> None:
    content, answers = case
    backwards: Mapping[str, Answer] = dict(reversed(answers.items()))
    assert fits_of(content, dict(backwards)) == fits_of(content, answers)


# The likely label


@LAW
@given(PARTIAL)
def test_the_chances_of_the_labels_sum_to_one_and_the_likely_one_lies_in_the_range(
    case: tuple[Content, Answered],
) -> None:
    content, answers = case
    for fit in fits_of(content, answers):
        for part in (fit, *fit.parts.values()):
            assert sum(part.chances) == 1
            assert part.chance == part.chances[ORDER.index(part.label)]
            assert reached(part.label, part.label_low)
            assert reached(part.label_high, part.label)


@LAW
@given(PARTIAL, st.data())
def test_a_settled_label_stays_whatever_the_open_answers_become(
    case: tuple[Content, Answered], data: st.DataObject
) -> None:
    content, answers = case
    before = fits_of(content, answers)
    item = data.draw(st.sampled_from(counted(content)))
    known = answers.get(item.id)
    answer = data.draw(st.integers(0, content.model.top)) if known is None else known
    after = fits_of(content, {**answers, item.id: answer})
    for old, new in zip(before, after, strict=True):
        for one, other in zip((old, *old.parts.values()), (new, *new.parts.values()), strict=True):
            if one.sureness == Sureness.SETTLED:
                assert (other.label, other.sureness) == (one.label, one.sureness)


@LAW
@given(contents(held={}), st.data())
def test_roles_that_are_answered_alike_have_equal_chances_whatever_their_place(
    content: Content, data: st.DataObject
) -> None:
    """So no role gains by its place in a list where answers come at random."""
    one = data.draw(answered(content))
    same = {
        item.id: one[mine]
        for item in content.items()
        if item.role and (mine := item.id.replace(f".{item.role}.", ".a.", 1)) in one
    }
    first, *others = fits_of(content, same)
    assert all(fit.chances == first.chances for fit in others)
    assert all(
        fit.model_dump(exclude={"role", "appropriate", "achievable"})
        == first.model_dump(exclude={"role", "appropriate", "achievable"})
        for fit in others
    )
    assert len(rank(content.model, fits_of(content, same))) == 1


@LAW
@given(contents(), st.data())
def test_nothing_is_recommended_while_a_key_is_blank(content: Content, data: st.DataObject) -> None:
    answers = data.draw(answered(content))
    key = data.draw(st.sampled_from(["need", "wish", "capacity", "intention"]))
    blank = {item.id for item in counted(content) if item.key == key}
    for fit in fits_of(content, {i: a for i, a in answers.items() if i not in blank}):
        assert not reached(fit.label, ORDER[-1])


@LAW
@given(contents(), st.data())
def test_no_time_and_no_will_never_lean_above_not_now(
    content: Content, data: st.DataObject
) -> None:
    answers = data.draw(answered(content))
    none = {i.id: 0 for i in counted(content) if i.key in ("capacity", "intention")}
    for fit in fits_of(content, {**answers, **none}):
        assert fit.label == ORDER[0]
