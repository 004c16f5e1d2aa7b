"""One rule about each thing: a clear no, a perhaps, needed but not from this person, two answers
that contradict each other. What each page and paper says of it, a row for each combination."""

from fractions import Fraction
from typing import NamedTuple

import pytest

from esteem_match import explain, journey, workshop
from esteem_match.documents import (
    Document,
    agreement_document,
    board_document,
    group_document,
    joint_document,
    letter_document,
    practitioner_document,
)
from esteem_match.documents.blocks import Card, Para
from esteem_match.documents.lead import lead
from esteem_match.documents.phrases import View, asks, letter, roles, talk
from esteem_match.documents.phrases.first import leave
from esteem_match.documents.phrases.roles import details
from esteem_match.documents.phrases.roles.details import why
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.roles import role_card
from esteem_match.models import SIDES, Answer, Answers, Key, RoleFit, Side, Voice
from esteem_match.render.data import to_csv
from esteem_match.scoring import Rule, rule_of, score
from tests.papers import CONTENT, DAY, words

ROLE = "facilitator"
RULE: Rule = rule_of(CONTENT, ROLE)
NOT_I = "no_practitioner"
NEITHER, TORN = ("no_group", NOT_I), ("no_torn", NOT_I)
DECIDES, REACH = "group decides", "not by capacity"


class Row(NamedTuple):
    """What was answered on meetings, and what is said of it.

    `wish`: to both wishes. `no`, `not_i`: whether the group, the practitioner said a clear no.
    `able`: what the practitioner answered on their side. `alone`: the sentence on the group's own
    card. `part`: where the wish stands in the letter. `both`: under which label the role stands
    where both are seen. `said`: the sentences there. `agreed`: whether meetings are to be agreed.
    `change`: what would change it for the practitioner, told where nobody said a clear no.
    """

    comment: str
    wish: int
    no: int
    able: int
    not_i: int
    alone: str
    part: str
    both: str
    said: tuple[str, ...]
    agreed: bool
    change: str


ROWS = [
    Row("all want it", 4, 0, 4, 0, "", "welcome", "recommended", (), True, "already"),
    Row("a perhaps is no yes", 2, 0, 4, 0, "", "perhaps", "possible", (), True, DECIDES),
    Row("not wished for, but no clear no", 0, 0, 4, 0, "", "later", "not_now", (), True, DECIDES),
    Row("a clear no", 0, 1, 4, 0, "no_own", "", "not_now", ("no_group",), False, "veto"),
    Row("a perhaps and a no", 2, 1, 4, 0, "no_own", "", "not_now", ("no_group",), False, "veto"),
    Row("a yes and a no", 4, 1, 4, 0, "no_own_torn", "", "not_now", ("no_torn",), False, "veto"),
    Row("out of reach", 4, 0, 0, 0, "", "welcome", "elsewhere", (), True, REACH),
    Row("perhaps, out of reach", 2, 0, 0, 0, "", "perhaps", "elsewhere", (), True, REACH),
    Row("not wished, out of reach", 0, 0, 0, 0, "", "later", "not_now", (), True, DECIDES),
    Row("not I", 4, 0, 4, 1, "", "welcome", "elsewhere", (NOT_I,), False, "veto"),
    Row("perhaps, not I", 2, 0, 4, 1, "", "perhaps", "elsewhere", (NOT_I,), False, "veto"),
    Row("not wished, not I", 0, 0, 4, 1, "", "later", "not_now", (NOT_I,), False, "veto"),
    Row("neither", 0, 1, 4, 1, "no_own", "", "not_now", NEITHER, False, "veto"),
    Row("torn, not I", 4, 1, 4, 1, "no_own_torn", "", "not_now", TORN, False, "veto"),
    Row("a perhaps, neither", 2, 1, 4, 1, "no_own", "", "not_now", NEITHER, False, "veto"),
    Row("out of reach, not I", 4, 0, 0, 1, "", "welcome", "elsewhere", (NOT_I,), False, "veto"),
    Row("perhaps, no way, not I", 2, 0, 0, 1, "", "perhaps", "elsewhere", (NOT_I,), False, "veto"),
    Row("not wished, no reach, not I", 0, 0, 0, 1, "", "later", "not_now", (NOT_I,), False, "veto"),
    Row("a clear no, no reach", 0, 1, 0, 0, "no_own", "", "not_now", ("no_group",), False, "veto"),
    Row("perhaps, no, no reach", 2, 1, 0, 0, "no_own", "", "not_now", ("no_group",), False, "veto"),
    Row("torn, no reach", 4, 1, 0, 0, "no_own_torn", "", "not_now", ("no_torn",), False, "veto"),
    Row("neither, no reach", 0, 1, 0, 1, "no_own", "", "not_now", NEITHER, False, "veto"),
    Row("perhaps, neither, no reach", 2, 1, 0, 1, "no_own", "", "not_now", NEITHER, False, "veto"),
    Row("torn, not I, no reach", 4, 1, 0, 1, "no_own_torn", "", "not_now", TORN, False, "veto"),
]
EVERY = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.comment)
SENTENCES = ("no_own", "no_own_torn", "no_group", "no_torn", "no_practitioner")


