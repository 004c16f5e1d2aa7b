"""What the pages' own scripts fetch, without a run of their page."""

from starlette.routing import Route

from esteem_match.ui.part_route import part_route
from esteem_match.ui.room.wall_route import wall_route

ROUTES = (
    Route("/part", part_route, methods=["POST"]),
    Route("/wall", wall_route, methods=["POST"]),
)
