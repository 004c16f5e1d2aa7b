"""The security headers of every HTTP answer, and what a browser may load."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esteem_match.web.shell.page import PAGE

KEPT = ("/static/", "/assets/")


def _inline_scripts() -> str:
    """Names the page's own inline scripts by hash, so that no other inline script can run."""
    found = re.findall(r"<script>(.*?)</script>", PAGE.decode(), re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in found)
    return " ".join(f"'sha256-{value.decode()}'" for value in hashes)


POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {_inline_scripts()} blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _add(message: Message, scope: Scope) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(HEADERS)
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if not scope["path"].startswith(KEPT):
        headers["Cache-Control"] = "no-store"


def protected(app: ASGIApp) -> ASGIApp:
    """Adds the headers to every answer, to that of an unforeseen error too."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_protected(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add(message, scope)
            await send(message)

        if scope["type"] != "http":
            return await app(scope, receive, send)
        try:
            await app(scope, receive, send_protected)
        except Exception:
            if not started:
                failed = PlainTextResponse("Internal Server Error", status_code=500)
                await failed(scope, receive, send_protected)
            raise

    return wrapped
