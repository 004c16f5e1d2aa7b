"""Advice speaks to its reader, never of them as somebody else; letters tell what was asked for."""

import re
from datetime import date
from pathlib import Path

import pytest

from esteem_match import content, journey
from esteem_match.documents import letter_document
from esteem_match.documents.phrases import View, answered
from esteem_match.documents.phrases.talk import tensions
from esteem_match.models import Tension
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
