"""The signs of paper: a number for each question, and one for each answer that can be ticked."""

from collections.abc import Mapping

from esteem_match.journey import positions
from esteem_match.models import Content, Item, Questionnaire
from esteem_match.say import choices
from esteem_match.words import Words

UNSURE = 0
"""What is ticked for 'not sure'. The first option is 1, so nobody takes an empty box for it."""


def numbers(questionnaire: Questionnaire) -> Mapping[str, int]:
    """Each question's number on the form, by id: from 1, through all parts."""
    return {item.id: number for number, item in enumerate(questionnaire.items(), start=1)}


def sign(position: int | None) -> int:
    """The number by which an answer is ticked and typed."""
    return UNSURE if position is None else position + 1


def answer(number: int) -> int | None:
    """The answer that a number stands for."""
    return None if number == UNSURE else number - 1


def ticks(questionnaire: Questionnaire, item: Item) -> tuple[int, ...]:
    """The numbers of an item's options, in the order of the form; 'not sure' is not among them."""
    return tuple(sign(position) for position in range(positions(questionnaire, item)))


def printed(content: Content, item: Item, words: Words) -> tuple[str, ...]:
    """An item's answers with their numbers, as they stand on the form; 'not sure' is the last."""
    return tuple(
        words.t("paper.option", number=sign(at if isinstance(at, int) else None), words=said)
        for at, said in choices(content, item, words).items()
    )
