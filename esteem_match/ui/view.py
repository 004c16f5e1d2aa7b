"""Answers in the words of the screen."""

from esteem_match import say
from esteem_match.models import Answer, Content, Item
from esteem_match.ui.words import words


def in_words(content: Content, item: Item, answer: Answer) -> str:
    return say.in_words(content, item, answer, words())