KNOW = "p.know"
SEEN = {
    (4, 4, 0): "possible",  # only the group itself can say yes to somebody in its meetings
    (2, 4, 0): "possible",
    (0, 4, 0): "not_now",
    (4, 0, 0): "elsewhere",
    (2, 0, 0): "elsewhere",
    (0, 0, 0): "not_now",
    (4, 4, 1): "elsewhere",
    (2, 4, 1): "elsewhere",
    (0, 4, 1): "not_now",
    (4, 0, 1): "elsewhere",
    (2, 0, 1): "elsewhere",
    (0, 0, 1): "not_now",
}
"""Where the role stands on the practitioner's own page, by wish, able and not_i: nobody is asked
what a group keeps to itself."""


def answers(row: Row, rule: Rule = RULE) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Nothing else is wished for, so that what is said is said of this role."""
    group: dict[str, Answer] = {item.id: 0 for item in CONTENT.group.items() if item.key == "wish"}
    group |= {item.id: 4 for item in CONTENT.group.items() if item.key == "need"}
    group |= {item.id: row.wish for item in rule.keys["wish"]}
    group |= {item.id: 0 for item in CONTENT.group.items() if item.kind == "veto"}
    group |= {item.id: row.no for item in rule.vetoes["group"]}
    own = CONTENT.practitioner.items()
    practitioner: dict[str, Answer] = {item.id: row.able for item in own if item.key}
    practitioner |= {item.id: 0 for item in CONTENT.practitioner.items() if item.kind == "veto"}
    practitioner |= {item.id: row.not_i for item in rule.vetoes["practitioner"]}
    return group, practitioner


def alone(row: Row) -> View:
    return View(CONTENT, answers(row)[0], {}, words(), side="group")


def both(row: Row) -> View:
    return View(CONTENT, *answers(row), words())


def room(row: Row) -> RoundResult:
    group, practitioner = answers(row)
    voices = [Voice(tag=f"m{n}", seat="member", answers=group) for n in range(6)]
    voices.append(Voice(tag="p", seat="practitioner", answers=practitioner))
    return RoundResult(CONTENT, workshop.publish(CONTENT, voices), 1, None, {}, (), words())


def seen(row: Row) -> View:
    """The practitioner alone, who pictures the group just as it is."""
    group, practitioner = answers(row)
    mirrors = {item.mirrors: item.id for item in CONTENT.practitioner.items() if item.mirrors}
    own = {
        **practitioner,
        KNOW: 2,
        **{mirrors[one]: said for one, said in group.items() if one in mirrors},
    }
    return View(CONTENT, journey.picture(CONTENT, own), own, words(), seen=True, own=True)


def of(view: View, role: str = ROLE) -> RoleFit:
    return next(fit for fit in view.fits if fit.role == role)


def t(name: str) -> str:
    return words().t(f"reason.{name}")


def text(document: Document) -> str:
    return to_csv(document).decode()


def sentences(said: str) -> set[str]:
    return {name for name in SENTENCES if f'{t(name)}"' in said}


def point() -> str:
    """The title of what is to be agreed on meetings."""
    return next(one.title for one in CONTENT.model.agreement if ROLE in one.roles)


@EVERY
def test_a_clear_no_is_never_told_as_a_question_with_its_answer(row: Row) -> None:
    for view in (alone(row), both(row)):
        told = " ".join(said for one in why(view, of(view)) for said in one.texts)
        limits = [item for item in CONTENT.items() if item.kind == "veto"]
        assert not [one.id for one in limits if asks(CONTENT, one, words()) in told]


@EVERY
def test_a_group_alone_reads_of_its_own_no_and_of_nothing_else(row: Row) -> None:
    view = alone(row)
    said = [t(row.alone)] if row.alone else []
    assert roles.refusals(view, of(view)) == said
    assert sentences(text(group_document(view, DAY))) == ({row.alone} if row.alone else set())


@EVERY
def test_a_wish_stands_in_one_part_of_the_letter_and_in_none_beside_a_clear_no(row: Row) -> None:
    view, says = alone(row), {item.says for item in RULE.keys["wish"]}
    found = {part for part, texts in letter.parts(view).items() if says & set(texts)}
    assert found == ({row.part} if row.part else set())
    paper = text(letter_document(view, DAY))
    assert any(one in paper for one in says) == bool(row.part)
    assert (RULE.vetoes["group"][0].says in paper) == bool(row.no)


@EVERY
def test_both_read_the_same_label_and_whose_no_it_is_on_page_paper_and_board(row: Row) -> None:
    view, picture = both(row), room(row)
    (board,) = picture.views.values()
    for seen in (view, board):
        assert seen.word(of(seen)) == row.both
        assert roles.refusals(seen, of(seen)) == [t(name) for name in row.said]
    for paper in (joint_document(view, DAY), board_document(picture, DAY)):
        assert sentences(text(paper)) == set(row.said)
        label = words().t(f"label.{row.both}")
        assert f'"{label}"' in text(paper)
        elsewhere = words().t("label.elsewhere")
        assert (elsewhere in text(paper)) == (row.both == "elsewhere" or bool(_others(view)))


@EVERY
def test_a_practitioner_alone_reads_of_their_own_no_and_of_nobody_elses(row: Row) -> None:
    view, said = seen(row), ["no_own"] if row.not_i else []
    assert view.word(of(view)) == SEEN[row.wish, row.able, row.not_i]
    assert roles.refusals(view, of(view)) == [t(name) for name in said]
    paper = text(practitioner_document(view, DAY))
    assert sentences(paper) == set(said)
    assert f'"{roles.label_words(view, view.word(of(view)))}"' in paper


@EVERY
def test_what_would_change_it_is_told_but_never_beside_a_clear_no(row: Row) -> None:
    view = both(row)
    pair = view.group, view.practitioner
    assert explain.smallest_change(CONTENT, ROLE, *pair, of(view)).outcome == row.change
    told = {one.texts[0] for one in details.details(view, of(view))}
    sentences = {DECIDES: "change.group", REACH: "change.capacity"}
    for outcome, word in sentences.items():
        assert (words().t(word) in told) == (row.change == outcome)
    assert words().t("change.veto") not in told


@pytest.mark.parametrize("role", [role.id for role in CONTENT.model.roles if role.id != ROLE])
def test_every_other_role_goes_by_the_same_table(role: str) -> None:
    rule = rule_of(CONTENT, role)
    for row in ROWS:
        group, practitioner = answers(row, rule)
        alone = View(CONTENT, group, {}, words(), side="group")
        view = View(CONTENT, group, practitioner, words())
        assert roles.refusals(alone, of(alone, role)) == ([t(row.alone)] if row.alone else [])
        says = {item.says for item in rule.keys["wish"]}
        parts = [part for part, texts in letter.parts(alone).items() if says & set(texts)]
        assert parts == ([row.part] if row.part else [])
        assert view.word(of(view, role)) == row.both, row.comment
        assert roles.refusals(view, of(view, role)) == [t(name) for name in row.said]
        found = explain.agreement(CONTENT, group, practitioner)
        agreed = [point for point in found if role in point.agreement.roles]
        assert bool(agreed) == (row.agreed and role in AGREED)
        change = explain.smallest_change(CONTENT, role, group, practitioner)
        assert change.outcome == row.change


AGREED = {role for point in CONTENT.model.agreement for role in point.roles}


@pytest.mark.parametrize("key", [key for keys in SIDES.values() for key in keys])
@pytest.mark.parametrize("able", [4, 0])
def test_of_a_role_with_an_open_key_nobody_says_that_it_is_for_others_or_for_later(
    able: int, key: Key
) -> None:
    """But where nothing that is open could help: no will makes up for no skill at all."""
    row = next(row for row in ROWS if row[1:5] == (4, 0, able, 0))
    blank = {item.id for item in RULE.keys[key]}
    group, practitioner = (
        {name: one for name, one in side.items() if name not in blank} for side in answers(row)
    )
    view = View(CONTENT, group, practitioner, words())
    hopeless = able == 0 and key in SIDES["practitioner"]
    assert view.position(of(view)).elsewhere == hopeless
    card = role_card(view, of(view), 3)
    early = words().t("sure.short_open")
    assert (card.sure == early) == (able == 4)
    named = [one for one in leave(view) if view.about(of(view)) in one]
    assert bool(named) == hopeless


def _others(view: View) -> list[str]:
    return [fit.role for fit in view.fits if fit.role != ROLE and view.position(fit).elsewhere]


@EVERY
def test_meetings_are_agreed_only_where_no_clear_no_rules_them_out(row: Row) -> None:
    picture = room(row)
    assert any(one.startswith(point()) for one in talk.agreement(both(row))) == row.agreed
    assert any(one.agreement.title == point() for one in picture.points) == row.agreed
    assert (point() in text(joint_document(both(row), DAY))) == row.agreed
    assert (point() in text(agreement_document(picture, DAY))) == row.agreed
    assert bool(sentences(text(agreement_document(picture, DAY)))) == (not row.agreed)


@EVERY
def test_no_page_calls_a_role_possible_to_which_somebody_said_no(row: Row) -> None:
    view = both(row)
    if row.no or row.not_i:
        assert not roles.fits(view.word(of(view)))
        assert not any(
            one.role == ROLE
            for one in explain.tensions(CONTENT, view.group, view.practitioner, view.fits)
            if row.no
        )


RULED_OUT = [
    ("co-educator", "learning-outside"),
    ("co-educator", "welfare"),
    ("co-educator", "be-taught"),
    ("bridge-builder", "pharmacy"),
    ("bridge-builder", "own-voice"),
    ("bridge-builder", "other-groups"),
    ("facilitator", "outside-first"),
    ("facilitator", "only-when-asked"),
    ("resource-builder", "things"),
]
"""What a clear no to a role leaves unsaid: a rule that would offer just that help."""


@pytest.mark.parametrize(("role", "rule"), RULED_OUT)
def test_nothing_is_advised_raised_or_agreed_that_a_clear_no_of_the_group_rules_out(
    role: str, rule: str
) -> None:
    glad = glad_pair(rule)
    assert rule in said_of(*glad)
    group, practitioner = glad
    assert rule not in said_of({**group, veto(role, "group"): 1}, practitioner)


@pytest.mark.parametrize("role", [role.id for role in CONTENT.model.roles])
def test_a_practitioners_own_no_leaves_the_group_s_advice_and_takes_theirs(role: str) -> None:
    group, practitioner = glad_pair("be-taught")
    practitioner = {**practitioner, veto(role, "practitioner"): 1}
    fits = score(CONTENT, group, practitioner)
    told: dict[Side, set[str]] = {
        side: {one.id for one in explain.advice(CONTENT, side, group, practitioner, fits)}
        for side in SIDES
    }
    assert ("be-taught" in told["practitioner"]) == (role != "co-educator")
    assert ("welfare" in told["practitioner"]) == (role != "co-educator")
    assert "welfare" in told["group"]


def test_a_rule_that_looks_at_an_answer_about_a_role_names_it() -> None:
    """So that a clear no to that role rules it out."""
    about = {item.id: item.role for item in CONTENT.items() if item.key}
    model = CONTENT.model
    named = [(one.id, one.facts, one.about) for one in model.advice]
    named += [(one.id, one.facts, one.roles) for one in model.tensions]
    for rule, facts, roles_named in named:
        looked = {about[fact.item] for fact in facts if fact.item in about}
        assert looked <= set(roles_named), rule


@pytest.mark.parametrize("role", [role.id for role in CONTENT.model.roles])
def test_a_wish_beside_a_clear_no_touches_no_point_to_agree(role: str) -> None:
    wishes: dict[str, Answer] = {item.id: 4 for item in rule_of(CONTENT, role).keys["wish"]}
    assert any(one.touched for one in explain.agreement(CONTENT, wishes)) == (role in TOUCHING)
    no = {**wishes, veto(role, "group"): 1}
    assert not any(one.touched for one in explain.agreement(CONTENT, no))


TOUCHING = {
    item.role
    for item in CONTENT.group.items()
    for point in CONTENT.model.agreement
    if item.key == "wish" and item.id in {one.item for one in point.touched_by}
}


def glad_pair(rule: str) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Both glad of everything, with the facts on which the rule rests besides."""
    group: dict[str, Answer] = {item.id: 4 for item in CONTENT.group.items() if item.key}
    group |= {item.id: 0 for item in CONTENT.group.items() if item.kind == "veto"}
    own = CONTENT.practitioner.items()
    practitioner: dict[str, Answer] = {item.id: 4 for item in own if item.key}
    practitioner |= {item.id: 0 for item in own if item.kind == "veto"}
    model, given = CONTENT.model, {"welfare", "be-taught", rule}
    facts = [
        fact for one in (*model.advice, *model.tensions) if one.id in given for fact in one.facts
    ]
    for fact in facts:
        group[fact.item] = fact.at_least if fact.at_most is None else fact.at_most
    return group, practitioner


