"""What a browser shows until Streamlit is there: the first pages' words, and doors that lead on."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from starlette.requests import Request

from esteem_match import journey, resources
from esteem_match.content import ContentError
from esteem_match.documents.phrases.site import hosted, responsible
from esteem_match.models import SIDES, Side
from esteem_match.render.html import templates
from esteem_match.store import StoreError
from esteem_match.web import language
from esteem_match.web.links import address
from esteem_match.web.session import COOKIE, HOST_COOKIE
from esteem_match.web.shell.page import FIRST, PAGE
from esteem_match.words import Words

Kind = Literal["welcome", "consent", "opening"]
_TEMPLATES = templates(Path(__file__).with_name("templates"))


class First(NamedTuple):
    """What a page begins with: for whom the consent is, and what says in which language.

    The one that the address asks for, the one that was chosen before, those that a browser accepts.
    """

    kind: Kind
    side: Side | None = None
    asked: str = ""
    chosen: str = ""
    accepted: str = ""


def first_of(request: Request) -> First:
    """The words that nothing but the address decides; of all other pages, that they are opening."""
    asked = dict(request.query_params)
    languages = (
        asked.pop("lang", ""),
        request.cookies.get(language.COOKIE, ""),
        request.headers.get("accept-language", ""),
    )
    if request.url.path != "/" or {COOKIE, HOST_COOKIE} & set(request.cookies):
        return First("opening", None, *languages)
    side = next((side for side in SIDES if asked == {"door": side}), None)
    kind: Kind = "consent" if side else "opening" if asked else "welcome"
    return First(kind, side, *languages)


def speaks(first: First) -> str:
    """The code of the language that it is in."""
    return language.spoken(resources.library(), (first.asked, first.chosen), first.accepted)


def page(first: First) -> bytes:
    """The one HTML page with these words in it; without, where content or store are away."""
    try:
        code, days = speaks(first), resources.store().keep_days
    except (ContentError, StoreError):
        return PAGE.replace(FIRST, b"")
    return _page(first.kind, first.side, code, days, asked=code == first.asked)


@lru_cache(maxsize=64)
def _page(kind: Kind, side: Side | None, code: str, days: int, *, asked: bool) -> bytes:
    """A language that the address asks for goes along in the links."""
    library = resources.library()
    words = Words(library.words[code], code, library.languages[code].direction)
    spoken = {"lang": code} if asked else {}
    found = {
        "kind": kind,
        "side": side,
        "words": words,
        "days": days,
        "doors": tuple(_doors(code, spoken)),
        "host": hosted(words, resources.site()),
        "responsible": responsible(words, resources.site()),
        "to": lambda page="": address(page, spoken),
    }
    html = _TEMPLATES.get_template("first.html").render(**found)
    return PAGE.replace(FIRST, html.encode())


def _doors(code: str, spoken: dict[str, str]) -> Iterator[tuple[str, str, dict[str, int]]]:
    """Each door with its address, and the numbers in its words."""
    for side in SIDES:
        shortest, longest = journey.least_and_most(resources.library().contents[code].side(side))
        yield side, address("", {"door": side, **spoken}), {"minutes": shortest, "longest": longest}
    yield "workshop", address("workshop", spoken), {}
