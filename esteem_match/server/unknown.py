"""Addresses that lead nowhere: Streamlit answers them with its page and a 200; here it is a 404."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esteem_match.server.routes import PAGES, shell

OTHERS = ("/component/", "/media/")  # what Streamlit's elements load may be HTML too


def _is_shell(message: Message) -> bool:
    """Whether an answer begins that is a page of HTML; outside of our pages it is the fallback."""
    found = message["type"] == "http.response.start" and message["status"] in (200, 206)
    return found and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def honest(app: ASGIApp) -> ASGIApp:
    """Says 404 for an unknown address; its page is the shell still, which says so in words."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        replaced = False

        async def send_honest(message: Message) -> None:
            nonlocal replaced
            if not replaced and _is_shell(message):
                replaced = True
                answer = await shell(Request(scope), 404)
                await answer(scope, receive, send)
            elif not replaced:
                await send(message)

        known = scope["type"] != "http" or scope["path"] in PAGES
        aside = known or scope["path"].startswith(OTHERS)
        await app(scope, receive, send if aside else send_honest)

    return wrapped
