"""Many voices become one board by exact rules, and the room reads from it only what it says."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import workshop
from esteem_match.models import (
    Answer,
    Board,
    Condition,
    Content,
    GroupPart,
    Label,
    RoleFit,
    Voice,
)
from esteem_match.scoring import score
from esteem_match.workshop import publish
from tests.models_toy import LAW, answered, contents, split, toy
from tests.voices_toy import fact, members, small, voice

Answered = dict[str, Answer]

FACTS = (fact("g.fact"), fact("g.then", when=Condition(item="g.fact", at_least=3)))
TOY = toy(facts=FACTS, held={"b": [Condition(item="g.b.wish1", at_least=3)]})
WISHES = ("g.a.wish1", "g.a.wish2")
WILLING = {
    f"p.{role}.{key}{n}": 4
    for role in "ab"
    for key in ("capacity", "intention")
    for n in range(1, 5)
}


def group(content: Content, voices: list[Voice]) -> GroupPart:
    part = publish(content, voices).group
    assert part is not None
    return part


def wishing(*rows: tuple[int | None, ...], role: str = "a") -> list[Voice]:
    """A member for each row of answers to the role's wishes."""
    names = [f"g.{role}.wish{n}" for n in (1, 2)]
    return [
        Voice(tag=f"m{n:02}", seat="member", answers=dict(zip(names, row, strict=True)))
        for n, row in enumerate(rows)
    ]


def fit_of(content: Content, board: Board, role: str = "a", **decisions: Any) -> RoleFit:
    """The role's fit for a practitioner who is able and glad to do everything."""
    rules = workshop.ruled(content, board, decisions)
    fits = score(rules, workshop.stated(content, board), WILLING)
    return next(fit for fit in fits if fit.role == role)


# Combining

SCALE = [
    # answers, word, whether views differ
    ("44444", 4, False),
    ("00001", 0, False),
    ("22233", 2, False),  # 2.4
    ("22333", 3, False),  # 2.6
    ("121212", 2, False),  # 1.5: halfway counts as the higher word
    ("01010101", 1, False),  # 0.5
    ("00044", 2, True),
    ("00444", 2, True),
    ("00004", 1, False),  # one voice is no side
    ("11333", 2, False),  # 4/5 of a step from the median: not far enough
    ("111333", 2, False),  # a step: enough for a wish of two questions, not for one question
    ("111334", 2, False),  # just 7/6 of a step
    ("011334", 2, True),  # 8/6
    ("0000222222", 1, False),  # nobody above the middle
    ("000001114", 1, False),  # and one voice is no side
    ("4444-4", 4, False),  # not sure is no voice
]


@pytest.mark.parametrize(("digits", "word", "differ"), SCALE)
def test_a_scale_shows_the_word_nearest_the_mean(digits: str, word: int, differ: bool) -> None:
    part = group(TOY, members("g.a.wish1", digits))
    assert part.answers == {"g.a.wish1": word}
    assert part.differ == (("g.a.wish1",) if differ else ())


@pytest.mark.parametrize(
    ("digits", "ticked", "differ"),
    [
        ("00000", 0, False),
        ("10000", 0, False),
        ("11000", 0, True),
        ("11100", 1, True),
        ("111000", 1, True),  # half is enough
        ("11110", 1, False),
        ("11111", 1, False),
    ],
)
def test_a_veto_is_ticked_where_at_least_half_tick_it(
    digits: str, ticked: int, differ: bool
) -> None:
    part = group(TOY, members("g.a.no", digits))
    assert part.answers == {"g.a.no": ticked}
    assert part.differ == (("g.a.no",) if differ else ())
    assert part.split == (("a",) if differ else ())


