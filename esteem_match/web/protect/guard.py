"""What other sites' pages may not do here: open sockets, and post."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

REFUSED = {"type": "websocket.close", "code": 1008}


def same_site(headers: Headers) -> bool:
    """Whether a browser sent this from a page of ours, or of an origin the operator allows.

    Streamlit would look up this machine's outside address, at another host, to judge a strange
    origin: none may reach it.
    """
    origin = headers.get("origin", "")
    allowed: list[str] = config.get_option("server.corsAllowedOrigins")
    return origin in allowed or urlsplit(origin).netloc == headers.get("host")


def posted_from_here(headers: Headers) -> bool:
    """Whether a POST comes from a page of ours; what says nothing of its origin does not."""
    site = headers.get("sec-fetch-site")
    return same_site(headers) if site is None else site == "same-origin"


def guarded(app: ASGIApp) -> ASGIApp:
    """Refuses sockets that another site's page opens."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            if "origin" in headers and not same_site(headers):
                return await send(REFUSED)
        return await app(scope, receive, send)

    return wrapped
