"""What moved between two rounds that may both be shown, by role and by area, in words."""

from typing import NamedTuple

from esteem_match.explain import RoleMoved, Stand, needs, roles_moved, stands
from esteem_match.models import Board, Content
from esteem_match.scoring import score
from esteem_match.workshop.board import Decisions, ruled, stated


class AreaMoved(NamedTuple):
    """The word of an area's need, None where too little is answered."""

    area: str
    before: str | None
    after: str | None


class Moved(NamedTuple):
    """An entry a role and an area, moved or not, in the model's order.

    Of a role, the word of 'right for the group', and its label.
    """

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
    areas = zip(_areas(content, *then), _areas(content, *now), strict=True)
    return Moved(
        roles_moved(_stands(content, *then), _stands(content, *now)),
        tuple(AreaMoved(area, before, after) for (area, before), (_, after) in areas),
    )


def _stands(content: Content, board: Board, decisions: Decisions) -> dict[str, Stand]:
    fits = score(ruled(content, board, decisions), stated(content, board, decisions), {})
    return stands(content.model, fits, "group")


def _areas(content: Content, board: Board, decisions: Decisions) -> list[tuple[str, str | None]]:
    found = needs(content, stated(content, board, decisions))
    return [(need.area.id, need.word) for need in found]
