"""Which screens a wall has as its round stands, in their order, and with which it begins."""

from collections.abc import Iterator
from typing import NamedTuple

from esteem_match.documents.board import for_all
from esteem_match.documents.phrases import room
from esteem_match.documents.phrases.room import RoundResult, apart
from esteem_match.documents.wall.decided import decided, goodbye
from esteem_match.documents.wall.result import agreed, grids
from esteem_match.documents.wall.screens import Answered, Difference, Join, Message, Screen
from esteem_match.models import SHOWN, State
from esteem_match.words import Words


class Now(NamedTuple):
    """Where a round stands. `code` is empty where nobody can join; all counts are of all seats."""

    state: State
    name: str
    address: str
    code: str
    joined: int
    finished: int


def screens(now: Now, picture: RoundResult | None, words: Words) -> tuple[Screen, ...]:
    """All of them. Of what was answered there is nothing before a round is shown."""
    if now.state in SHOWN and picture is not None:
        return tuple(_shown(for_all(picture)))
    if now.state == State.CLOSED:
        return (_closed(words),)
    join = (_join(now, words),) if now.code else (_lapsed(words),)
    return (*join, _answering(now, words)) if now.state == State.ANSWERING else join


def first(state: State, all_of_them: tuple[Screen, ...]) -> int:
    """The screen with which a state begins, counted from 1: once all agree, the last."""
    return len(all_of_them) if state in (State.ANSWERING, State.AGREED) else 1


def _join(now: Now, words: Words) -> Screen:
    t = words.t
    return Join(
        label=t("wall.join"),
        go_to=t("wall.go_to"),
        address=now.address,
        code=now.code,
        how_many=_in(now, words),
        note=t("wall.join_note"),
    )


def _in(now: Now, words: Words) -> str:
    if now.joined == 1:
        return words.t("wall.in_one")
    return words.t("wall.in", count=now.joined) if now.joined else words.t("host.nobody")


def _lapsed(words: Words) -> Screen:
    return Message(label=words.t("wall.join"), title=words.t("wall.no_code"))


def _answering(now: Now, words: Words) -> Screen:
    t = words.t
    return Message(
        label=t("wall.answering"),
        title=t("wall.finished", finished=now.finished, joined=now.joined),
        texts=(t("wall.answering_note"),),
        full=now.finished / now.joined if now.joined else 0,
    )


def _closed(words: Words) -> Screen:
    t = words.t
    return Message(label=t("wall.closed"), title=t("wall.closed"), texts=(t("wall.closed_next"),))


def _shown(picture: RoundResult) -> Iterator[Screen]:
    if picture.board.group is None:
        yield _alone(picture)
    else:
        yield agreed(picture)
        yield from grids(picture)
        yield from _differences(picture)
    yield from decided(picture)
    yield goodbye(picture)


def _alone(picture: RoundResult) -> Screen:
    """That nothing is shown of so few."""
    title = picture.words.t("board.title")
    return Message(label=title, title=title, texts=tuple(room.sides(picture)))


def _differences(picture: RoundResult) -> Iterator[Screen]:
    """One a screen; those that a page folds away stay on the pages."""
    t, found = picture.words.t, [one for one in apart.prompts(picture) if one.first]
    for at, one in enumerate(found, start=1):
        answers = one.sides or (("", t("board.differ_members")),)
        yield Difference(
            label=t("wall.difference", number=at, question=one.question),
            title=t("wall.differ", number=at, count=len(found)),
            question=one.question,
            answers=tuple(Answered(whose=whose, said=said) for whose, said in answers),
            ask=one.ask,
        )
