"""Streamlit's own files made light: scripts compressed once, two fonts replaced by ours."""

import asyncio
import gzip
import mimetypes
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from esteem_match.resources import ROOT
from esteem_match.web.shell.page import PAGE, STATIC

Packer = Callable[[bytes], bytes]

BROTLI_QUALITY = 9
PACKERS: Mapping[str, Packer] = {
    "br": lambda data: brotli.compress(data, quality=BROTLI_QUALITY),
    "gzip": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}
FILES: Mapping[str, Path] = {
    f"/{path.relative_to(STATIC).as_posix()}": path
    for path in (STATIC / "static").rglob("*")
    if path.suffix in {".js", ".css"}
}
NEVER = re.compile(r";q=0(\.0*)?$")
HEADERS = {"Vary": "Accept-Encoding", "Cache-Control": "public, immutable, max-age=31536000"}

LIGHT_FONTS = {
    "SourceSansVF-Upright": "atkinson-hyperlegible-next-latin-400-normal.woff2",
    "MaterialSymbols-Rounded": "material-symbols-subset.woff2",
}
FONTS: Mapping[str, Path] = {
    f"/{path.relative_to(STATIC).as_posix()}": ROOT / "assets" / "fonts" / LIGHT_FONTS[name]
    for path in (STATIC / "static").rglob("*.woff2")
    if (name := path.name.partition(".")[0]) in LIGHT_FONTS
}
A_DAY = {"Cache-Control": "public, max-age=86400"}

_packed: dict[tuple[str | bytes, str], asyncio.Task[bytes]] = {}


def accepted(header: str) -> str | None:
    """The best encoding of ours that an Accept-Encoding header allows, or None."""
    offers = [offer.replace(" ", "").lower() for offer in header.split(",")]
    allowed = {offer.split(";")[0] for offer in offers if not NEVER.search(offer)}
    return next((name for name in PACKERS if name in allowed), None)


def pack(what: str | bytes, encoding: str) -> Awaitable[bytes]:
    """The compressed bytes of an asset, or of a page; however many ask, it is compressed once.

    There are few pages: one a language and a kind of beginning.
    """
    key = (what, encoding)
    if key not in _packed:
        work = asyncio.to_thread(lambda: PACKERS[encoding](_bytes(what)))
        _packed[key] = asyncio.create_task(work)
    return asyncio.shield(_packed[key])


def _bytes(what: str | bytes) -> bytes:
    return what if isinstance(what, bytes) else FILES[what].read_bytes()


async def pack_first() -> None:
    """Compresses what the page itself asks for, before the first person comes."""
    html = PAGE.decode()
    for path in FILES:
        if path in html:
            await pack(path, "br")


def lightened(app: ASGIApp) -> ASGIApp:
    """Answers for Streamlit's files itself, where it has a lighter one that the browser takes."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] == "GET"
        answer = await _light(scope) if asked else None
        await (answer or app)(scope, receive, send)

    return wrapped


async def _light(scope: Scope) -> Response | None:
    path: str = scope["path"]
    if path in FONTS:
        return FileResponse(FONTS[path], headers=A_DAY, media_type="font/woff2")
    encoding = accepted(Headers(scope=scope).get("accept-encoding", ""))
    if path not in FILES or encoding is None:
        return None
    headers, kind = {**HEADERS, "Content-Encoding": encoding}, mimetypes.guess_type(path)[0]
    return Response(await pack(path, encoding), headers=headers, media_type=kind)
