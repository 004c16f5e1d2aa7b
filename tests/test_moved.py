"""What has moved is told only of what was said both times, in words, and without a direction."""

from esteem_match import explain, journey
from esteem_match.models import Answer, Content, Label, Questionnaire, Sureness
from esteem_match.scoring import alone, score
from tests import toys

TOY = toys.in_base(toys.library())
SOME = explain.Stand("fully", Label.RECOMMENDED, Sureness.LIKELY)
FULL: dict[str, Answer] = {"g.aa.need1": 4, "g.aa.wish1": 4, "g.bb.need1": 4, "g.bb.wish1": 0}


def stands(content: Content, answers: dict[str, Answer]) -> dict[str, explain.Stand]:
    return explain.stands(content.model, score(content, answers, {}), alone("group"))


def answers_moved(before: dict[str, Answer], after: dict[str, Answer]) -> list[tuple[object, ...]]:
    return [tuple(one) for one in explain.answers_moved((TOY.group, before), (TOY.group, after))]


def test_roles_stand_side_by_side_with_their_words_and_labels() -> None:
    before, after = stands(TOY, FULL), stands(TOY, {**FULL, "g.aa.wish1": 0})
    moved = explain.roles_moved(before, after)
    assert [one.role for one in moved] == ["aa", "bb"]
    assert (moved[0].before.label, moved[0].after.label) == (Label.RECOMMENDED, Label.NOT_NOW)
    assert (moved[0].before.word, moved[0].after.word) == ("fully", "not at all")
    assert moved[1].before == moved[1].after


def test_a_role_of_one_time_only_is_not_compared() -> None:
    before, after = {"aa": SOME, "gone": SOME}, {"new": SOME, "aa": SOME}
    assert [one.role for one in explain.roles_moved(before, after)] == ["aa"]


def test_what_is_open_at_one_time_is_not_compared() -> None:
    is_open = SOME._replace(sureness=Sureness.OPEN)
    known = [explain.RoleMoved("aa", *pair).known for pair in ((SOME, SOME), (SOME, is_open))]
    assert known == [True, False]


def test_only_what_was_answered_both_times_and_otherwise_has_moved() -> None:
    before: dict[str, Answer] = {"g.stage": 1, "g.aa.need1": 2, "g.aa.wish1": 3}
    after: dict[str, Answer] = {"g.aa.wish1": 3, "g.aa.need1": 4, "g.bb.need1": 1}
    assert answers_moved(before, after) == [("g.aa.need1", 2, 4)]


def test_not_sure_and_does_not_apply_are_answers_that_can_move() -> None:
    assert answers_moved({"g.aa.need1": None}, {"g.aa.need1": 0}) == [("g.aa.need1", None, 0)]
    assert answers_moved({"g.aa.need1": 5}, {"g.aa.need1": 0}) == [("g.aa.need1", 5, 0)]
    assert answers_moved({"g.aa.need1": None}, {"g.aa.need1": None}) == []


def test_texts_are_not_compared() -> None:
    assert answers_moved({"g.name": "Us"}, {"g.name": "We"}) == []


def test_answers_are_compared_by_their_words_where_a_list_has_changed() -> None:
    """'Growing' stood in the third place and stands in the second now: nothing has moved."""
    files = toys.raw()
    files["group"]["options"]["stage"] = ["New", "Growing", "Settled", "Ending"]
    today: Questionnaire = toys.in_base(toys.library(files)).group
    old = (TOY.group, {"g.stage": 2})
    assert explain.answers_moved(old, (today, {"g.stage": 1})) == ()
    assert [one.item for one in explain.answers_moved(old, (today, {"g.stage": 2}))] == ["g.stage"]


def test_a_question_that_is_no_longer_asked_of_somebody_has_not_moved() -> None:
    """Callers give what counts: an answer to a skipped question does not."""
    before: dict[str, Answer] = {"g.stage": 2, "g.next": 1}
    after: dict[str, Answer] = {"g.stage": 0, "g.next": 3}
    counted = [journey.counted(TOY.group, one) for one in (before, after)]
    assert [one[0] for one in answers_moved(*counted)] == ["g.stage"]