def said_of(group: Answers, practitioner: Answers) -> set[str]:
    """The ids of all that is advised, raised and agreed."""
    fits = score(CONTENT, group, practitioner)
    found = {one.tension.id for one in explain.tensions(CONTENT, group, practitioner, fits)}
    found |= {
        one.id for side in SIDES for one in explain.advice(CONTENT, side, group, practitioner, fits)
    }
    return found | {one.agreement.id for one in explain.agreement(CONTENT, group, practitioner)}


def veto(role: str, side: Side) -> str:
    return rule_of(CONTENT, role).vetoes[side][0].id


ASK = "g.fa.ask"


def only_when_asked(row: Row) -> tuple[View, View, View]:
    """The group alone, both, and a room in which everybody ticked that box."""
    group, practitioner = answers(row)
    group |= {ASK: 1}
    voices = [Voice(tag=f"m{n}", seat="member", answers=group) for n in range(6)]
    voices.append(Voice(tag="p", seat="practitioner", answers=practitioner))
    board = workshop.publish(CONTENT, voices)
    (held,) = RoundResult(CONTENT, board, 1, None, {}, (), words()).views.values()
    alone = View(CONTENT, group, {}, words(), side="group")
    return alone, View(CONTENT, group, practitioner, words()), held


@EVERY
def test_only_when_we_ask_stands_on_the_row_of_meetings_but_beside_no_clear_no(row: Row) -> None:
    for view in only_when_asked(row):
        whose = "own" if view.side else "group"
        said = words().t(f"reason.asked_{whose}", what="meetings")
        card = role_card(view, of(view), 3)
        assert (said in card.notes) == (not row.no)
        document = group_document(view, DAY) if view.side else joint_document(view, DAY)
        assert (said in text(document)) == (not row.no)


