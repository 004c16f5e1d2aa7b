"""What the pages' own scripts fetch, each without a run of its page."""

from starlette.routing import Route

from esteem_match.ui.room.early import stage
from esteem_match.ui.turn import turn

ROUTES = (
    Route("/stage", stage, methods=["POST"]),
    Route("/turn", turn, methods=["POST"]),
)
