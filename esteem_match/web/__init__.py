"""What HTTP needs around the pages: headers, limits, lightened assets, a few routes, start-up."""

from collections.abc import Sequence
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from esteem_match.web.life import lifespan
from esteem_match.web.metrics import counted
from esteem_match.web.protect.allowlist import allowed
from esteem_match.web.protect.guard import guarded
from esteem_match.web.protect.headers import protected
from esteem_match.web.protect.limit import limited
from esteem_match.web.protect.proxy import noting_strange_hosts
from esteem_match.web.routes import ROUTES
from esteem_match.web.settings import hosts
from esteem_match.web.shell.assets import lightened

SCRIPT = Path(__file__).resolve().parents[1] / "navigation.py"


def middleware(ours: Sequence[BaseRoute]) -> tuple[Middleware, ...]:
    """What stands before the application, with these routes of our own. All others are closed."""
    return (
        Middleware(counted),
        Middleware(protected),
        Middleware(noting_strange_hosts),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts(), www_redirect=False),
        Middleware(allowed, ours=ours),
        Middleware(guarded),
        Middleware(limited),
        Middleware(lightened),
    )


__all__ = ["ROUTES", "SCRIPT", "lifespan", "middleware"]