@pytest.mark.parametrize(
    ("digits", "said", "differ"),
    [
        ("22222", 2, False),
        ("22201", 2, False),
        ("22001", None, True),
        ("22013", None, False),
        ("111222", None, True),  # half is not more than half
        ("111122", 1, False),
    ],
)
def test_a_fact_is_shown_where_more_than_half_say_it(
    digits: str, said: int | None, differ: bool
) -> None:
    part = group(TOY, members("g.fact", digits))
    assert part.answers == ({} if said is None else {"g.fact": said})
    assert part.differ == (("g.fact",) if differ else ())
    assert part.split == ()


def test_does_not_apply_counts_as_nothing_at_all() -> None:
    assert group(TOY, members("g.a.need1", "55555")).answers == {"g.a.need1": 0}
    assert group(TOY, members("g.a.need1", "55544")).answers == {"g.a.need1": 2}


def test_an_item_that_too_few_answered_is_left_out() -> None:
    voices = [
        voice(n, g_a_wish1=3, g_a_need1=2 if n < 4 else None, g_fact=1 if n < 4 else None)
        for n in range(6)
    ]
    assert group(TOY, voices).answers == {"g.a.wish1": 3}


def test_an_answer_to_a_question_that_is_not_asked_does_not_count() -> None:
    asked = [voice(n, g_fact=3, g_then=1) for n in range(5)]
    assert group(TOY, asked).answers == {"g.fact": 3, "g.then": 1}
    assert group(TOY, [voice(n, g_fact=2, g_then=1) for n in range(5)]).answers == {"g.fact": 2}


@pytest.mark.parametrize("digits", ["11122", "11220"])
def test_what_is_not_asked_of_a_group_that_answers_so_is_not_on_its_board(digits: str) -> None:
    asked = [voice(n, g_fact=3, g_then=int(digit)) for n, digit in enumerate(digits)]
    part = group(TOY, asked)
    assert "g.then" in {**part.answers, **dict.fromkeys(part.differ)}
    part = group(TOY, asked + [voice(n, g_fact=1) for n in range(5, 12)])
    assert (part.answers, part.differ) == ({"g.fact": 1}, ())


def test_the_wish_for_a_role_is_split_by_its_members_means() -> None:
    """Each item alone may look settled, and the wish be split; or the other way round."""
    assert group(TOY, wishing((4, 3), (4, 3), (4, 4), (0, 1), (0, 0))).split == ("a",)
    crossed = wishing((0, 4), (0, 4), (0, 4), (4, 0), (4, 0))
    assert group(TOY, crossed).differ == WISHES
    assert group(TOY, crossed).split == ()


def test_an_unsure_wish_leaves_the_other_to_speak() -> None:
    unsure = wishing((4, None), (4, None), (None, 4), (0, None), (None, 0))
    assert group(TOY, unsure).split == ("a",)
    assert group(TOY, unsure).answers == {}
    assert group(TOY, [*unsure[:-1], voice("x", g_a_need1=1)]).split == ()


def test_texts_never_come_to_the_board() -> None:
    voices = [voice(n, g_words="Our words", g_a_wish1=1) for n in range(5)]
    voices += [voice("p", "practitioner", p_words="My words", p_a_intention1=1)]
    voices += [voice("q", "practitioner", p_words=None)]
    board = publish(small(), voices)
    assert "ords" not in board.model_dump_json()


# One form, and too few


def test_fewer_than_enough_members_show_nothing() -> None:
    assert publish(TOY, members("g.a.wish1", "4444")).group is None
    assert publish(TOY, members("g.a.wish1", "4444-")).group is None
    assert publish(TOY, []) == Board(group=None, practitioners=())


def test_a_group_of_few_shows_the_form_that_it_filled_in_together() -> None:
    form = voice("f", "together", g_a_wish1=4, g_a_wish2=None, g_a_need1=5, g_a_no=1)
    part = group(TOY, [*members("g.a.wish1", "0000"), form])
    assert part.one_form
    assert part.answers == {"g.a.need1": 5, "g.a.wish1": 4, "g.a.no": 1}
    assert (part.differ, part.split, part.leaders, part.others) == ((), (), None, None)


