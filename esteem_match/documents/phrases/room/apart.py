"""Where views differ in a room, in words: all answers stand, and a question opens the talk."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from esteem_match import workshop
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room.round_result import RoundResult
from esteem_match.documents.phrases.view import asks, in_words
from esteem_match.workshop import Difference, Kind, Theirs

EACH = 2  # of each kind of talk, how many are told at once


class Prompt(NamedTuple):
    """A difference in words. `sides`: who says what; empty of members among themselves.

    `ask` opens the talk; `first`: it is not to be folded away; `tick`: by what it is ticked off.
    """

    of: Difference
    question: str
    short: str
    sides: tuple[tuple[str, str], ...]
    ask: str
    first: bool
    tick: str

    @property
    def line(self) -> str:
        """All of it in a line."""
        return " ".join([self.short, *(f"{whose}: {said}." for whose, said in self.sides)])


@once
def prompts(result: RoundResult) -> list[Prompt]:
    """Where views differ in the room, in the order in which to talk about it; no winner.

    Not folded away: the first few of each kind, and all for which a role may wait.
    """
    told: Counter[str] = Counter()
    found = []
    for one in workshop.differences(result.content, result.board):
        found.append(_prompt(result, one, first=one.holds or told[one.kind] < EACH))
        told[one.kind] += 1
    return found


@once
def prompts_with(result: RoundResult, number: int) -> list[Prompt]:
    """The same with one practitioner, of whom alone it is told."""
    found = (one.only_of(number) for one in workshop.differences(result.content, result.board))
    return [_prompt(result, one, first=True) for one in found if one]


@once
def alike(result: RoundResult) -> list[str]:
    """The roles of which nothing is told that anybody sees otherwise, in plain words."""
    differ = {one.of.item.role for one in prompts(result)}
    put_in = result.words.put_in
    return [put_in(role.plain) or role.name for role in result.roles if role.id not in differ]


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


def opening(result: RoundResult, kind: Kind) -> str:
    """The question that opens a talk of a kind."""
    asks: dict[Kind, str] = {
        "among": "board.ask_members",
        "seats": "board.ask_leaders",
        "general": "board.ask_picture",
        "single": "board.ask_picture",
    }
    return result.words.t(asks[kind])


def _prompt(result: RoundResult, one: Difference, *, first: bool) -> Prompt:
    item, words = one.item, result.words
    question = asks(result.content, item, words)
    return Prompt(
        of=one,
        question=question,
        short=words.put_in(item.says) or question,
        sides=tuple(_sides(result, one)),
        ask=words.t("board.ask_run") if item.kind == "choice" else opening(result, one.kind),
        first=first,
        tick=item.id,
    )


def _sides(result: RoundResult, one: Difference) -> list[tuple[str, str]]:
    if one.ours is None:
        return []
    t = result.words.t
    ours = t("board.differ_leaders") if one.kind == "seats" else t("board.differ_group")
    said = [(ours, one.ours), *((_whose(result, their), their.answer) for their in one.theirs)]
    content, words = result.content, result.words
    return [(whose, in_words(content, one.item, answer, words)) for whose, answer in said]


def _whose(result: RoundResult, their: Theirs) -> str:
    t, numbers = result.words.t, their.numbers
    if not numbers:
        return t("board.differ_others")
    if len(numbers) > 1:
        return t("board.differ_practitioners", numbers=_listed(result, numbers))
    alone = len(result.board.practitioners) == 1
    return t("board.differ_practitioner") if alone else t("board.differ_one", number=numbers[0])


def _listed(result: RoundResult, numbers: Sequence[int]) -> str:
    *before, last = map(str, numbers)
    return f"{', '.join(before)} {result.words.t('first.and')} {last}"
