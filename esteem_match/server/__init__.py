"""What HTTP needs around the pages: headers, limits, lightened assets, a few routes, start-up."""

from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from esteem_match.server.assets import lightened
from esteem_match.server.guard import guarded
from esteem_match.server.headers import protected
from esteem_match.server.life import lifespan
from esteem_match.server.limit import limited
from esteem_match.server.routes import ROUTES
from esteem_match.server.settings import hosts
from esteem_match.server.unknown import honest

SCRIPT = Path(__file__).resolve().parents[1] / "navigation.py"

MIDDLEWARE = (
    Middleware(protected),
    Middleware(TrustedHostMiddleware, allowed_hosts=hosts(), www_redirect=False),
    Middleware(guarded),
    Middleware(limited),
    Middleware(lightened),
    Middleware(honest),
)

__all__ = ["MIDDLEWARE", "ROUTES", "SCRIPT", "lifespan"]
