"""Where views differ in a room, in words: both answers stand, and a question opens the talk."""

from collections import Counter
from typing import NamedTuple

from esteem_match import workshop
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room.round_result import RoundResult, named
from esteem_match.documents.phrases.talk import Apart
from esteem_match.documents.phrases.view import asks, in_words

EACH = 2  # of each kind of talk, how many are told at once


class Prompt(NamedTuple):
    """A difference in words, and a question that opens the talk. Of members among themselves,
    `apart` names no sides and `alone` stands for them. `first`: it is not to be folded away."""

    question: str
    apart: Apart | None
    alone: str
    ask: str
    first: bool
    item: str


@once
def prompts(result: RoundResult) -> list[Prompt]:
    """Where views differ in the room: the most useful talk first, no winner.

    Not folded away: the first few of each kind, and all for which a role may wait.
    """
    told: Counter[str] = Counter()
    found = []
    for one in workshop.differences(result.content, result.board):
        found.append(_prompt(result, one, first=one.holds or told[one.kind] < EACH))
        told[one.kind] += 1
    return found


@once
def wish_lines(result: RoundResult) -> list[str]:
    """Roles of which a practitioner expects more or less of a welcome than the members give."""
    names = {role.id: role.name for role in result.roles}
    return [
        result.words.t(
            "board.differ_role" if gap.gap > 0 else "board.differ_role_less",
            role=names[gap.role],
            practitioner=named(result, one.number),
        )
        for one in result.board.practitioners
        for gap in workshop.picture_gaps(result.content, result.board, one.number)
        if gap.flagged
    ]


@once
def moved_rows(result: RoundResult) -> list[tuple[str, str, str]]:
    """Each question whose answer moved: what the group said then, and what it says now."""
    content, words, moved = result.content, result.words, result.moved
    return [
        (
            asks(content, one.item, words),
            in_words(content, one.item, one.before, words),
            in_words(content, one.item, one.after, words),
        )
        for one in (moved.answers if moved else ())
    ]


def _prompt(result: RoundResult, one: workshop.Difference, *, first: bool) -> Prompt:
    t, ask = result.words.t, _asks(result, one)
    question = asks(result.content, one.item, result.words)
    if one.ours is None or one.theirs is None:
        return Prompt(question, None, t("board.differ_members"), ask, first, one.item.id)
    us, them = _names(result, one)
    ours, theirs = (
        in_words(result.content, one.item, answer, result.words)
        for answer in (one.ours, one.theirs)
    )
    said = Apart(question, (us, ours), (them, theirs))
    return Prompt(question, said, "", ask, first, one.item.id)


def _asks(result: RoundResult, one: workshop.Difference) -> str:
    """A question that opens the talk."""
    if one.item.kind == "choice":
        return result.words.t("board.ask_run")
    asks = {
        "picture": "board.ask_picture",
        "among": "board.ask_members",
        "leading": "board.ask_leaders",
    }
    return result.words.t(asks[one.kind])


def _names(result: RoundResult, one: workshop.Difference) -> tuple[str, str]:
    t = result.words.t
    if one.number is None:
        return t("board.differ_leaders"), t("board.differ_others")
    who = named(result, one.number)
    return t("board.differ_group"), t("board.differ_practitioner", practitioner=who)
