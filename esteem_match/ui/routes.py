"""What the pages' own scripts fetch, without a run of their page."""

from starlette.routing import Route

from esteem_match.ui.part_route import part_route

ROUTES = (Route("/part", part_route, methods=["POST"]),)