def test_where_enough_members_answered_a_form_does_not_count() -> None:
    form = voice("f", "together", g_a_wish1=4)
    part = group(TOY, [*members("g.a.wish1", "00000"), form])
    assert (part.one_form, part.answers) == (False, {"g.a.wish1": 0})


def test_of_two_forms_neither_is_the_groups() -> None:
    forms = [voice(n, "together", g_a_wish1=n) for n in (3, 4)]
    assert publish(TOY, forms).group is None
    assert publish(TOY, [forms[0], voice("z", "together")]).group == group(TOY, forms[:1])


def test_the_host_is_told_whose_answers_no_board_would_show() -> None:
    def of(**seats: int) -> tuple[str, ...]:
        return workshop.uncounted(TOY.model, [s for s, n in seats.items() for _ in range(n)])  # type: ignore[misc]

    assert of(member=5, practitioner=1) == ()
    assert of(member=3, leader=2) == ()
    assert of(member=4) == ("member",)
    assert of(member=3, leader=1, together=1) == ("member", "leader")
    assert of(member=5, together=1) == ("together",)
    assert of(together=1) == ()
    assert of(member=1, together=2) == ("member", "together")


# Leaders and other members


def test_leaders_and_others_are_compared_only_where_both_are_enough() -> None:
    leaders, others = (
        members("g.a.wish1", d, s) for d, s in (("44444", "leader"), ("11111", "member"))
    )
    part = group(TOY, leaders + others)
    assert (part.leaders, part.others) == ({"g.a.wish1": 4}, {"g.a.wish1": 1})
    assert part.answers == {"g.a.wish1": 3}
    for few in (leaders[1:] + others, leaders + others[1:]):
        part = group(TOY, few)
        assert (part.leaders, part.others) == (None, None)


def test_an_item_is_compared_only_where_enough_of_both_answered_it() -> None:
    """Else the whole and the leaders together would tell what the few others said."""
    leaders = [voice(n, "leader", g_a_wish1=4, g_a_wish2=4) for n in range(5)]
    others = [voice(5 + n, g_a_wish1=1, g_a_wish2=None if n else 0) for n in range(5)]
    part = group(TOY, leaders + others)
    assert part.answers == {"g.a.wish1": 3, "g.a.wish2": 3}
    assert (part.leaders, part.others) == ({"g.a.wish1": 4}, {"g.a.wish1": 1})


# Practitioners


def test_practitioners_are_numbered_and_shown_as_they_answered() -> None:
    first = voice("b1", "practitioner", p_a_intention1=3, p_see_a_wish1=None)
    board = publish(TOY, [voice("c0", "practitioner", p_a_intention1=1), first])
    assert [part.number for part in board.practitioners] == [1, 2]
    assert workshop.offered(board, 1) == {"p.a.intention1": 3, "p.see.a.wish1": None}
    assert workshop.offered(board, 2) == {"p.a.intention1": 1}
    with pytest.raises(KeyError):
        workshop.offered(board, 3)


# Reading a board


def camps(role: str = "a") -> list[Voice]:
    """A group in need whose wish for the role is split; on average it would be recommended."""
    need = {f"g.{role}.need{n}": 4 for n in (1, 2, 3)}
    rows = wishing(*[(4, 4)] * 5, *[(0, 0)] * 2, role=role)
    return [v.model_copy(update={"answers": {**v.answers, **need}}) for v in rows]


def test_a_split_wish_is_never_recommended_until_the_group_decides() -> None:
    board = publish(TOY, camps())
    assert board.group
    assert board.group.split == ("a",)
    assert score(TOY, board.group.answers, WILLING)[0].label == Label.RECOMMENDED
    assert fit_of(TOY, board).label == Label.POSSIBLE
    assert fit_of(TOY, board).appropriate.held_by == WISHES
    assert workshop.undecided(board, {}) == ("a",)


