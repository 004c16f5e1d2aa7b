"""The likely label, its chance and its sureness: against every completion, each counted by hand."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esteem_match.explain import open_answers
from esteem_match.models import Answers, Condition, Content, Item, Label, RoleFit, Side, Sureness
from esteem_match.scoring import ORDER, open_spread, rank, rule_of, score, with_picture
from esteem_match.scoring.likely import Known, verdict
from tests.models_toy import SIDE_OF, answers_of, key_items, toy

STEEP = {
    "need": ["3/10", "1/4", "1/5", "3/20", "1/10"],
    "wish": ["1/10", "3/20", "1/4", "1/4", "1/4"],
    "capacity": ["1/20", "1/10", "1/4", "3/10", "3/10"],
    "intention": ["1/20", "1/20", "1/5", "3/10", "2/5"],
    "source": ["OURS"],
}
SMALL = {"need": (1, 1, 1), "wish": (1, 1), "capacity": (1, 1), "intention": (1, 1)}
HELD = {"a": [Condition(item="g.a.wish1", at_least=3)]}


def small(**more: object) -> Content:
    settled = {"weights": SMALL, "floors": (0,), "held": HELD, "expected": STEEP, "top": 4}
    return toy(("a", "b"), **{**settled, **more})  # type: ignore[arg-type]


def one(content: Content, shape: str, **vetoes: int) -> RoleFit:
    return score(content, *answers_with(shape, **vetoes))[0]


def answers_with(shape: str, **vetoes: int) -> tuple[dict[str, object], dict[str, object]]:
    sides = answers_of(shape)
    for name, answer in vetoes.items():
        sides[name.startswith("p_")][name.replace("_", ".")] = answer
    return sides  # type: ignore[return-value]


def items_of(content: Content) -> list[Item]:
    every = (item for side in ("group", "practitioner") for item in key_items(content, side))
    return [item for item in every if item.role == "a"]


def by_hand(items: list[Item], said: Mapping[str, int], sides: tuple[Side, ...]) -> int:
    """The place of a complete pair's label, written down once more and otherwise."""
    found = []
    for side in sides:
        keys = {
            key: [said[item.id] for item in items if item.key == key]
            for key, of in SIDE_OF.items()
            if of == side
        }
        first, second = (
            max(got) / 4 if key == "need" else sum(got) / (4 * len(got))
            for key, got in keys.items()
        )
        level = (first * second >= 9 / 64) + (first * second >= 25 / 64)
        floors = any(
            said[item.id] == 0 for item in items if item.floor and SIDE_OF[item.key] == side
        )
        if side == "group":
            held = said["g.a.wish1"] < 3 or max(keys["wish"]) < 3
            level = 0 if second <= 3 / 8 else level
        else:
            held = floors
        found.append(min(level, 1) if held else level)
    return min(found)


def completions(content: Content, answers: Answers) -> Iterator[tuple[dict[str, int], Fraction]]:
    """Every way to fill the gaps of role a, with its chance."""
    items = items_of(content)
    given = {i.id: a for i in items if isinstance(a := answers.get(i.id), int)}
    gaps = [item for item in items if item.id not in given]
    rule = rule_of(content, "a")
    spreads = {key: open_spread(content.model, rule, key, given) for key in SIDE_OF}
    for filled in product(range(5), repeat=len(gaps)):
        chance = prod(
            (
                Fraction(spreads[item.key][word], sum(spreads[item.key]))
                for item, word in zip(gaps, filled, strict=True)
            ),
            start=Fraction(1),
        )
        names = (item.id for item in gaps)
        yield {**given, **dict(zip(names, filled, strict=True))}, chance


def counted(content: Content, answers: Answers, sides: tuple[Side, ...]) -> list[Fraction]:
    found = [Fraction(0)] * 3
    items = items_of(content)
    for said, chance in completions(content, answers):
        found[by_hand(items, said, sides)] += chance
    return found


SHAPES = (
    "--- -- -- --",
    "4-- 3- -- --",
    "0-- -- 0- 0-",
    "-4- -3 4- -4",
    "444 44 4- 44",
    "1-- 44 -4 3-",
)


@pytest.mark.parametrize("shape", SHAPES)
def test_chances_are_those_of_every_completion_one_by_one(shape: str) -> None:
    content = small(weights={**SMALL, "need": (1, 1)}) if "---" not in shape else small()
    shape = shape if "---" in shape else shape[:2] + shape[3:]
    group, practitioner = answers_of(shape)
    both = {**group, **practitioner}
    fit = score(content, group, practitioner)[0]
    assert list(fit.appropriate.chances) == _of_side(content, both, "group")
    assert list(fit.achievable.chances) == _of_side(content, both, "practitioner")
    least = [sum(fit.appropriate.chances[n:]) * sum(fit.achievable.chances[n:]) for n in range(3)]
    assert [sum(fit.chances[n:]) for n in range(3)] == least
    assert sum(fit.chances) == 1


