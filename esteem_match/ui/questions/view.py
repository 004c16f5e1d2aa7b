"""Questions and answers in the words of the screen."""

from esteem_match.documents import phrases
from esteem_match.models import Answer, Answers, Content, Item, Question
from esteem_match.ui.words import words


def in_words(content: Content, item: Item, answer: Answer) -> str:
    return phrases.in_words(content, item, answer, words())


def asks(content: Content, item: Item) -> str:
    return phrases.asks(content, item, words())


def answered(content: Content, question: Question, answers: Answers) -> str:
    return phrases.answered(content, question, answers, words())