def test_a_split_veto_holds_at_the_veto() -> None:
    calm = {
        f"g.a.{key}{n}": 4 for key, most in (("need", 3), ("wish", 2)) for n in range(1, most + 1)
    }
    voices = [
        Voice(tag=str(n), seat="member", answers={**calm, "g.a.no": int(n < 2)}) for n in range(6)
    ]
    board = publish(TOY, voices)
    assert fit_of(TOY, board).label == Label.POSSIBLE
    assert fit_of(TOY, board).appropriate.held_by == ("g.a.no",)
    assert fit_of(TOY, board, a="yes").label == Label.RECOMMENDED


def test_a_yes_lifts_what_waits_for_it_and_a_no_leaves_the_role_where_the_answers_put_it() -> None:
    board = publish(TOY, camps())
    assert fit_of(TOY, board, a="yes").label == Label.RECOMMENDED
    assert fit_of(TOY, board, a="no") == fit_of(TOY, board)
    assert workshop.undecided(board, {"a": "no"}) == ()


def test_the_groups_yes_is_the_yes_that_a_role_waits_for() -> None:
    waits = [Condition(item=item, at_least=4) for item in ("g.b.wish1", "p.b.intention1")]
    held = toy(held={"b": waits})
    seen = voice("p", "practitioner", p_b_intention1=3)
    board = publish(held, [*camps("b"), seen])
    fit = fit_of(held, board, "b", b="yes")
    assert fit.appropriate.label == Label.RECOMMENDED
    assert fit.appropriate.held_by == ()
    offer = workshop.offered(board, 1)
    decided: workshop.Decisions = {"b": "yes"}
    rules, group = workshop.ruled(held, board, decided), workshop.stated(held, board)
    both = next(one for one in score(rules, group, offer) if one.role == "b")
    assert both.achievable.held_by == ("p.b.intention1",)  # the practitioner's own is kept


def test_a_split_on_a_limit_waits_though_no_key_says_so() -> None:
    voices = wishing(*[(4, 4)] * 12)
    some = [{**one.answers, "g.a.no": int(n < 5)} for n, one in enumerate(voices)]
    pairs = zip(voices, some, strict=True)
    board = publish(TOY, [one.model_copy(update={"answers": said}) for one, said in pairs])
    assert board.group
    assert board.group.split == ("a",)
    fit = fit_of(TOY, board)
    assert (fit.appropriate.label_high, fit.appropriate.held_by) == (Label.POSSIBLE, ("g.a.no",))
    assert fit_of(TOY, board, a="yes").appropriate.held_by == ()


def test_a_decision_on_one_role_leaves_the_others_alone() -> None:
    board = publish(TOY, camps())
    assert fit_of(TOY, board, "a", b="yes") == fit_of(TOY, board, "a")


def test_a_group_that_too_few_answered_for_has_said_nothing() -> None:
    board = publish(TOY, [])
    assert workshop.stated(TOY, board) == {}
    assert workshop.ruled(TOY, board, {}) == TOY


def test_a_split_need_holds_nothing() -> None:
    voices = [voice(n, g_a_need1=4 * (n % 2)) for n in range(6)]
    assert group(TOY, voices).differ == ("g.a.need1",)
    assert workshop.ruled(TOY, publish(TOY, voices), {}) == TOY


# Differences


def talk(board: Board) -> list[tuple[Any, ...]]:
    found = workshop.differences(TOY, board)
    return [(d.kind, d.item.id, d.ours, [tuple(t) for t in d.theirs], d.size) for d in found]


