"""The numbers on paper: one for each question, and one for each answer that can be ticked."""

from collections.abc import Mapping
from typing import NamedTuple

from esteem_match.documents.phrases import choices
from esteem_match.journey import positions
from esteem_match.models import Checklist, Condition, Content, Item, Question, Questionnaire
from esteem_match.words import Words

UNSURE = 0
"""The number for 'not sure'. The first option is 1, so that 0 never means an option."""
NONE, UNSURE_BOX = 0, "U"
"""The numbers for none of a checklist's boxes, and for 'not sure' there."""


class Tick(NamedTuple):
    """One place to tick: the number of a question, and of an answer to it."""

    question: int
    answer: int


def numbers(questionnaire: Questionnaire) -> Mapping[str, int]:
    """The number of each question on the form, by id, from 1. Boxes of a checklist share one."""
    found = enumerate(questionnaire.questions(), start=1)
    return {
        name: number for number, one in found for name in (one.id, *(box.id for box in one.items))
    }


def yes(questionnaire: Questionnaire, item: Item) -> Tick:
    """Where to tick yes for a veto or a box: position 1 of a list, or its place in a checklist."""
    question = next(one for one in questionnaire.questions() if item in one.items)
    place = question.items.index(item) if item.asked_with else 1
    return Tick(numbers(questionnaire)[item.id], number_of(place))


def number_of(position: int | None) -> int:
    """The number of an answer on the form."""
    return UNSURE if position is None else position + 1


def answer(number: int) -> int | None:
    """The answer with this number on the form."""
    return None if number == UNSURE else number - 1


def ticks(questionnaire: Questionnaire, item: Item) -> tuple[int, ...]:
    """The numbers of an item's options, in the order of the form, without 'not sure'."""
    return tuple(number_of(position) for position in range(positions(questionnaire, item)))


def met(questionnaire: Questionnaire, condition: Condition) -> tuple[Tick, ...]:
    """The ticks of which any one meets a condition. A box can only meet one if it is ticked."""
    item = next(one for one in questionnaire.items() if one.id == condition.item)
    if item.asked_with:
        return (yes(questionnaire, item),)
    number, found = numbers(questionnaire)[item.id], ticks(questionnaire, item)
    return tuple(Tick(number, n) for n in found if condition.met({item.id: n - 1}))


def printed(content: Content, question: Question, words: Words) -> tuple[str, ...]:
    """The answers to a question with their numbers, as on the form; 'not sure' is last."""
    if isinstance(question.asks, Checklist):
        return _boxes(question, question.asks, words)
    return tuple(
        words.t("paper.option", number=_number(at), words=option)
        for at, option in choices(content, question.asks, words).items()
    )


def boxes(content: Content, question: Question, words: Words) -> tuple[str, ...]:
    """A box with its number for each answer of a scale."""
    at = (_number(one) for one in choices(content, question.items[0], words))
    return tuple(words.t("paper.tick", number=number) for number in at)


def _number(choice: int | str) -> int:
    return number_of(choice if isinstance(choice, int) else None)


def _boxes(question: Question, checklist: Checklist, words: Words) -> tuple[str, ...]:
    options: list[tuple[int | str, str]] = [
        *((number_of(at), words.put_in(item.text)) for at, item in enumerate(question.items)),
        (NONE, words.put_in(checklist.none)),
        (UNSURE_BOX, words.t("answer.unsure")),
    ]
    return tuple(words.t("paper.option", number=number, words=one) for number, one in options)
