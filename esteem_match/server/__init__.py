"""What HTTP needs around the pages: headers, limits, lightened assets, a few routes, start-up."""

from collections.abc import Sequence
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from esteem_match.server.allowlist import allowed
from esteem_match.server.assets import lightened
from esteem_match.server.guard import guarded
from esteem_match.server.headers import protected
from esteem_match.server.life import lifespan
from esteem_match.server.limit import limited
from esteem_match.server.routes import ROUTES
from esteem_match.server.settings import hosts

SCRIPT = Path(__file__).resolve().parents[1] / "navigation.py"


def middleware(ours: Sequence[BaseRoute]) -> tuple[Middleware, ...]:
    """What stands before the application, with these routes of our own. All others are closed."""
    return (
        Middleware(protected),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts(), www_redirect=False),
        Middleware(allowed, ours=ours),
        Middleware(guarded),
        Middleware(limited),
        Middleware(lightened),
    )


__all__ = ["ROUTES", "SCRIPT", "lifespan", "middleware"]
