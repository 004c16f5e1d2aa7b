"""What moved between two rounds that may both be shown, by role and in words."""

from esteem_match.explain import RoleMoved, Stand, roles_moved, stands
from esteem_match.models import Board, Content
from esteem_match.scoring import alone, score
from esteem_match.workshop.board import Decisions, ruled, stated


def moved(
    content: Content,
    earlier: Board,
    later: Board,
    decided_then: Decisions,
    decided_since: Decisions,
) -> tuple[RoleMoved, ...]:
    """Where each role stood and stands for the group, moved or not, in the model's order.

    Empty unless both boards show the group; each with what was decided on it.
    """
    if earlier.group is None or later.group is None:
        return ()
    then, now = (earlier, decided_then), (later, decided_since)
    return roles_moved(_stands(content, *then), _stands(content, *now))


def _stands(content: Content, board: Board, decisions: Decisions) -> dict[str, Stand]:
    fits = score(ruled(content, board, decisions), stated(content, board), {})
    return stands(content.model, fits, alone("group"))