def test_the_most_useful_conversation_comes_first() -> None:
    said = {"g.a.need1": 0, "g.a.wish1": 1, "g.b.wish1": 1, "g.fact": 2}
    leaders = [
        Voice(tag=f"l{n}", seat="leader", answers={**said, "g.b.need1": 4}) for n in range(5)
    ]
    others = [Voice(tag=f"m{n}", seat="member", answers={**said, "g.b.need1": 0}) for n in range(5)]
    seen = {"p.see.a.need1": 4, "p.see.a.wish1": 3, "p.see.b.wish1": 4, "p.see.b.need1": 2}
    board = publish(TOY, [*leaders, *others, Voice(tag="p", seat="practitioner", answers=seen)])
    assert talk(board) == [
        ("among", "g.b.need1", None, [], 0),
        ("seats", "g.b.need1", 4, [(0, ())], 1),
        ("single", "g.b.wish1", 1, [(4, (1,))], Fraction(3, 4)),
        ("single", "g.a.wish1", 1, [(3, (1,))], Fraction(1, 2)),
        ("single", "g.a.need1", 0, [(4, (1,))], 1),
    ]


def test_what_many_practitioners_see_otherwise_comes_before_what_one_does_each_told_once() -> None:
    said = [voice(f"m{n}", g_a_wish1=1, g_a_wish2=1, g_a_need1=0) for n in range(5)]
    seen = [
        {"p_see_a_wish1": 4, "p_see_a_wish2": 4},
        {"p_see_a_wish1": 3, "p_see_a_wish2": 1},
        {"p_see_a_wish1": 4, "p_see_a_wish2": 2},
        {"p_see_a_wish1": 1, "p_see_a_wish2": 1},
    ]
    theirs = [voice(f"p{n}", "practitioner", **one) for n, one in enumerate(seen)]
    board = publish(TOY, [*said, *theirs])
    assert talk(board) == [
        ("general", "g.a.wish1", 1, [(3, (2,)), (4, (1, 3))], Fraction(3, 4)),
        ("single", "g.a.wish2", 1, [(4, (1,))], Fraction(3, 4)),
    ]
    first, second = workshop.differences(TOY, board)
    assert first.only_of(2) == first._replace(theirs=(workshop.Theirs(3, (2,)),))
    assert second.only_of(2) is None


def test_what_members_differ_on_among_themselves_comes_before_what_a_practitioner_sees() -> None:
    """A fact of how the group is led last of all: what a role waits for comes before."""
    said = [voice(f"m{n}", g_a_wish1=2 * (n % 2), g_a_need1=0, g_fact=1) for n in range(6)]
    seen = voice("p", "practitioner", p_see_fact=2, p_see_a_wish1=2, p_see_a_need1=2)
    found = workshop.differences(small(), publish(small(), [*said, seen]))
    assert [(d.kind, d.item.id, d.holds) for d in found] == [
        ("among", "g.a.wish1", True),
        ("single", "g.a.need1", False),
        ("single", "g.fact", False),
    ]


def test_facts_are_told_apart_without_a_distance_and_vetoes_come_with_wishes() -> None:
    def side(seat: Any, **answers: int) -> list[Voice]:
        return [voice(f"{seat}{n}", seat, **answers) for n in range(5)]

    rules = TOY.model.workshop.model_copy(update={"split_steps_item": Fraction(5, 6)})
    board = publish(small(workshop=rules), [
        *side("leader", g_fact=0, g_a_need1=0, g_a_no=1),
        *side("member", g_fact=1, g_a_need1=2, g_a_no=0),
        voice("p", "practitioner", p_see_fact=2),
    ])  # fmt: skip
    found = workshop.differences(small(), board)
    leaders = [(d.item.id, d.ours, d.theirs[0].answer, d.size) for d in found if d.kind == "seats"]
    assert leaders == [("g.a.no", 1, 0, 1), ("g.a.need1", 0, 2, 1), ("g.fact", 0, 1, 1)]
    assert [d.item.id for d in found if d.kind == "among"] == ["g.a.no", "g.a.need1", "g.fact"]


def test_one_step_is_no_difference_to_talk_about() -> None:
    seen = voice("p", "practitioner", p_see_a_wish1=3)
    assert talk(publish(TOY, [*members("g.a.wish1", "22222"), seen])) == []
    assert talk(publish(TOY, [*members("g.a.wish1", "11111"), seen]))
    assert talk(publish(TOY, [seen])) == []


