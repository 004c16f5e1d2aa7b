"""Reads a board: the rules and answers by which the room's result is explained."""

from collections.abc import Iterator, Mapping
from typing import Literal

from esteem_match.models import Answer, Board, Condition, Content, Role
from esteem_match.scoring import NO_ANSWER

Decision = Literal["yes", "no"]
Decisions = Mapping[str, Decision]
"""What the group has decided and written down, by role."""


def undecided(board: Board, decisions: Decisions) -> tuple[str, ...]:
    """The roles on which views differ and nothing is decided: talk before deciding."""
    split = board.group.split if board.group else ()
    return tuple(role for role in split if role not in decisions)


def ruled(content: Content, board: Board, decisions: Decisions) -> Content:
    """The rules for this board: a role on which views differ is held until the group says yes.

    That is the yes that a role's conditions wait for, too. No answer changes by it.
    """
    split = board.group.split if board.group else ()
    waiting = [role for role in split if decisions.get(role) != "yes"]
    holds = {role: tuple(_unmet(content, board, role)) for role in waiting}
    roles = tuple(_ruled(content, r, holds, decisions) for r in content.model.roles)
    return content.model_copy(update={"model": content.model.model_copy(update={"roles": roles})})


def stated(content: Content, board: Board) -> dict[str, Answer]:
    """What the group says: its answers on the board, whatever it decides.

    Who answers is said by each one's seat, and is no fact of the group.
    """
    known = board.group.answers.items() if board.group else ()
    return {item: answer for item, answer in known if item not in content.group.seats}


def offered(board: Board, number: int) -> dict[str, Answer]:
    """What one practitioner says. KeyError: nobody on the board has that number."""
    return dict({part.number: part.answers for part in board.practitioners}[number])


def _ruled(
    content: Content, role: Role, holds: Mapping[str, tuple[Condition, ...]], decisions: Decisions
) -> Role:
    conditions = (*role.hold_unless, *holds.get(role.id, ()))
    if decisions.get(role.id) == "yes":
        asked = {item.id for item in content.group.items()}
        conditions = tuple(c for c in conditions if c.item not in asked)
    return role.model_copy(update={"hold_unless": conditions})


def _unmet(content: Content, board: Board, role: str) -> Iterator[Condition]:
    """Conditions that no answer meets, on the wishes and vetoes on which views differ."""
    own = [i for i in content.group.items() if i.role == role and (i.key == "wish" or not i.key)]
    differ = [item for item in own if board.group and item.id in board.group.differ]
    for item in differ or [item for item in own if item.key]:
        yield Condition(item=item.id, **NO_ANSWER)
