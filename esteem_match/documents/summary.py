"""One page of a joint result or a workshop: who took part, what was decided, who does what."""

from collections.abc import Iterator
from datetime import date

from esteem_match.documents.blocks import Block, Bullets, Document, Heading, Lines, Para, Table
from esteem_match.documents.board import for_all, room_document
from esteem_match.documents.parts import of_pair
from esteem_match.documents.phrases import View, room
from esteem_match.documents.phrases.first import begin
from esteem_match.documents.phrases.plan import Plan, filled, suggested
from esteem_match.documents.phrases.roles import every, label_words
from esteem_match.documents.phrases.roles.sure import in_short
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.phrases.view import help_of
from esteem_match.models import Role
from esteem_match.words import Words

MOST = 70  # letters of what somebody wrote, in a cell: the agreement has all of it


def summary_document(view: View, on: date, plan: Plan | None = None) -> Document:
    """Of both sides: what fits, with room for what they decide, and what is to be done first.

    `plan`: what somebody wrote in place of the steps that follow from the result.
    """
    t, (title, more) = view.words.t, begin(view)
    blocks: list[Block] = [
        Heading(text=title),
        *(Para(text=text) for text in more),
        Table(
            caption=t("summary.decided"),
            headers=_heads(view.words),
            rows=tuple(_fits(view)),
            widths=(4, 4, 4, 3, 3),
            tall=True,
        ),
        Heading(text=t("together.who")),
        Bullets(texts=tuple(_steps(view, plan or suggested(view, on)))),
    ]
    return of_pair(view, t("summary.title"), on, blocks)


def _heads(words: Words) -> tuple[str, ...]:
    names = ("summary.help", "together.table_label", "summary.decision")
    return tuple(map(words.t, (*names, "report.who", "report.by_when")))


def _fits(view: View) -> Iterator[tuple[str, ...]]:
    for fit in every(view):
        fits = in_short(view, fit, label_words(view, view.word(fit)))
        yield view.help(fit), fits, "", "", ""


def _steps(view: View, plan: Plan) -> Iterator[str]:
    """Each with whose it is, and by when where somebody says so."""
    for task in filled(plan):
        what = ", ".join(filter(None, (task.what.strip().removesuffix("."), task.when.strip())))
        who = task.who.strip()
        yield view.words.t("report.side", side=who, word=what) if who else what


def room_summary_document(picture: RoundResult, on: date) -> Document:
    """Of a workshop: who is in it by number, and what it wrote down; room for all it didn't."""
    picture = for_all(picture)
    t = picture.words.t
    again = picture.text("again")
    blocks: list[Block] = [
        *(Para(text=text) for text in room.sides(picture)),
        *_practitioners(picture),
        Table(
            caption=t("summary.decided"),
            headers=(
                *(t(f"summary.{one}") for one in ("help", "decision")),
                *(t(f"report.{one}") for one in ("what", "who", "by_when")),
            ),
            rows=tuple(_agreed(picture, role) for role in picture.roles),
            widths=(4, 3, 5, 4, 3),
            tall=not picture.now,
        ),
        Heading(text=room.not_do_title(picture)),
        _written(picture, "not_do"),
        *_again(picture.words, picture.words.day(date.fromisoformat(again)) if again else ""),
    ]
    return room_document(picture, t("summary.title"), on, blocks)


def _practitioners(picture: RoundResult) -> Iterator[Block]:
    """By number and kind of work, as the board names them."""
    numbers = [one.number for one in picture.board.practitioners]
    if numbers:
        yield Bullets(texts=tuple(room.named(picture, number) for number in numbers))


def _agreed(picture: RoundResult, role: Role) -> tuple[str, ...]:
    """A row of what was written on a role; of one that a clear no rules out, that it does."""
    decision, task, by, until = (
        _short(room.written(picture, f"{field}.{role.id}"))
        for field in ("decision", "task", "by", "until")
    )
    what = task or room.refused(picture, role.id)
    return help_of(picture.words, role), decision, what, by, until


def _written(picture: RoundResult, field: str) -> Block:
    text = _short(picture.text(field))
    return Para(text=text) if text else Lines(count=1)


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[:MOST].rstrip()} …"


def _again(words: Words, day: str) -> Iterator[Block]:
    yield Heading(text=words.t("together.again_title"))
    yield Para(text=day) if day else Lines(count=1)
