"""Explains a result: its reasons, what would change it, and what to talk about. Pure."""

from esteem_match.explain.ask import OpenAnswer, open_answers, questions, unasked
from esteem_match.explain.change import Change, Step, smallest_change
from esteem_match.explain.gaps import Gap, WishGap, gaps, mirrored, wish_gaps
from esteem_match.explain.ledger import Entry, Points, ledger, points
from esteem_match.explain.moved import (
    AnswerMoved,
    RoleMoved,
    Stand,
    answers_moved,
    roles_moved,
    stands,
)
from esteem_match.explain.needs import AreaNeed, anchor, needs
from esteem_match.explain.position import (
    Contrary,
    Position,
    Wish,
    contraries,
    only_when_asked,
    position,
    refused,
    wish,
    yes,
)
from esteem_match.explain.reasons import Reason, Reasons, reasons
from esteem_match.explain.robust import Robust, Shares, robustness, shares
from esteem_match.explain.spreads import Sensitivity, spread_sensitivity
from esteem_match.explain.talk import (
    Point,
    Raised,
    advice,
    agreement,
    leadership,
    leads,
    tensions,
)
from esteem_match.explain.weightings import draws

__all__ = [
    "AnswerMoved",
    "AreaNeed",
    "Change",
    "Contrary",
    "Entry",
    "Gap",
    "OpenAnswer",
    "Point",
    "Points",
    "Position",
    "Raised",
    "Reason",
    "Reasons",
    "Robust",
    "RoleMoved",
    "Sensitivity",
    "Shares",
    "Stand",
    "Step",
    "Wish",
    "WishGap",
    "advice",
    "agreement",
    "anchor",
    "answers_moved",
    "contraries",
    "draws",
    "gaps",
    "leadership",
    "leads",
    "ledger",
    "mirrored",
    "needs",
    "only_when_asked",
    "open_answers",
    "points",
    "position",
    "questions",
    "reasons",
    "refused",
    "robustness",
    "roles_moved",
    "shares",
    "smallest_change",
    "spread_sensitivity",
    "stands",
    "tensions",
    "unasked",
    "wish",
    "wish_gaps",
    "yes",
]
