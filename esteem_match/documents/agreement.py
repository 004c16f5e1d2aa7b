"""What a room agrees, made of its board and of what it wrote: never of answers.

Page one is what was decided, by whom and until when, with room to sign it. All else is an annex.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Keep,
    Lines,
    NewPage,
    OwnWords,
    Para,
    Table,
    Ticks,
)
from esteem_match.documents.board import for_all, room_document
from esteem_match.documents.phrases import room
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.phrases.view import help_of
from esteem_match.models import Role
from esteem_match.words import Words

WRITTEN = ("task", "by", "until")
"""What is written of a role that is decided, in the order of the table."""

_SIGN = ("for", "name", "signature", "day")
_GROUP_SIGNS = 2  # of a group, so many sign


def agreement_document(result: RoundResult, on: date) -> Document:
    """What the room agrees; where nothing is written yet, room to write it by hand."""
    result = for_all(result)
    blocks: list[Block] = [
        Para(text=room.standing(result), tone="note"),
        *_decided(result),
        *_not_now(result),
        *_undecided(result),
        *_not_do(result),
        *_again(result),
        *signatures(result.words, [room.named(result, number) for number in _numbers(result)]),
        NewPage(),
        *_annex(result),
    ]
    made = room_document(result, result.words.t("agree.title"), on, blocks)
    return made.model_copy(update={"dense": True})


def decisions(words: Words, rows: Sequence[tuple[str, ...]]) -> Table:
    """The kinds of help in rows, each with what was written of it; what is empty is room to write.

    A row has a cell for what the group decides, where nothing is decided yet.
    """
    is_open = len(rows[0]) > len(WRITTEN) + 1
    asked = ("decision", *WRITTEN) if is_open else WRITTEN
    return Table(
        headers=(words.t("summary.help"), *(words.t(f"agree.{one}") for one in asked)),
        rows=tuple(rows),
        widths=(4, 4, 5, 4, 3) if is_open else (4, 7, 4, 3),
        tall=not all(cell for row in rows for cell in row),
        typed=True,
    )


def signatures(words: Words, practitioners: Sequence[str]) -> Iterator[Block]:
    """Room for names and signatures: of two of the group, and of each practitioner."""
    whom = [words.t("agree.sign_group")] * _GROUP_SIGNS + list(practitioners)
    table = Table(
        headers=tuple(words.t(f"agree.sign_{one}") for one in _SIGN),
        rows=tuple((one, "", "", "") for one in whom),
        widths=(6, 5, 5, 2),
        tall=True,
    )
    yield Keep(blocks=(Heading(text=words.t("agree.sign")), table))


def _numbers(result: RoundResult) -> list[int]:
    return [one.number for one in result.board.practitioners]


def _decided(result: RoundResult) -> Iterator[Block]:
    """What the group said yes to, and who does what."""
    roles = [role for role in result.roles if result.decisions.get(role.id) == "yes"]
    if roles:
        yield Heading(text=result.words.t("agree.decided"))
        yield decisions(result.words, [(_help(result, one), *_texts(result, one)) for one in roles])
        yield from _notes(result, roles)


def _not_now(result: RoundResult) -> Iterator[Block]:
    """What can wait, and what a clear no rules out: only what was written, and no room for more."""
    roles = [role for role in result.roles if room.put_off(result, role)]
    if not roles:
        return
    yield Heading(text=result.words.t("agree.decision_no"))
    yield Bullets(texts=tuple(_put_off(result, role) for role in roles))
    for role in roles:
        for field, label in room.role_fields(result, role).items():
            if not field.startswith("decision.") and result.text(field):
                said = Para(text=f"{_help(result, role)}: {label}", tone="small")
                yield Keep(blocks=(said, OwnWords(text=result.text(field))))


def _put_off(result: RoundResult, role: Role) -> str:
    no = room.refused(result, role.id)
    return f"{_help(result, role)}: {no}" if no else _help(result, role)


def _undecided(result: RoundResult) -> Iterator[Block]:
    """What nothing is decided on: room to do it by hand."""
    roles = [role for role in result.roles if room.is_open(result, role)]
    if roles:
        yield Heading(text=result.words.t("agree.decision_open"))
        rows = [(_help(result, role), "", *_texts(result, role)) for role in roles]
        yield decisions(result.words, rows)
        yield from _notes(result, roles)


def _notes(result: RoundResult, roles: Sequence[Role]) -> Iterator[Block]:
    """What stands beside a decision: a clear no, that views differ, what was decided before."""
    for role in roles:
        split = result.words.t("board.split") if role.id in result.split else ""
        no, before = room.refused(result, role.id), room.decided_before(result, role.id)
        for said in filter(None, (no, split, before)):
            yield Para(text=f"{_help(result, role)}: {said}", tone="small")


def _help(result: RoundResult, role: Role) -> str:
    return help_of(result.words, role)


def _texts(result: RoundResult, role: Role) -> tuple[str, ...]:
    return tuple(result.text(f"{field}.{role.id}") for field in WRITTEN)


def _not_do(result: RoundResult) -> Iterator[Block]:
    title = Heading(text=room.not_do_title(result))
    yield Keep(blocks=(title, *_written(result, "not_do", result.words.t("agree.not_do_what"))))


def _again(result: RoundResult) -> Iterator[Block]:
    t, kept = result.words.t, result.text("again")
    day = Para(text=result.words.day(date.fromisoformat(kept))) if kept else None
    yield Keep(blocks=(Heading(text=t("agree.again")), day or Lines(count=1)))


def _annex(result: RoundResult) -> Iterator[Block]:
    """The boundaries, and what to do if they don't agree."""
    t = result.words.t
    yield Heading(text=t("agree.annex"))
    yield from _boundaries(result)
    disagree = _written(result, "disagree", room.asks_of(result, "disagree"))
    yield Keep(blocks=(Heading(text=t("agree.disagree"), level=3), *disagree))


def _boundaries(result: RoundResult) -> Iterator[Block]:
    """What the room wrote on, word by word; all other points to be ticked."""
    told = [one for one in result.points if result.text(room.boundary(one))]
    for point in told:
        title, what = room.point_words(result, point.agreement)
        said = Para(text=what, tone="small"), OwnWords(text=result.text(room.boundary(point)))
        yield Keep(blocks=(Heading(text=title, level=3), *said))
    rest = [one.agreement for one in result.points if one not in told]
    left = [": ".join(room.point_words(result, one)) for one in rest]
    if left:
        if told:
            yield Heading(text=result.words.t("report.not_written"), level=3)
        yield Ticks(options=tuple(left))


def _written(result: RoundResult, field: str, what: str) -> tuple[Block, ...]:
    """What stands in a field, or what it asks for with room to write."""
    text = result.text(field)
    return (OwnWords(text=text),) if text else (Lines(label=what, count=2),)