def test_a_difference_needs_more_of_one_form_than_of_many_members() -> None:
    """Where the model says so: two steps of four are enough for many, and not for few."""
    model = TOY.model.model_copy(
        update={"report": TOY.model.report.model_copy(update={"gap_few": Fraction(3, 4)})}
    )
    rules = TOY.model_copy(update={"model": model})
    seen = voice("p", "practitioner", p_see_a_wish1=4)
    many = publish(rules, [*wishing(*[(2, 2)] * 5), seen])
    form = publish(rules, [voice("f", "together", g_a_wish1=2, g_a_wish2=2), seen])
    assert len(workshop.differences(rules, many)) == 1
    assert workshop.differences(rules, form) == ()
    assert workshop.differences(rules, publish(rules, [seen])) == ()


# What moved


def shifts(before: list[Voice], after: list[Voice]) -> list[tuple[str, int, int]]:
    found = workshop.moved(TOY, publish(TOY, before), publish(TOY, after))
    assert found
    return [(one.item.id, one.before, one.after) for one in found.answers]


def test_what_moved_is_told_answer_by_answer_and_first_what_moved_most() -> None:
    before = wishing((0, 1), (0, 1), (0, 1), (0, 1), (0, 1))
    after = wishing((2, 4), (2, 4), (2, 4), (2, 4), (2, 4))
    assert shifts(before, after) == [("g.a.wish2", 1, 4), ("g.a.wish1", 0, 2)]
    assert shifts(after, before) == [("g.a.wish2", 4, 1), ("g.a.wish1", 2, 0)]


def test_one_word_may_be_one_person_and_is_not_told_nor_is_a_limit_or_a_fact() -> None:
    before, after = members("g.a.wish1", "22222"), members("g.a.wish1", "33333")
    assert shifts(before, after) == []
    assert shifts(members("g.a.no", "00111"), members("g.a.no", "00001")) == []


def test_what_only_one_of_two_rounds_shows_has_not_moved() -> None:
    assert shifts(members("g.a.wish1", "00000"), members("g.a.wish2", "44444")) == []


def test_views_that_came_closer_and_views_that_went_apart_are_told() -> None:
    divided, agreed = members("g.a.wish1", "00444"), members("g.a.wish1", "22222")
    boards = publish(TOY, divided), publish(TOY, agreed)
    closer, further = workshop.moved(TOY, *boards), workshop.moved(TOY, *reversed(boards))
    assert closer
    assert further
    assert ([one.id for one in closer.closer], closer.apart) == (["g.a.wish1"], ())
    assert (further.closer, [one.id for one in further.apart]) == ((), ["g.a.wish1"])


def test_beside_one_form_nobody_says_that_views_came_closer() -> None:
    board = publish(TOY, members("g.a.wish1", "00444"))
    form = publish(TOY, [voice("f", "together", g_a_wish1=2)])
    found = workshop.moved(TOY, board, form)
    assert found == ((), (), ())


def test_nothing_moved_between_boards_that_do_not_both_show_the_group_anew() -> None:
    board, empty = publish(TOY, camps()), publish(TOY, [])
    assert board.group
    stands = board.model_copy(update={"group": board.group.model_copy(update={"stands": True})})
    for pair in ((board, empty), (empty, board), (empty, empty), (board, stands)):
        assert workshop.moved(TOY, *pair) is None


# Laws, at the numbers of the method


@st.composite
def gatherings(draw: st.DrawFn, least: int = 5, most: int = 12) -> tuple[Content, list[Voice]]:
    """A random model with 5 to 12 members, some of them leaders; often two camps."""
    content = draw(contents())
    likely = [split(draw(answered(content)))[0] for _ in range(draw(st.integers(1, 3)))]
    voices = []
    for n in range(draw(st.integers(least, most))):
        answers = draw(st.sampled_from(likely))
        own = split(draw(answered(content)))[0] if draw(st.booleans()) else {}
        seat = draw(st.sampled_from(("member", "leader")))
        voices.append(Voice(tag=f"t{n:02}", seat=seat, answers={**answers, **own}))
    return content, voices