def test_only_when_we_ask_stands_on_the_first_card_wherever_it_names_meetings() -> None:
    for view in only_when_asked(ROWS[0]):
        whose = "own" if view.side else "group"
        card = next(one for one in lead(view) if isinstance(one, Card))
        assert [role.role for role in card.roles] == [ROLE]
        said = words().t(f"reason.asked_{whose}", what="meetings")
        assert [said] == [one.text for one in card.blocks if isinstance(one, Para)][-1:]


@EVERY
def test_the_letter_says_only_when_we_ask_or_that_meetings_are_kept_and_never_both(
    row: Row,
) -> None:
    view = only_when_asked(row)[0]
    asked = next(item.says for item in CONTENT.group.items() if item.id == ASK)
    kept = RULE.vetoes["group"][0].says
    assert letter.parts(view)["no"][-1:] == [kept if row.no else asked]
    assert (asked in text(letter_document(view, DAY))) == (not row.no)


def test_exactly_the_middle_is_a_perhaps() -> None:
    found = [explain.wish(CONTENT.model, answer) for answer in range(5)]
    assert found == ["no", "no", "perhaps", "yes", "yes"]


def test_what_is_told_as_a_yes_is_what_the_method_counts_as_a_welcome() -> None:
    """One number: else a page could tell of a yes that carries no role, or the other way round."""
    model = CONTENT.model
    for answer in range(1, model.top + 1):
        welcome = model.welcome.model_copy(update={"answer": answer})
        moved = model.model_copy(update={"welcome": welcome})
        assert min(explain.yes(moved)) == answer
    above = model.welcome.model_copy(update={"above": Fraction(1, 2)})
    moved = model.model_copy(update={"welcome": above})
    assert [explain.wish(moved, answer) for answer in (2, 3)] == ["no", "yes"]


def test_of_several_practitioners_one_who_can_keeps_the_point_open() -> None:
    group, can = answers(ROWS[0])
    _, cannot = answers(next(row for row in ROWS if row.comment == "not I"))
    assert ROLE not in explain.refused(CONTENT, group, [can, cannot])
    assert ROLE in explain.refused(CONTENT, group, [cannot, cannot])
    assert ROLE not in explain.refused(CONTENT, group, [])


def test_a_role_whose_need_or_offer_is_open_is_not_said_to_be_needed_elsewhere() -> None:
    group, practitioner = answers(next(row for row in ROWS if row.both == "elsewhere"))
    needs = {item.id for item in RULE.keys["need"]}
    unknown = {name: answer for name, answer in group.items() if name not in needs}
    for pair in ((unknown, practitioner), (group, {})):
        view = View(CONTENT, *pair, words())
        assert not view.position(of(view)).elsewhere
