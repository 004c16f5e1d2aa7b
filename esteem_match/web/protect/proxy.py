"""What the log says, once, where a proxy in front of the program keeps people from it."""

import logging
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UNREACHED = (
    "A page could not connect to its server. If a proxy stands in front, have it pass on WebSockets"
    " (Upgrade and Connection), the Host that the browser named, and a whole name, not a path:"
    " README, 'Behind a proxy'."
)
STRANGE_HOST = (
    "Somebody was refused, for the address that they used is not among server.allowedHosts (HOSTS)."
    " If a proxy stands in front, have it pass on the Host that the browser named: README,"
    " 'Behind a proxy'."
)
_REFUSED = b"Invalid host header"


@cache
def _say(line: str) -> None:
    """Says it the first time only; it names nobody's address."""
    logging.getLogger("esteem_match").warning(line)


async def unreached(_request: Request) -> Response:
    """GET /unreached: a page was sent, and its websocket never came."""
    _say(UNREACHED)
    return Response(status_code=204)


def noting_strange_hosts(app: ASGIApp) -> ASGIApp:
    """Has the log say that the guard of host names behind this has refused one."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_noted(message: Message) -> None:
            if message.get("body") == _REFUSED:
                _say(STRANGE_HOST)
            await send(message)

        return await app(scope, receive, send_noted)

    return wrapped
