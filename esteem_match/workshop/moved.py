"""What moved between two rounds that may both be shown, by role and by area, in words."""

from typing import NamedTuple

from esteem_match.explain import anchor, needs
from esteem_match.models import Board, Content, Label, RoleModel, Value
from esteem_match.scoring import score
from esteem_match.workshop.board import Decisions, ruled, stated


class Stand(NamedTuple):
    """Where a role stands for the group: the word of 'right for the group', and its label.

    `word` is None where too little is answered.
    """

    word: str | None
    label: Label


class RoleMoved(NamedTuple):
    role: str
    before: Stand
    after: Stand


class AreaMoved(NamedTuple):
    """The word of an area's need, None where too little is answered."""

    area: str
    before: str | None
    after: str | None


class Moved(NamedTuple):
    """An entry a role and an area, moved or not, in the model's order."""

    roles: tuple[RoleMoved, ...]
    areas: tuple[AreaMoved, ...]


def moved(
    content: Content,
    earlier: Board,
    later: Board,
    decided_then: Decisions,
    decided_since: Decisions,
) -> Moved:
    """Empty unless both boards show the group; each with what was decided on it."""
    if earlier.group is None or later.group is None:
        return Moved((), ())
    then, now = (earlier, decided_then), (later, decided_since)
    roles = zip(_stands(content, *then), _stands(content, *now), strict=True)
    areas = zip(_areas(content, *then), _areas(content, *now), strict=True)
    return Moved(
        tuple(RoleMoved(role, before, after) for (role, before), (_, after) in roles),
        tuple(AreaMoved(area, before, after) for (area, before), (_, after) in areas),
    )


def _stands(content: Content, board: Board, decisions: Decisions) -> list[tuple[str, Stand]]:
    fits = score(ruled(content, board, decisions), stated(content, board, decisions), {})
    return [
        (fit.role, Stand(_word(content.model, fit.appropriate.value), fit.appropriate.label))
        for fit in fits
    ]


def _areas(content: Content, board: Board, decisions: Decisions) -> list[tuple[str, str | None]]:
    found = needs(content, stated(content, board, decisions))
    return [(need.area.id, need.word) for need in found]


def _word(model: RoleModel, value: Value) -> str | None:
    return None if value.point is None else anchor(model, value.point)
