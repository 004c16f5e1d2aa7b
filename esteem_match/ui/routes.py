"""What the pages' own scripts fetch, each without a run of its page."""

from starlette.routing import Route

from esteem_match.ui.questions.turn import turn
from esteem_match.ui.room.status_route import stage

ROUTES = (
    Route("/stage", stage, methods=["POST"]),
    Route("/turn", turn, methods=["POST"]),
)