def _of_side(content: Content, answers: Answers, side: Side) -> list[Fraction]:
    """Only this side's gaps matter to it: the other side's are filled with anything."""
    items = items_of(content)
    others = {item.id: 0 for item in items if SIDE_OF[item.key] != side}
    return counted(content, {**answers, **others}, (side,))


@pytest.mark.parametrize(
    ("shape", "vetoes", "label", "sureness", "why"),
    [
        ("400 33 33 33", {}, "recommended", "likely", "all is answered but the limits"),
        ("400 33 33 33", {"g_a_no": 0, "p_a_no": 0}, "recommended", "settled", "and the limits"),
        ("400 33 33 33", {"g_a_no": 0, "p_a_no": 1}, "not now", "settled", "a clear no"),
        ("444 22 44 44", {"g_a_no": 0, "p_a_no": 0}, "possible with support", "settled", "no yes"),
        ("444 11 44 44", {"g_a_no": 0, "p_a_no": 0}, "not now", "settled", "the group leads"),
        ("444 00 -- --", {}, "not now", "settled", "whatever else is said"),
        ("444 -- 44 44", {}, "possible with support", "open", "nobody has said what is wished"),
        ("--- 44 44 44", {}, "possible with support", "open", "nobody has said what is needed"),
        ("444 44 04 44", {"g_a_no": 0, "p_a_no": 0}, "possible with support", "settled", "no time"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_role_and_how_sure_it_is(
    shape: str, vetoes: dict[str, int], label: str, sureness: str, why: str
) -> None:
    fit = one(small(), shape, **vetoes)
    assert (fit.label, fit.sureness) == (Label(label), Sureness(sureness)), why


ANSWERED = Known(blank=False, limits=True)
LINES: list[tuple[str, str, str, str]] = [
    ("0 1/5 4/5", "recommended", "likely", "four in five, exactly"),
    ("0 21/100 79/100", "recommended", "leaning", "less than four in five"),
    ("4/5 1/5 0", "not now", "likely", "four in five of not now"),
    ("0 1/2 1/2", "possible with support", "leaning", "one half does not reach a label"),
    ("0 49/100 51/100", "recommended", "leaning", "more than one half does"),
    ("1/2 1/2 0", "not now", "leaning", "nor does one half reach the label in the middle"),
    ("49/100 1/2 1/100", "possible with support", "leaning", "one half is enough to lean"),
    ("1/4 49/100 26/100", "possible with support", "open", "less than one half is open"),
    ("1/2 0 1/2", "not now", "leaning", "one half does not pass over the label in the middle"),
]


@pytest.mark.parametrize(("chances", "label", "sureness", "why"), LINES)
def test_a_label_and_how_sure_it_is_change_exactly_on_their_lines(
    chances: str, label: str, sureness: str, why: str
) -> None:
    found = verdict(small().model, tuple(map(Fraction, chances.split())), ANSWERED)
    assert (found.label, found.sureness) == (Label(label), Sureness(sureness)), why


def test_a_need_that_presses_counts_however_light_the_others_are() -> None:
    span = one(small(), "400 33 33 33").keys["need"]
    assert (span.low, span.high, span.expected) == (1, 1, 1)


def test_what_was_answered_in_a_key_counts_for_its_open_answers() -> None:
    content = small()
    rule = rule_of(content, "a")
    nothing = open_spread(content.model, rule, "capacity", {})
    assert [Fraction(n, sum(nothing)) for n in nothing] == [
        Fraction(share) for share in STEEP["capacity"]
    ]
    no_time = open_spread(content.model, rule, "capacity", {"p.a.capacity1": 0})
    assert Fraction(no_time[0], sum(no_time)) == (Fraction(1, 20) + 1) / 2


STATES = st.lists(st.sampled_from("-01234"), min_size=9, max_size=9)


def shaped(digits: list[str]) -> str:
    return " ".join("".join(part) for part in (digits[:3], digits[3:5], digits[5:7], digits[7:]))


@settings(max_examples=150, deadline=None)
@given(STATES, st.integers(0, 8), st.sampled_from("01234"))
def test_the_likely_label_never_falls_when_an_answer_rises(
    digits: list[str], at: int, higher: str
) -> None:
    if digits[at] == "-" or digits[at] > higher:
        return
    content = small()
    below = one(content, shaped(digits))
    above = one(content, shaped([*digits[:at], higher, *digits[at + 1 :]]))
    pairs = [
        (below, above),
        (below.appropriate, above.appropriate),
        (below.achievable, above.achievable),
    ]
    for low, high in pairs:
        assert ORDER.index(low.label) <= ORDER.index(high.label)
        assert all(sum(low.chances[n:]) <= sum(high.chances[n:]) for n in range(3))
    for key in SIDE_OF:
        assert below.keys[key].expected <= above.keys[key].expected


@settings(max_examples=100, deadline=None)
@given(STATES)
def test_the_likely_label_lies_within_the_range_and_chances_sum_to_one(digits: list[str]) -> None:
    fit = one(small(), shaped(digits))
    for part in (fit, fit.appropriate, fit.achievable):
        assert sum(part.chances) == 1
        low, label, high = map(ORDER.index, (part.label_low, part.label, part.label_high))
        assert low <= label <= high
        assert part.chance == part.chances[label]


@settings(max_examples=100, deadline=None)
@given(STATES, STATES, st.tuples(st.sampled_from((0, 1)), st.sampled_from((0, 1))))
def test_a_settled_label_is_the_complete_one_whatever_the_open_answers_become(
    digits: list[str], others: list[str], vetoes: tuple[int, int]
) -> None:
    limits = dict(zip(("g_a_no", "p_a_no"), vetoes, strict=True))
    fit = one(small(), shaped(digits), **limits)
    if fit.sureness != Sureness.SETTLED:
        return
    more = [there if here == "-" else here for here, there in zip(digits, others, strict=True)]
    later = one(small(), shaped(more), **limits)
    assert (later.label, later.sureness) == (fit.label, Sureness.SETTLED)


@settings(max_examples=100, deadline=None)
@given(STATES)
def test_nothing_is_recommended_while_a_key_is_blank(digits: list[str]) -> None:
    fit = one(small(), shaped(digits))
    if any(span.answered == 0 for span in fit.keys.values()):
        assert fit.label != Label.RECOMMENDED


@pytest.mark.parametrize("capacity", ["0---", "00--", "0-0-", "0000"])
@pytest.mark.parametrize("intention", ["0-", "00"])
def test_no_time_and_no_will_never_lean_above_not_now(capacity: str, intention: str) -> None:
    fit = score(toy(expected=STEEP), *answers_of(f"444 44 {capacity} {intention}"))[0]
    assert (fit.achievable.label, fit.label) == (Label.NOT_NOW, Label.NOT_NOW)


def test_every_role_has_the_same_chances_where_all_are_asked_alike() -> None:
    fits = score(toy("abcde", expected=STEEP), {}, {})
    assert len({fit.chances for fit in fits}) == 1
    bands = rank(toy("abcde", expected=STEEP).model, fits)
    assert [[fit.role for fit in band] for band in bands] == [list("abcde")]


def test_open_is_a_word_beside_a_role_and_no_shelf_of_its_own() -> None:
    content = toy("abc", expected=STEEP)
    group, practitioner = {}, {}
    for role, shape in {
        "a": "444 4- 44-- --",
        "b": "332 33 3333 33",
        "c": "111 11 1111 11",
    }.items():
        sides = answers_of(shape, role)
        group |= sides[0]
        practitioner |= sides[1]
    fits = score(content, group, practitioner)
    assert [(fit.label, fit.sureness) for fit in fits] == [
        (Label.POSSIBLE, Sureness.OPEN),
        (Label.RECOMMENDED, Sureness.LIKELY),
        (Label.NOT_NOW, Sureness.SETTLED),
    ]
    assert [fit.role for band in rank(content.model, fits) for fit in band] == ["b", "a", "c"]


def test_a_band_shares_a_label_and_is_ordered_by_exact_expected_fit() -> None:
    content = toy("ab", expected=STEEP)
    near = {"a": "333 33 3333 33", "b": "433 33 3333 33"}
    sides = [answers_of(shape, role) for role, shape in near.items()]
    fits = score(content, {**sides[0][0], **sides[1][0]}, {**sides[0][1], **sides[1][1]})
    assert [[fit.role for fit in band] for band in rank(content.model, fits)] == [["b", "a"]]


def test_a_practitioner_reads_their_own_side_until_their_picture_has_need_and_wish() -> None:
    content = small()
    assert with_picture(one(content, "4-- -- 33 33")) == "practitioner"
    assert with_picture(one(content, "4-- 3- 33 33")) is None


FEW_OPEN = st.lists(st.sampled_from("-00112233444"), min_size=9, max_size=9).filter(
    lambda digits: digits.count("-") <= 4
)


@settings(max_examples=60, deadline=None)
@given(FEW_OPEN)
def test_an_answer_is_asked_next_exactly_where_it_can_change_the_label(digits: list[str]) -> None:
    content = small()
    group, practitioner = answers_of(shaped(digits))
    asked = {one.item: one.rise for one in open_answers(content, group, practitioner)}
    for item in items_of(content):
        if not isinstance({**group, **practitioner}.get(item.id), int):
            assert (item.id in asked) == _matters(content, {**group, **practitioner}, item)
    assert all(rise > 0 for rise in asked.values())


def _matters(content: Content, answers: Answers, item: Item) -> bool:
    """Whether two completions that differ in this answer alone have two labels."""
    sides: tuple[Side, ...] = ("group", "practitioner")
    found: dict[tuple[tuple[str, int], ...], set[int]] = {}
    for said, _ in completions(content, answers):
        rest = tuple(sorted((name, word) for name, word in said.items() if name != item.id))
        found.setdefault(rest, set()).add(by_hand(items_of(content), said, sides))
    return any(len(labels) > 1 for labels in found.values())
