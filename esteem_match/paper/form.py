"""A questionnaire as a form to print: numbered questions, boxes to tick, and skips in words."""

from collections.abc import Iterator

from esteem_match.documents import Document
from esteem_match.documents.blocks import Block, Bullets, Heading, Keep, Lines, Para, Ticks
from esteem_match.journey import closes
from esteem_match.models import NAMES, Checklist, Item, Question, Section, Side
from esteem_match.paper.paper import Paper
from esteem_match.paper.signs import NONE, UNSURE, UNSURE_BOX, met, numbers, printed, yes
from esteem_match.words import Words

SHORT = 90  # letters: options that are longer together stand below each other
LONG_TEXT = 100  # letters: from here on a text has room for more than a line
ROOM, MORE_ROOM = 1, 4


def form(paper: Paper, side: Side) -> Document:
    words = paper.words(side)
    questionnaire = paper.content.side(side)
    lists = any(part.checklists for part in questionnaire.sections)
    blocks: list[Block] = [*_head(words, lists=lists)]
    for section in questionnaire.sections:
        blocks += _section(paper, side, section)
    code = Lines(label=words.t("paper.code"), count=ROOM)
    *others, last = blocks
    return paper.document(questionnaire.title, (*others, Keep(blocks=(last, code))))


def _head(words: Words, *, lists: bool) -> Iterator[Block]:
    """What to know before the first question; of checklists only where there are any."""
    unsure = words.t("answer.unsure")
    boxes = words.t("paper.how_boxes", none=NONE, number=UNSURE_BOX, unsure=unsure)
    yield Para(text=words.t("paper.what"), tone="note")
    yield Bullets(
        texts=(
            words.t("paper.how_tick"),
            words.t("paper.how_unsure", number=UNSURE, unsure=unsure),
            *([boxes] if lists else []),
            words.t("paper.how_names"),
            words.t("paper.how_numbers"),
            words.t("paper.how_done", sheet=words.t("paper.sheet")),
        )
    )


def _section(paper: Paper, side: Side, section: Section) -> Iterator[Block]:
    """A part's heading stays with its first question."""
    words = paper.words(side)
    head = (
        Heading(text=words.put_in(section.title)),
        Para(text=words.put_in(section.why), tone="small"),
    )
    first, *others = (_question(paper, side, one) for one in section.questions())
    yield Keep(blocks=(*head, *first))
    for question in others:
        yield Keep(blocks=question)


def _question(paper: Paper, side: Side, one: Question) -> tuple[Block, ...]:
    words, number = paper.words(side), numbers(paper.content.side(side))[one.id]
    asked = words.t("paper.question", number=number, question=words.put_in(one.asks.text))
    head = (*_skip(paper, side, one.items[0]), Heading(text=asked, level=3))
    room = _room(one.items[0]) if one.kind == "text" else _ticks(paper, side, one)
    return (*head, *_help(words, side, one.asks), room, *_left_out(paper, side, one))


def _help(words: Words, side: Side, asks: Item | Checklist) -> tuple[Block, ...]:
    """But for the one that promises a name in later questions: no paper can put it there."""
    return (Para(text=words.put_in(asks.help)),) if asks.help and asks.id != NAMES[side] else ()


def _room(item: Item) -> Lines:
    return Lines(count=MORE_ROOM if (item.max_length or 0) > LONG_TEXT else ROOM)


def _ticks(paper: Paper, side: Side, one: Question) -> Ticks:
    """Scales stand side by side, for all are alike; long answers stand below each other."""
    options = printed(paper.content, one, paper.words(side))
    short = one.kind == "scale" or sum(map(len, options)) <= SHORT
    return Ticks(options=options, side_by_side=short)


def _skip(paper: Paper, side: Side, item: Item) -> tuple[Block, ...]:
    """When a question is asked at all, and where to go on if it is not."""
    if item.when is None:
        return ()
    words, questionnaire = paper.words(side), paper.content.side(side)
    number, meets = numbers(questionnaire)[item.id], met(questionnaire, item.when)
    last = number == max(numbers(questionnaire).values())
    told = words.t(
        "paper.only_if_last" if last else "paper.only_if",
        ticked=either(words, [tick.answer for tick in meets]),
        number=meets[0].question,
        next=number + 1,
    )
    return (Para(text=told, tone="note"),)


def _left_out(paper: Paper, side: Side, one: Question) -> tuple[Block, ...]:
    """What a clear no here closes, and the screen then doesn't ask either."""
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


def either(words: Words, signs: list[int] | tuple[int, ...]) -> str:
    """Numbers as words join them: 4, 5 or 6."""
    *some, last = map(str, signs)
    return words.t("paper.or", some=", ".join(some), last=last) if some else last
