"""Advice speaks to its reader, never of them as somebody else; letters tell what was asked for."""

import re
from datetime import date
from pathlib import Path

import pytest

from esteem_match import content, journey
from esteem_match.documents import letter_document
from esteem_match.documents.phrases import View, answered, talk
from esteem_match.documents.phrases.talk import tensions
from esteem_match.models import Answer, Tension
from esteem_match.render import text
from esteem_match.words import Words

LIBRARY = content.load(Path("questionnaires"))
BASE = LIBRARY.contents["en"]
MADE_UP = next(one for one in LIBRARY.examples["en"] if one.made_up)
OF_THEM = re.compile(r"\b(?:the|this) practitioner\b", re.IGNORECASE)
TOLD = [one for one in BASE.model.tensions if "practitioner" in one.to]


def words() -> Words:
    return Words(LIBRARY.words["en"], "en")


@pytest.mark.parametrize("one", TOLD, ids=lambda one: one.id)
def test_a_point_to_talk_about_speaks_to_the_practitioner_who_reads_it_alone(one: Tension) -> None:
    said = (one.title_you or one.title, one.say_you or one.say, one.do_you or one.do)
    assert not [part for part in said if OF_THEM.search(part)]


def test_a_practitioners_own_page_says_you_where_the_joint_one_says_the_practitioner() -> None:
    answers = journey.counted(BASE.practitioner, MADE_UP.practitioner)
    own = View(BASE, journey.picture(BASE, answers), answers, words(), seen=True, own=True)
    both = View(BASE, journey.counted(BASE.group, MADE_UP.group), answers, words())
    to_them = {one.id: f"{one.title} {one.say} {one.do}" for one in tensions(own)}
    to_both = {one.id: f"{one.title} {one.say} {one.do}" for one in tensions(both)}
    shared = [one for one in to_them if OF_THEM.search(to_both.get(one, ""))]
    assert shared
    assert not [one for one in shared if OF_THEM.search(to_them[one])]


def test_a_letter_tells_that_meetings_are_open_when_the_group_asks() -> None:
    answers = {**MADE_UP.group, "g.fa.no": 0, "g.fa.ask": 1}
    counted = journey.counted(BASE.group, answers)
    letter = letter_document(View(BASE, counted, {}, words(), side="group"), date(2027, 5, 3))
    says = next(item.says for item in BASE.group.items() if item.id == "g.fa.ask")
    assert says in text(letter)


def test_ticked_boxes_are_told_apart_where_their_own_words_have_commas() -> None:
    question = next(one for one in BASE.group.questions() if one.id == "g.links")
    answers = {
        item.id: int(item.id in {"g.links.pharmacy", "g.links.voluntary"})
        for item in question.items
    }
    assert answered(BASE, question, answers, words()) == "A pharmacy; Other groups, or a charity"


ALONE = {"g.decide": 1, "g.open": 1, "g.stop": 2}
OF_A_LEADER = re.compile(
    r"\b(one person leads|(on|for) one person|one member does|person who (leads|does)|"
    r"whoever leads|they have to stop)\b",
    re.IGNORECASE,
)
TO_A_LEADER = re.compile(r"\byou (lead|have to stop)|depends on you\b", re.IGNORECASE)


def of_one_who_leads(who: Answer) -> View:
    """The result of a group with one leader, as the group itself reads it."""
    answers = {**MADE_UP.group, **ALONE, "g.who": who}
    return View(BASE, journey.counted(BASE.group, answers), {}, words(), side="group")


def told(view: View) -> str:
    """How the group is run, what to talk about first and what is good to know."""
    talk_first = [f"{one.title} {one.say} {one.do}" for one in tensions(view)]
    more = [text for model in talk.leadership(view) for text in talk.run_more(view, model)]
    return " ".join([*talk_first, *talk.run_lines(view), *more, *talk.advice(view, "group")])


def test_the_member_who_leads_reads_of_themselves_as_you_and_never_as_of_somebody_else() -> None:
    found = told(of_one_who_leads(0))
    assert TO_A_LEADER.search(found)
    assert OF_A_LEADER.findall(found) == []


@pytest.mark.parametrize("who", [1, 2, None])
def test_whoever_else_answers_reads_of_the_one_who_leads(who: Answer) -> None:
    found = told(of_one_who_leads(who))
    assert OF_A_LEADER.search(found)
    assert not TO_A_LEADER.search(found)


def test_where_both_read_nobody_is_called_the_one_who_leads() -> None:
    alone = of_one_who_leads(0)
    answers = journey.counted(BASE.practitioner, MADE_UP.practitioner)
    both = View(BASE, alone.group, answers, words())
    talk_first = [f"{one.title} {one.say} {one.do}" for one in tensions(both)]
    found = " ".join([*talk_first, *talk.run_lines(both)])
    assert OF_A_LEADER.search(found)
    assert not TO_A_LEADER.search(found)


@pytest.mark.parametrize(
    ("who", "rule"),
    [(0, "you-lead"), (1, "you-and-the-rest"), (2, "you-together"), (None, "")],
)
def test_advice_speaks_to_whoever_answered(who: Answer, rule: str) -> None:
    to_one = ("you-lead", "you-and-the-rest", "you-together")
    texts = {one.id: one.text for one in BASE.model.advice if one.id in to_one}
    found = talk.advice(of_one_who_leads(who), "group")
    assert [name for name, text in texts.items() if text in found] == ([rule] if rule else [])
