"""Our own addresses: the page, the codes' exchange for cookies, live updates, health, fonts."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from esteem_match import resources
from esteem_match.web.answers import answer
from esteem_match.web.language import choose
from esteem_match.web.live.long_poll import live
from esteem_match.web.metrics import metrics
from esteem_match.web.protect.proxy import unreached
from esteem_match.web.session import Leave, Session, kept
from esteem_match.web.shell import first
from esteem_match.web.shell.assets import accepted, pack


async def page(request: Request) -> Response:
    """Every page is the same shell but for its first words; it is drawn over the websocket."""
    return await shell(request, 200)


async def shell(request: Request, status: int) -> Response:
    """The one HTML page with its first words, packed as the browser takes it."""
    encoding = accepted(request.headers.get("accept-encoding", ""))
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, Accept-Language, Cookie"}
    html = await asyncio.to_thread(first.page, first.first_of(request))
    if encoding is None:
        return Response(html, status, headers, "text/html")
    headers["Content-Encoding"] = encoding
    return Response(await pack(html, encoding), status, headers, "text/html")


async def health(_request: Request) -> Response:
    """200 while the content is loaded and the store answers, else 503."""
    try:
        await asyncio.to_thread(_alive)
    except Exception:
        return PlainTextResponse("not ready", status_code=503)
    return PlainTextResponse("ok")


def _alive() -> None:
    resources.library()
    resources.store().ping()


class Kept(StaticFiles):
    """Files that never change under their name."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().file_response(*args, **kwargs)
        answer.headers["Cache-Control"] = "public, immutable, max-age=31536000"
        return answer


PAGES = ("/", *(f"/{path.stem}" for path in sorted((resources.ROOT / "pages").glob("*.py"))))
ROUTES: tuple[BaseRoute, ...] = (
    Route("/session", Session),
    Route("/leave", Leave),
    Route("/kept", kept),
    Route("/language", choose, methods=["POST"]),
    Route("/answer", answer, methods=["POST"]),
    Route("/live", live),
    Route("/healthz", health),
    Route("/metrics", metrics),
    Route("/unreached", unreached),
    *(Route(path, page) for path in PAGES),
    Mount("/assets", Kept(directory=resources.ROOT / "assets")),
)
