"""Where views differ in a room, in words: both answers stand, and a question opens the talk."""

from typing import NamedTuple

from esteem_match import workshop
from esteem_match.say.once import once
from esteem_match.say.room import Picture, named
from esteem_match.say.talk import Apart
from esteem_match.say.view import in_words


class Prompt(NamedTuple):
    """A difference in words, and a question that opens the talk. Of members among themselves,
    `apart` names no sides and `alone` stands for them."""

    question: str
    apart: Apart | None
    alone: str
    ask: str


@once
def prompts(picture: Picture) -> list[Prompt]:
    """Where views differ in the room: the most useful talk first, no winner."""
    found = workshop.differences(picture.content, picture.board)
    return [_prompt(picture, one) for one in found]


@once
def wish_lines(picture: Picture) -> list[str]:
    """Roles of which a practitioner expects more or less of a welcome than the members give."""
    names = {role.id: role.name for role in picture.roles}
    return [
        picture.words.t(
            "board.differ_role" if gap.gap > 0 else "board.differ_role_less",
            role=names[gap.role],
            practitioner=named(picture, one.number),
        )
        for one in picture.board.practitioners
        for gap in workshop.picture_gaps(picture.content, picture.board, one.number)
        if gap.flagged
    ]


def _prompt(picture: Picture, one: workshop.Difference) -> Prompt:
    t, question = picture.words.t, picture.words.put_in(one.item.text)
    if one.ours is None or one.theirs is None:
        return Prompt(question, None, t("board.differ_members"), _asks(picture, one))
    first, second = _names(picture, one)
    ours, theirs = (
        in_words(picture.content, one.item, answer, picture.words)
        for answer in (one.ours, one.theirs)
    )
    if one.number is not None and one.item.id in _divided(picture):
        ours = t("board.differ_short")
    return Prompt(
        question, Apart(question, (first, ours), (second, theirs)), "", _asks(picture, one)
    )


def _asks(picture: Picture, one: workshop.Difference) -> str:
    """A question that opens the talk."""
    if one.item.kind == "choice":
        return picture.words.t("board.ask_run")
    asks = {
        "picture": "board.ask_picture",
        "among": "board.ask_members",
        "leaders": "board.ask_leaders",
    }
    return picture.words.t(asks[one.kind])


def _divided(picture: Picture) -> tuple[str, ...]:
    """The questions on which the mean word may be nobody's."""
    return picture.board.group.differ if picture.board.group else ()


def _names(picture: Picture, one: workshop.Difference) -> tuple[str, str]:
    t = picture.words.t
    if one.number is None:
        return t("board.differ_leaders"), t("board.differ_others")
    who = named(picture, one.number)
    return t("board.differ_group"), t("board.differ_practitioner", practitioner=who)