@LAW
@given(gatherings(), st.data())
def test_the_order_and_the_tags_of_voices_tell_nothing(
    case: tuple[Content, list[Voice]], data: st.DataObject
) -> None:
    content, voices = case
    mixed = data.draw(st.permutations(voices))
    renamed = [v.model_copy(update={"tag": f"x{n}"}) for n, v in enumerate(mixed)]
    dumped = publish(content, voices).model_dump_json()
    assert publish(content, mixed).model_dump_json() == dumped
    assert publish(content, renamed).model_dump_json() == dumped


@LAW
@given(gatherings(), st.data())
def test_a_lone_veto_neither_closes_nor_shows(
    case: tuple[Content, list[Voice]], data: st.DataObject
) -> None:
    content, voices = case
    vetoes = {i.id: 0 for i in content.group.items() if i.kind == "veto"}
    calm = [v.model_copy(update={"answers": {**v.answers, **vetoes}}) for v in voices]
    at, veto = data.draw(st.integers(0, len(calm) - 1)), data.draw(st.sampled_from(sorted(vetoes)))
    alone = calm[at].model_copy(update={"answers": {**calm[at].answers, veto: 1}})
    mixed = [*calm[:at], alone, *calm[at + 1 :]]
    assert publish(content, mixed) == publish(content, calm)


@LAW
@given(contents(), st.integers(5, 12), st.data())
def test_unanimity_shows_the_word(content: Content, many: int, data: st.DataObject) -> None:
    answers = split(data.draw(answered(content, complete=True)))[0]
    part = group(content, [Voice(tag=f"{n}", seat="member", answers=answers) for n in range(many)])
    top = content.model.top
    assert part.answers == {i: 0 if a == top + 1 else a for i, a in answers.items()}
    assert (part.differ, part.split) == ((), ())


@LAW
@given(gatherings())
def test_a_split_role_is_never_recommended_without_a_decision(
    case: tuple[Content, list[Voice]],
) -> None:
    content, voices = case
    board = publish(content, voices)
    able = {i.id: content.model.top for i in content.practitioner.items() if i.key}
    fits = score(workshop.ruled(content, board, {}), workshop.stated(content, board), able)
    for fit in fits:
        if board.group and fit.role in board.group.split:
            assert fit.label_high != Label.RECOMMENDED


@LAW
@given(gatherings(least=0), st.sampled_from(("yes", "no")))
def test_no_decision_moves_what_members_answered(
    case: tuple[Content, list[Voice]], decision: Any
) -> None:
    """A yes lifts what waits for it on the group's side; every key stays put."""
    content, voices = case
    board = publish(content, voices)
    said, decisions = workshop.stated(content, board), {r.id: decision for r in content.model.roles}
    plain = score(workshop.ruled(content, board, {}), said, {})
    decided = score(workshop.ruled(content, board, decisions), said, {})
    assert [fit.keys for fit in decided] == [fit.keys for fit in plain]
    assert [fit.appropriate.closed_by for fit in decided] == [
        fit.appropriate.closed_by for fit in plain
    ]
    assert decision == "yes" or decided == plain


@LAW
@given(gatherings(), st.integers(2, 4))
def test_the_number_of_voices_leaves_no_mark_on_a_word(
    case: tuple[Content, list[Voice]], times: int
) -> None:
    """The same round many times over says the same, wherever it says anything."""
    content, voices = case
    many = [v.model_copy(update={"tag": f"{v.tag}{k}"}) for v in voices for k in range(times)]
    once, often = group(content, voices).answers, group(content, many).answers
    asked = set(once)
    assert {i: p for i, p in often.items() if i in asked} == dict(once)


@LAW
@given(gatherings(most=4, least=0))
def test_too_few_voices_leave_no_trace(case: tuple[Content, list[Voice]]) -> None:
    content, voices = case
    assert publish(content, voices) == publish(content, [])
