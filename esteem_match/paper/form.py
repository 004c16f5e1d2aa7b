"""A questionnaire as a form to print: numbered questions, boxes to tick, and skips in words."""

from collections.abc import Iterator
from itertools import groupby

from esteem_match.documents import Document
from esteem_match.documents.blocks import Block, Bullets, Heading, Keep, Lines, Para, Table, Ticks
from esteem_match.documents.phrases import choices
from esteem_match.models import NAMES, Item, Question, Section, Side
from esteem_match.paper.numbering import NONE, UNSURE, UNSURE_BOX, boxes, numbers, printed
from esteem_match.paper.paper import Paper
from esteem_match.paper.skips import left_out, skip
from esteem_match.words import Words

SHORT = 90  # letters: longer options are printed one below the other
LONG_TEXT = 100  # letters: longer texts have room for more than one line
MOST_LINES = 4
A_LINE = 100  # letters of a long text that fit on one line
ASKED, BOX = 72, 9  # shares of a line for the question, and at least for each of its boxes


def form(paper: Paper, side: Side) -> Document:
    words = paper.words(side)
    questionnaire = paper.content.side(side)
    lists = any(part.checklists for part in questionnaire.sections)
    blocks: list[Block] = [*_head(words, lists=lists)]
    for section in questionnaire.sections:
        blocks += _section(paper, side, section)
    end = (Lines(label=words.t(f"paper.{one}"), count=1) for one in ("agree_day", "code"))
    *others, last = blocks
    return paper.document(questionnaire.title, (*others, Keep(blocks=(last, *end))))


def _head(words: Words, *, lists: bool) -> Iterator[Block]:
    """The instructions; about checklists only if there are any."""
    unsure = words.t("answer.unsure")
    ticks = words.t("paper.how_boxes", none=NONE, number=UNSURE_BOX, unsure=unsure)
    yield Para(text=words.t("paper.what"), tone="note")
    yield Bullets(
        texts=(
            words.t("paper.how_tick"),
            words.t("paper.how_unsure", number=UNSURE, unsure=unsure),
            *([ticks] if lists else []),
            words.t("paper.how_names"),
            words.t("paper.how_numbers"),
            words.t("paper.how_done", sheet=words.t("paper.sheet")),
        )
    )


def _section(paper: Paper, side: Side, section: Section) -> Iterator[Block]:
    """A section; its heading stays with its first question."""
    words = paper.words(side)
    head = (
        Heading(text=words.put_in(section.title)),
        Para(text=words.put_in(section.why), tone="small"),
    )
    first, *others = _pieces(paper, side, section)
    yield Keep(blocks=(*head, *first))
    for piece in others:
        yield Keep(blocks=piece)


def _pieces(paper: Paper, side: Side, section: Section) -> Iterator[tuple[Block, ...]]:
    """Questions with the same answers make one grid; any other is printed by itself.

    In large print all are by themselves: the words of a scale don't fit side by side.
    """
    for answers, found in groupby(section.questions(), lambda one: _alike(paper, side, one)):
        run = tuple(found)
        if answers:
            yield (*skip(paper, side, run[0]), _grid(paper, side, run))
        else:
            yield from _alone(paper, side, run)


def _alone(paper: Paper, side: Side, run: tuple[Question, ...]) -> Iterator[tuple[Block, ...]]:
    """Each question by itself; the note on what it closes may be on the next page."""
    for one in run:
        yield _question(paper, side, one)
        if closed := left_out(paper, side, one):
            yield closed


def _alike(paper: Paper, side: Side, one: Question) -> tuple[object, ...]:
    """What the questions of one grid share: their answers, and their condition."""
    if paper.large or one.kind != "scale":
        return ()
    return (printed(paper.content, one, paper.words(side)), one.items[0].when)


def _grid(paper: Paper, side: Side, run: tuple[Question, ...]) -> Table:
    """A row for each question, with the answers as headers and a numbered box for each."""
    words = paper.words(side)
    answers = tuple(choices(paper.content, run[0].items[0], words).values())
    return Table(
        headers=(words.t("paper.grid"), *answers),
        rows=tuple(
            ("\n".join(_asked(paper, side, one)), *boxes(paper.content, one, words)) for one in run
        ),
        widths=(ASKED, *map(_share, answers)),
        boxes=True,
    )


def _share(answer: str) -> int:
    """The width of an answer's column: its longest word fits, and it takes at most two lines."""
    longest = max(map(len, answer.split()))
    return max(BOX, longest + 4, len(answer) // 2 + 4)


def _question(paper: Paper, side: Side, one: Question) -> tuple[Block, ...]:
    asked, *more = _asked(paper, side, one)
    room = _room(one.items[0]) if one.kind == "text" else _ticks(paper, side, one)
    return (
        *skip(paper, side, one),
        Heading(text=asked, level=3),
        *(Para(text=text) for text in more),
        room,
    )


def _asked(paper: Paper, side: Side, one: Question) -> Iterator[str]:
    """A question with its number, and its help.

    No help for the question about the group's name: it says that later questions will use it.
    """
    words, number = paper.words(side), numbers(paper.content.side(side))[one.id]
    yield words.t("paper.question", number=number, question=words.put_in(one.asks.text))
    if one.asks.help and one.id != NAMES[side]:
        yield words.put_in(one.asks.help)


def _room(item: Item) -> Lines:
    letters = item.max_length or 0
    return Lines(count=min(letters // A_LINE, MOST_LINES) if letters > LONG_TEXT else 1)


def _ticks(paper: Paper, side: Side, one: Question) -> Ticks:
    """The answers of a scale side by side, as in all scales; long ones one below the other."""
    options = printed(paper.content, one, paper.words(side))
    short = one.kind == "scale" or sum(map(len, options)) <= SHORT
    return Ticks(options=options, side_by_side=short)
