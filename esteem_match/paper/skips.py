"""Notes on which questions are only for some, once above all with the same condition."""

from collections.abc import Iterator
from itertools import groupby

from esteem_match.documents.blocks import Block, Bullets, Para
from esteem_match.journey import closes
from esteem_match.models import Question, Questionnaire, Side
from esteem_match.paper.numbering import met, numbers, yes
from esteem_match.paper.paper import Paper
from esteem_match.words import Words


def skip(paper: Paper, side: Side, one: Question) -> tuple[Block, ...]:
    """Above the first question with a condition: when it is asked, and where to go if not."""
    words, form = paper.words(side), paper.content.side(side)
    when = one.items[0].when
    run = next((run for run in _runs(form) if run[0].id == one.id), ())
    if when is None or not run:
        return ()
    number, meets = numbers(form), met(form, when)
    first, last = number[run[0].id], number[run[-1].id]
    text = words.t(
        _name(first, last, max(number.values())),
        ticked=either(words, [tick.answer for tick in meets]),
        number=meets[0].question,
        first=first,
        last=last,
        next=last + 1,
    )
    return (Para(text=text, tone="note"),)


def _runs(form: Questionnaire) -> Iterator[tuple[Question, ...]]:
    """Questions in a row with the same condition, through all sections."""
    for _, run in groupby(form.questions(), lambda one: one.items[0].when):
        yield tuple(run)


def _name(first: int, last: int, end: int) -> str:
    name = "paper.only_if" if first == last else "paper.only_these_if"
    return f"{name}_last" if last == end else name


def left_out(paper: Paper, side: Side, one: Question) -> tuple[Block, ...]:
    """A note on the questions that a clear no closes; the screen skips them too."""
    words, questionnaire = paper.words(side), paper.content.side(side)
    number = numbers(questionnaire)
    texts = tuple(
        words.t(
            "paper.leave_out",
            ticked=yes(questionnaire, item).answer,
            numbers=", ".join(str(number[later]) for later in closes(questionnaire, item)),
        )
        for item in one.items
        if closes(questionnaire, item)
    )
    return (Bullets(texts=texts),) if texts else ()


def either(words: Words, ticked: list[int] | tuple[int, ...]) -> str:
    """Numbers joined in words: 4, 5 or 6."""
    *some, last = map(str, ticked)
    return words.t("paper.or", some=", ".join(some), last=last) if some else last
