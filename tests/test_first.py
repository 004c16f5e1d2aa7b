"""What a result says first is what a sensible friend would say who has read the answers."""

from collections.abc import Mapping

import pytest

from esteem_match import explain, journey
from esteem_match.documents import joint_document, practitioner_document
from esteem_match.documents.blocks import Card, Para
from esteem_match.documents.lead import lead
from esteem_match.documents.phrases import View, side_words, talk
from esteem_match.documents.phrases.ask_group import to_ask
from esteem_match.documents.phrases.first import first_words
from esteem_match.documents.phrases.roles.sure import to_answer
from esteem_match.models import Answer, Answers, Role, Side
from esteem_match.render.data import to_csv
from esteem_match.render.text import text
from tests.papers import CONTENT, DAY, made_up, words

GROUP, PRACTITIONER = made_up()


def flat(side: Side, answer: int) -> dict[str, Answer]:
    """One answer to all that counts, in a picture too; no to each limit."""
    found: dict[str, Answer] = {}
    scored = {item.id for item in CONTENT.items() if item.key}
    for item in CONTENT.side(side).items():
        if item.id in scored or item.mirrors in scored:
            found[item.id] = answer
        elif item.kind == "veto":
            found[item.id] = 0
    return {**found, **({"p.know": 1} if side == "practitioner" else {})}


def own(answers: Answers) -> dict[str, Answer]:
    """What a practitioner said of themselves."""
    mine = {item.id for item in CONTENT.practitioner.items() if item.mirrors is None}
    return {name: answer for name, answer in answers.items() if name in mine}


def without(answers: Answers, *names: str) -> dict[str, Answer]:
    return {name: one for name, one in answers.items() if not name.startswith(names)}


def alone(answers: Answers) -> View:
    return View(CONTENT, answers, {}, words(), side="group", own=True)


def seen(answers: Answers) -> View:
    picture = journey.picture(CONTENT, answers)
    return View(CONTENT, picture, answers, words(), seen=True, own=True)


def both(group: Answers, practitioner: Answers) -> View:
    return View(CONTENT, group, practitioner, words())


NOTHING: Mapping[str, Answer] = {}
FIRST = [
    (alone(GROUP), "Ask first for help with making links. You could use this help"),
    (alone(without(GROUP, "g.bb", "g.ce", "g.rb")), "Ask first for help with members' skills."),
    (alone(flat("group", 2)), "might suit you. Talk it over among yourselves first."),
    (alone(flat("group", 0)), "Nothing stands out for a practitioner to do just now."),
    (alone(NOTHING), "It's too early to say what would suit you."),
    (seen(PRACTITIONER), "Start with making links or sharing knowledge. As you see it"),
    (seen(flat("practitioner", 0)), "Nothing stands out for you to do just now."),
    (seen(own(PRACTITIONER)), "You can offer help with sharing knowledge or making links."),
    (seen(NOTHING), "It's too early to say what you can offer."),
    (
        seen({**without(PRACTITIONER, *own(PRACTITIONER)), "p.know": 1}),
        "It's too early to say what fits.",
    ),
    (both(GROUP, PRACTITIONER), "Start with making links or sharing knowledge. The group"),
    (both(flat("group", 0), flat("practitioner", 4)), "Nothing stands out just now."),
    (both(GROUP, NOTHING), "It's too early to say what fits."),
]


@pytest.mark.parametrize(("view", "said"), FIRST, ids=[said[:40] for _, said in FIRST])
def test_the_first_sentence_is_what_a_friend_would_say(view: View, said: str) -> None:
    assert said in " ".join(first_words(view)[:2])


def test_what_to_leave_alone_and_what_is_for_somebody_else_follow() -> None:
    said = first_words(both(GROUP, PRACTITIONER))
    assert "Help with members' skills is needed, but not from this practitioner." in said
    assert "The group has said no to help with meetings." in said
    assert "You've said no to help with meetings." in first_words(alone(GROUP))


