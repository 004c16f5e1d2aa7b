"""The batch says what the exact code says, on every row and to the bit."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import batch
from esteem_match.batch.exact import EXACT
from esteem_match.models import Answer, Condition, Content, Item, RoleFit
from esteem_match.scoring import score
from tests.models_toy import LAW, SIDE_OF, answered, answers_of, contents, split, toy

ROWS = contents().flatmap(
    lambda c: st.tuples(st.just(c), st.lists(answered(c), min_size=1, max_size=4))
)


def rows_of(table: batch.Table, pairs: Sequence[Mapping[str, Answer]]) -> batch.Bytes:
    columns = [[pair.get(item) for item in table.items] for pair in pairs]
    coded = [[batch.MISSING if a is None else a for a in column] for column in columns]
    return np.array(coded, dtype=np.uint8).T


def told(scores: batch.Scores, role: int, pair: int) -> list[object]:
    return [
        None if np.isnan(float(column[role, pair])) else column[role, pair].item()
        for column in scores
    ]


def exactly(fit: RoleFit) -> list[object]:
    points = [None if s.point is None else float(s.point) for s in fit.keys.values()]
    sides = [fit.appropriate.value.point, fit.achievable.value.point]
    labels = [batch.CODES.index(x) for x in (fit.label, fit.label_low, fit.label_high)]
    return [*points, *sides, fit.fit.point, fit.fit.low, fit.fit.high, *labels]


def check(content: Content, pairs: Sequence[Mapping[str, Answer]]) -> None:
    table = batch.compile(content)
    scores = batch.score(table, rows_of(table, pairs))
    for number, pair in enumerate(pairs):
        for role, fit in enumerate(score(content, *split(pair))):
            assert told(scores, role, number) == exactly(fit)


@LAW
@given(ROWS)
def test_every_number_and_label_is_the_exact_one(
    case: tuple[Content, list[dict[str, Answer]]],
) -> None:
    check(*case)


def test_whole_numbers_too_large_for_floats_are_still_exact() -> None:
    weights = dict.fromkeys(SIDE_OF, (9_973, 1, 7))
    content = toy(weights=weights)
    assert batch.compile(content).largest() > EXACT
    shapes = ("424 134 331 40-", "111 444 444 444", "4-4 441 044 141")
    check(content, [{**g, **p} for g, p in (answers_of(shape) for shape in shapes)])


def test_without_a_least_coverage_a_key_nobody_answered_still_has_no_point() -> None:
    content = toy()
    report = content.model.report.model_copy(update={"coverage": Fraction(0)})
    model = content.model.model_copy(update={"report": report})
    group, practitioner = answers_of("3-- -- 4444 44")
    check(content.model_copy(update={"model": model}), [{**group, **practitioner}])


def test_a_condition_on_a_fact_holds_in_the_batch_too() -> None:
    fact = Item(id="g.host", kind="choice", text="Where", options="scale", source=("OURS",))
    content = toy(facts=[fact], held={"a": [Condition(item="g.host", at_least=1, at_most=2)]})
    group, practitioner = answers_of("444 44 4444 44")
    hosts: tuple[Answer, ...] = (0, 1, 2, 3, None)
    check(content, [{**group, **practitioner, "g.host": host} for host in hosts])


def test_rows_that_are_not_the_tables_items_are_refused() -> None:
    table = batch.compile(toy())
    with pytest.raises(ValueError, match="rows of answers"):
        batch.score(table, np.zeros((3, 2), dtype=np.uint8))


def test_the_answers_that_came_in_are_left_as_they_were() -> None:
    table = batch.compile(toy())
    answers = np.full((len(table.items), 2), 5, dtype=np.uint8)
    batch.score(table, answers)
    assert (answers == 5).all()


def test_a_table_says_how_many_answers_each_item_has() -> None:
    table = batch.compile(toy())
    found = dict(zip(table.items, table.positions, strict=True))
    assert (found["g.a.need1"], found["g.a.wish1"], found["g.a.no"]) == (6, 5, 2)


@LAW
@given(contents(), st.integers(0, 2**32 - 1))
def test_the_fast_path_has_the_same_labels_and_fits(content: Content, seed: int) -> None:
    table = batch.compile(content)
    tops = np.array([1 if item.endswith(".no") else content.model.top for item in table.items])
    answers = np.random.default_rng(seed).integers(0, tops[:, None] + 1, (len(tops), 50), np.uint8)
    exact, fast = batch.score(table, answers), batch.fits(table, answers)
    assert (fast.label == exact.label).all()
    assert np.abs(fast.fit - exact.fit).max() < 1e-6


def test_the_fast_path_keeps_the_pairs_in_order_over_many_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("esteem_match.batch.fast.PIECE", 7)
    table = batch.compile(toy())
    answers = np.random.default_rng(1).integers(0, 2, (len(table.items), 100), np.uint8)
    assert (batch.fits(table, answers).label == batch.score(table, answers).label).all()


def test_the_fast_path_refuses_a_missing_answer() -> None:
    table = batch.compile(toy())
    answers = np.zeros((len(table.items), 3), dtype=np.uint8)
    answers[table.items.index("p.a.capacity2"), 1] = batch.MISSING
    with pytest.raises(ValueError, match=r"p\.a\.capacity2"):
        batch.fits(table, answers)
