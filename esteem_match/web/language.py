"""In which language a page begins: asked for, chosen before, or the browser's own."""

import re
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response

from esteem_match import resources
from esteem_match.models import Library
from esteem_match.web.posted import fields, problem

COOKIE = "esteem_language"
YEAR = 365 * 24 * 3600
LARGEST_BODY = 256
MOST = 50  # languages that one browser may ask for
_OFFER = re.compile(
    r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?", re.I
)


def spoken(library: Library, chosen: Iterable[object], accepted: str) -> str:
    """The first of these codes that is there, else the best one accepted, else the base."""
    known = library.languages
    code = next((str(code) for code in chosen if code in known), None)
    return code or best(accepted, known) or library.base


def best(accepted: str, known: Iterable[str]) -> str | None:
    """The language that an Accept-Language header finds: `cy-GB` finds `cy`, and `pt` `pt-BR`."""
    names = {code.lower(): code for code in sorted(known)}
    found = (_found(tag, names) for tag in _wanted(accepted))
    return next(filter(None, found), None)


def _wanted(accepted: str) -> list[str]:
    """What a browser asks for, the most wanted first."""
    offers = [_OFFER.fullmatch(one.strip()) for one in accepted.split(",", MOST)[:MOST]]
    read = [(offer[1].lower(), float(offer[2] or 1)) for offer in offers if offer]
    return [tag for tag, much in sorted(read, key=lambda one: -one[1]) if much]


def _found(tag: str, names: dict[str, str]) -> str | None:
    near = (names[one] for one in _shorter(tag) if one in names)
    wider = (code for name, code in names.items() if name.startswith(f"{tag}-"))
    return next(near, None) or next(wider, None)


def _shorter(tag: str) -> Iterator[str]:
    """The tag itself, and less and less of it."""
    parts = tag.split("-")
    return ("-".join(parts[:many]) for many in range(len(parts), 0, -1))


async def choose(request: Request) -> Response:
    """POST /language: keeps a choice in a cookie of the browser, for the next time that it comes.

    It is sent along from other sites' links too: the first words are to be in it.
    """
    code = str((await fields(request, LARGEST_BODY)).get("language", ""))
    if code not in resources.library().languages:
        return problem("unknown", 404)
    answer = Response(status_code=204)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, code, max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    return answer