def test_a_band_of_equals_is_named_whole_in_first_words_and_first_steps() -> None:
    view = both(flat("group", 4), flat("practitioner", 4))
    (band,) = view.bands
    roles: list[Role] = [view.role(fit) for fit in band]
    assert all(role.plain in first_words(view)[0] for role in roles)
    assert talk.first_steps(view) == [role.first_steps[0] for role in roles]
    paper = to_csv(joint_document(view, DAY)).decode()
    assert all(said in paper for said in first_words(view))


def test_a_label_that_only_leans_says_that_it_may_change() -> None:
    answers = {**flat("group", 1), "g.bb.known": 2, "g.bb.wish1": 4}
    del answers["g.bb.wish2"]
    assert first_words(alone(answers))[2] == "A few more answers could change this."


def test_no_page_says_more_than_one_word_of_sureness_of_a_role() -> None:
    for view, _ in FIRST:
        for said in first_words(view):
            assert not {"%", "chance", "probab"} & set(said.split())


def test_what_to_answer_next_is_one_to_three_questions_of_ones_own_part() -> None:
    for view in (alone(without(GROUP, "g.bb")), seen(own(without(PRACTITIONER, "p.ce")))):
        found = to_answer(view)
        assert 1 <= len(found) <= 3
        asked = {
            item.id: part.id
            for part in view.content.side(view.side or "practitioner").sections
            for item in part.items
        }
        assert all(asked[one.item] == one.section for one in found)
    assert to_answer(both(GROUP, NOTHING)) == []


def test_a_practitioner_asks_the_group_what_they_were_not_sure_of() -> None:
    unsure = {**PRACTITIONER, "p.see.bb.wish1": None}
    (asked,) = to_ask(seen(unsure))
    assert asked == next(one.text for one in CONTENT.items() if one.id == "g.bb.wish1")
    assert to_ask(seen(PRACTITIONER)) == []
    mirrors = [one for one in CONTENT.practitioner.items() if one.mirrors and one.kind != "text"]
    assert len(to_ask(seen(own(PRACTITIONER)))) == len(mirrors)


def hardly(**seen_too: Answer) -> View:
    """A practitioner who is not sure of anything in their picture but this."""
    unsure = {one.id: None for one in CONTENT.practitioner.items() if one.mirrors and one.options}
    said = {f"p.see.{name.replace('_', '.')}": answer for name, answer in seen_too.items()}
    return seen({**own(PRACTITIONER), **unsure, "p.know": 1, **said})


def cards(view: View, tone: str) -> list[list[str]]:
    found = [card for card in lead(view) if isinstance(card, Card) and card.tone == tone]
    return [[one.text for one in card.blocks if isinstance(one, Para)] for card in found]


@pytest.mark.parametrize(
    ("view", "need", "asked"),
    [
        (hardly(), "", "g.ce.wish1"),
        (hardly(rb_room=4), "g.rb.room", "g.rb.wish1"),
        (hardly(rb_room=4, rb_wish1=0), "", "g.ce.wish1"),
        (hardly(cb_next=3, rb_room=1), "g.cb.next", "g.cb.wish1"),
    ],
    ids=["nothing seen", "a hard need", "a hard need, no wish", "a need that is often hard"],
)
def test_the_first_question_to_the_group_is_about_a_hard_need_or_about_the_first_sentence(
    view: View, need: str, asked: str
) -> None:
    items = {one.id: one for one in CONTENT.group.items()}
    said = [f"As you see it: {items[need].high['practitioner']}"] if need else []
    question = view.words.put_in(items[asked].text)
    assert cards(view, "ask") == [[*said, question]]
    assert to_ask(view)[0] == question


def test_what_only_the_group_can_say_yes_to_is_asked_for_by_the_groups_own_rules() -> None:
    """No guess counts as a yes to someone in meetings. That yes is open and not failed: it could
    settle more than the wish that comes first where it counts as failed."""
    unsure = ("fa.come", "ce.wish2")
    view = seen({**flat("practitioner", 3), **{f"p.see.{name}": None for name in unsure}})
    texts = {item.id: view.words.put_in(item.text) for item in CONTENT.group.items()}
    assert to_ask(view) == [texts[f"g.{name}"] for name in unsure]
    failed = explain.questions(view.content, view.practitioner)
    assert [item.id for item in failed[:2]] == ["g.ce.wish2", "g.fa.come"]


