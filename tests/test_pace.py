"""How long the questions take, as the first page and the bar say it, follows from their words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from esteem_match import content, journey
from esteem_match.models import SIDES, Question, Questionnaire, Section, Side
from tests.test_pages import open_page, shown

pytestmark = pytest.mark.usefixtures("own_pages")

QUESTIONNAIRES = Path(__file__).parents[1] / "questionnaires"
LIBRARY = content.load(QUESTIONNAIRES)
TODAY = LIBRARY.contents[LIBRARY.base]
WORDS_A_SECOND, TO_TICK, NAME, LINES = 4, 2, 10, 60
FREE = 100  # letters: a longer text is written freely


def first_part(asked: Questionnaire) -> Sequence[Section]:
    names = [part.id for part in asked.sections]
    return asked.sections[: names.index(str(asked.first_look)) + 1]


def reckoned(asked: Questionnaire) -> float:
    """Seconds: every word read once a part, a scale's once in all, two seconds a tick."""
    read = {text for part in asked.sections for text in (part.title, part.why)}
    questions = list(asked.questions())
    read |= {text for one in questions for text in (one.asks.text, one.asks.help)}
    read |= {item.text for one in questions if one.kind == "checklist" for item in one.items}
    read |= {word for words in asked.options.values() for word in words}
    words = sum(len(text.split()) for text in read)
    return words / WORDS_A_SECOND + sum(map(given, questions))


def given(one: Question) -> int:
    if one.kind == "text":
        return LINES if (one.items[0].max_length or 0) > FREE else NAME
    return TO_TICK * 2 if one.kind == "checklist" else TO_TICK


@pytest.mark.parametrize(("side", "most"), [("group", 5), ("practitioner", 2)])
def test_the_first_look_comes_within_the_minutes_that_are_promised(side: Side, most: int) -> None:
    asked = TODAY.side(side)
    questions = [one for part in first_part(asked) for one in part.questions()]
    assert journey.minutes(asked, questions) <= most


@pytest.mark.parametrize("side", SIDES)
def test_the_pace_is_that_of_reading_every_word_and_ticking(side: Side) -> None:
    asked = TODAY.side(side)
    paced = sum(getattr(asked.pace, one.kind) for one in asked.questions())
    assert paced == pytest.approx(reckoned(asked), rel=0.15)


def test_the_first_page_says_how_long_it_takes_without_and_with_the_picture() -> None:
    app = open_page("welcome")
    told = shown(app)
    asked = TODAY.practitioner
    hardly = journey.progress(asked, {}).minutes_left
    known = journey.minutes(asked, asked.questions())
    assert hardly < known
    assert f"About {hardly} minutes about yourself" in told
    assert f"or {known} if you know the group" in told
