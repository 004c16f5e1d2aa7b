"""Many people, one room: which voices a board may show, how they combine, and how it is read. Pure.

All that is ever shown of a round is its Board, and all that is computed for it starts there.
"""

from esteem_match.workshop.board import (
    Decision,
    Decisions,
    offered,
    ruled,
    stated,
    undecided,
)
from esteem_match.workshop.combine import publish
from esteem_match.workshop.differ import Difference, Kind, Theirs, differences
from esteem_match.workshop.gate import (
    judged,
    may_begin_anew,
    may_move,
    too_near,
    uncounted,
)
from esteem_match.workshop.living import Living, living
from esteem_match.workshop.moved import Moved, moved
from esteem_match.workshop.prints import fingerprint
from esteem_match.workshop.voices import MEMBERS

__all__ = [
    "MEMBERS",
    "Decision",
    "Decisions",
    "Difference",
    "Kind",
    "Living",
    "Moved",
    "Theirs",
    "differences",
    "fingerprint",
    "judged",
    "living",
    "may_begin_anew",
    "may_move",
    "moved",
    "offered",
    "publish",
    "ruled",
    "stated",
    "too_near",
    "uncounted",
    "undecided",
]
