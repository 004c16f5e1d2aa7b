"""The batch says what the exact code says, on every row and to the bit."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import batch
from esteem_match.models import Answer, Condition, Content, Key, RoleFit
from esteem_match.scoring import on_a_picture, score
from tests.models_toy import LAW, SIDE_OF, answered, answers_of, contents, split, toy

ROWS = contents().flatmap(
    lambda c: st.tuples(st.just(c), st.lists(answered(c), min_size=1, max_size=4))
)


def rows_of(table: batch.Table, pairs: Sequence[Mapping[str, Answer]]) -> batch.Bytes:
    columns = [[pair.get(item) for item in table.items] for pair in pairs]
    coded = [[batch.MISSING if a is None else a for a in column] for column in columns]
    return np.array(coded, dtype=np.uint8).T


def told(scores: batch.Scores, role: int, pair: int) -> list[object]:
    return [column[role, pair].item() for column in scores]


def exactly(fit: RoleFit) -> list[object]:
    keys = [float(span.expected) for span in fit.keys.values()]
    sides = [fit.appropriate.value.expected, fit.achievable.value.expected]
    labels = [batch.CODES.index(x) for x in (fit.label, fit.label_low, fit.label_high)]
    fits = [fit.value.expected, fit.value.low, fit.value.high]
    return [*keys, *sides, *fits, *labels, batch.SURE.index(fit.sureness), float(fit.chance)]


def check(content: Content, pairs: Sequence[Mapping[str, Answer]]) -> batch.Scores:
    table = batch.compile(content)
    answers = rows_of(table, pairs)
    scores, likely = batch.score(table, answers), batch.likely(table, answers)
    for number, pair in enumerate(pairs):
        for role, fit in enumerate(score(content, *split(pair))):
            assert told(scores, role, number) == exactly(fit)
    for name, column in likely._asdict().items():
        assert (column == getattr(scores, name)).all()
    return scores


@LAW
@given(ROWS)
def test_every_number_and_label_is_the_exact_one(
    case: tuple[Content, list[dict[str, Answer]]],
) -> None:
    check(*case)


@LAW
@given(ROWS)
def test_it_is_the_same_where_a_side_is_not_worked_out_beforehand(
    case: tuple[Content, list[dict[str, Answer]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("esteem_match.batch.table.MOST_PATTERNS", 0)
        assert all(s.patterns is None for sides in batch.compile(case[0]).roles for s in sides)
        check(*case)


SHARES = ("1/1009", "2/1009", "3/1009", "4/1009", "999/1009")
FINE = {**dict.fromkeys(SIDE_OF, SHARES), "source": ["OURS"]}
SHAPES = ("424 134 331 40-", "111 444 444 444", "4-4 441 044 141", "--- 3-- --4 ---")


def pairs_of(*shapes: str) -> list[dict[str, Answer]]:
    return [{**group, **practitioner} for group, practitioner in map(answers_of, shapes)]


def test_a_table_says_in_which_whole_numbers_it_is_worked_out() -> None:
    assert batch.compile(toy()).kind == "int64"
    assert batch.compile(toy(expected=FINE)).kind == "object"


def test_numbers_that_outgrow_the_machine_are_still_exact() -> None:
    weights: dict[Key, Sequence[int]] = dict.fromkeys(SIDE_OF, (9_973, 1, 7))
    content = toy(weights={**weights, "need": (1, 1, 1)}, expected=FINE)
    assert batch.compile(content).kind == "object"
    check(content, pairs_of(*SHAPES))


def test_an_answer_that_only_the_group_can_give_holds_in_the_batch_too() -> None:
    content = toy(held={"a": [Condition(item="g.a.wish1", at_least=3)]})
    shapes = ("444 44 4444 44", "444 24 4444 44", "444 -4 4444 44")
    own = check(content, pairs_of(*shapes)).label[0]
    seen = check(on_a_picture(content), pairs_of(*shapes)).label[0]
    assert (own.tolist(), seen.tolist()) == ([2, 1, 2], [1, 1, 1])


def test_rows_that_are_not_the_tables_items_are_refused() -> None:
    table = batch.compile(toy())
    with pytest.raises(ValueError, match="rows of answers"):
        batch.score(table, np.zeros((3, 2), dtype=np.uint8))


def test_threads_and_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    table = batch.compile(toy())
    answers = np.random.default_rng(1).integers(0, 6, (len(table.items), 100), np.uint8)
    at_once = batch.score(table, answers)
    monkeypatch.setattr("esteem_match.batch.exact.PIECE", 7)
    for one, other in zip(at_once, batch.score(table, answers, threads=3), strict=True):
        assert (one == other).all()


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
    assert (exact.label == exact.label_low).all()
    assert (exact.chance == 1).all()
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