def test_a_side_of_which_only_needs_are_known_says_so() -> None:
    view = hardly(rb_room=4, cb_wish1=4)
    said = {fit.role: side_words(view, fit, "group") for fit in view.fits}
    assert said["resource-builder"] == words().t("bar.no_wish")
    assert said["capacity-builder"] == words().t("bar.no_need")
    assert said["co-educator"] == words().t("bar.blank")


def test_a_list_to_agree_says_that_it_begins_with_ones_answers_only_where_it_does() -> None:
    first = words().t("results.agree_what")
    assert first in text(practitioner_document(seen(PRACTITIONER), DAY))
    assert first not in text(practitioner_document(seen(NOTHING), DAY))


def test_a_practitioner_begins_with_help_that_they_can_give_where_a_need_presses() -> None:
    able = {"p.rb.time": 3, "p.rb.authority": 3, "p.rb.skills": 2, "p.rb.want1": 3}
    unsure = {one.id: None for one in CONTENT.practitioner.items() if one.mirrors and one.options}
    said = {**own(PRACTITIONER), **able, **unsure, "p.know": 1, "p.see.rb.room": 4}
    (first, *_) = first_words(seen(said))
    assert first == words().t("first.offer_recommended", what=plain("resource-builder"))
    assert plain("resource-builder") not in first_words(seen({**said, "p.see.rb.room": 1}))[0]


def plain(role: str) -> str:
    return next(one.plain for one in CONTENT.model.roles if one.id == role)


def test_only_what_a_group_said_no_to_is_said_to_be_left_alone() -> None:
    perhaps = {
        **flat("group", 0),
        "g.rb.room": 4,
        "g.rb.wish1": 4,
        "g.cb.wish2": 2,
        "g.ce.wish1": 0,
    }
    del perhaps["g.bb.wish1"], perhaps["g.bb.wish2"]
    (*_, later) = first_words(alone(perhaps))
    assert plain("co-educator") in later
    for role in ("capacity-builder", "bridge-builder", "resource-builder"):
        assert plain(role) not in later


def test_a_question_answered_with_not_sure_is_to_be_talked_about_and_never_answered_next() -> None:
    unsure: dict[str, Answer] = {
        name: None if isinstance(one, int) and not name.endswith(".no") else one
        for name, one in GROUP.items()
    }
    titles = [card.title for card in lead(alone(unsure)) if isinstance(card, Card)]
    assert words().t("first.talk") in titles
    assert words().t("first.answer") not in titles
    del unsure["g.rb.wish1"]
    titles = [card.title for card in lead(alone(unsure)) if isinstance(card, Card)]
    assert words().t("first.answer") in titles


def test_a_hard_need_is_named_first_where_it_is_too_early_to_say_and_asked_about() -> None:
    hard: dict[str, Answer] = {"g.bb.known": 3, "g.fa.quarrel": 1, "g.rb.money": 0}
    view = alone(hard)
    assert first_words(view)[1] == words().t("first_more.group_early", what=plain("bridge-builder"))
    assert to_answer(view)[0].item in ("g.bb.wish1", "g.bb.wish2")


def test_what_somebody_else_is_needed_for_comes_first_where_nothing_here_is_for_now() -> None:
    able = {**flat("practitioner", 2), "p.know": 1, "p.rb.no": 1}
    needs: dict[str, Answer] = {"p.see.rb.room": 4, "p.see.rb.wish1": 4, "p.see.rb.wish2": 4}
    view = seen({**able, **needs})
    what = plain("resource-builder")
    said = first_words(view)
    assert said[0] == words().t("first.seen_elsewhere", what=what)
    assert said[1].startswith(words().t("first.seen_possible", what="").rstrip("."))
    assert said.count(said[0]) == 1
    (begun, *_) = lead(view)
    assert isinstance(begun, Card)
    assert (begun.title, begun.roles) == (said[0], ())
