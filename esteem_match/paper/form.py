"""A questionnaire as a form to print: numbered questions, boxes to tick, and skips in words."""

from collections.abc import Iterator

from esteem_match.models import Item, Section, Side
from esteem_match.paper.say import Paper, Say
from esteem_match.paper.signs import UNSURE, numbers, ticks
from esteem_match.reports import Document
from esteem_match.reports.model import Block, Bullets, Heading, Keep, Lines, Para, Ticks

SHORT = 90  # letters: options that are longer together stand below each other
LONG_TEXT = 100  # letters: from here on a text has room for more than a line
ROOM, MORE_ROOM = 1, 4


def form(paper: Paper, side: Side) -> Document:
    t = paper.speaker(side)
    questionnaire = paper.content.side(side)
    blocks: list[Block] = [*_head(t)]
    for section in questionnaire.sections:
        blocks += _section(paper, side, section)
    blocks.append(Lines(label=t("paper.code"), count=ROOM))
    return paper.document(questionnaire.title, tuple(blocks))


def _head(t: Say) -> Iterator[Block]:
    yield Para(text=t("paper.what"), tone="note")
    yield Bullets(
        texts=(
            t("paper.how_tick"),
            t(
                "paper.how_unsure",
                unsure=t("paper.option", number=UNSURE, words=t("answer.unsure")),
            ),
            t("paper.how_names"),
            t("paper.how_numbers"),
            t("paper.how_done", sheet=t("paper.sheet")),
        )
    )


def _section(paper: Paper, side: Side, section: Section) -> Iterator[Block]:
    """A part's heading stays with its first question."""
    head = (
        Heading(text=paper.put_in(section.title, side)),
        Para(text=paper.put_in(section.why, side), tone="small"),
    )
    first, *others = (_question(paper, side, item) for item in section.items)
    yield Keep(blocks=(*head, *first))
    for question in others:
        yield Keep(blocks=question)


def _question(paper: Paper, side: Side, item: Item) -> tuple[Block, ...]:
    t, number = paper.speaker(side), numbers(paper.content.side(side))[item.id]
    asked = t("paper.question", number=number, question=paper.put_in(item.text, side))
    head = (*_skip(paper, side, item), Heading(text=asked, level=3))
    help_ = (Para(text=paper.put_in(item.help, side)),) if item.help else ()
    return (*head, *help_, _room(item) if item.kind == "text" else _ticks(paper, side, item))


def _room(item: Item) -> Lines:
    return Lines(count=MORE_ROOM if (item.max_length or 0) > LONG_TEXT else ROOM)


def _ticks(paper: Paper, side: Side, item: Item) -> Ticks:
    """Scales stand side by side, for all are alike; long answers stand below each other."""
    options = _options(paper, side, item)
    short = item.kind == "scale" or sum(map(len, options)) <= SHORT
    return Ticks(options=options, side_by_side=short)


def _options(paper: Paper, side: Side, item: Item) -> tuple[str, ...]:
    t, questionnaire = paper.speaker(side), paper.content.side(side)
    words = [paper.put_in(word, side) for word in questionnaire.options[item.options]]
    if item.not_applicable:
        words.append(t(f"answer.not_applicable_{side}"))
    signs = (*ticks(questionnaire, item), UNSURE)
    told = zip(signs, (*words, t("answer.unsure")), strict=True)
    return tuple(t("paper.option", number=number, words=word) for number, word in told)


def _skip(paper: Paper, side: Side, item: Item) -> tuple[Block, ...]:
    """When a question is asked at all, and where to go on if it is not."""
    if item.when is None:
        return ()
    t, questionnaire = paper.speaker(side), paper.content.side(side)
    number = numbers(questionnaire)
    asked = next(one for one in questionnaire.items() if one.id == item.when.item)
    meets = [n for n in ticks(questionnaire, asked) if item.when.met({asked.id: n - 1})]
    names = {"ticked": either(t, meets), "number": number[asked.id], "next": number[item.id] + 1}
    last = number[item.id] == len(number)
    return (Para(text=t("paper.only_if_last" if last else "paper.only_if", **names), tone="note"),)


def either(t: Say, signs: list[int] | tuple[int, ...]) -> str:
    """Numbers as words join them: 4, 5 or 6."""
    *some, last = map(str, signs)
    return t("paper.or", some=", ".join(some), last=last) if some else last
