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
from esteem_match.web.links import address
from esteem_match.web.session import COOKIE, HOST_COOKIE
from esteem_match.web.shell.page import FIRST, PAGE
from esteem_match.words import Words

Kind = Literal["welcome", "consent", "opening"]
_TEMPLATES = templates(Path(__file__).with_name("templates"))


class First(NamedTuple):
    """What a page begins with: for whom the consent is, and the language that was asked for."""

    kind: Kind
    side: Side | None = None
    language: str = ""


def first_of(request: Request) -> First:
    """The words that nothing but the address decides; of all other pages, that they are opening."""
    asked = dict(request.query_params)
    language = asked.pop("lang", "")
    if request.url.path != "/" or {COOKIE, HOST_COOKIE} & set(request.cookies):
        return First("opening", language=language)
    side = next((side for side in SIDES if asked == {"door": side}), None)
    kind: Kind = "consent" if side else "opening" if asked else "welcome"
    return First(kind, side, language)


def page(first: First) -> bytes:
    """The one HTML page with these words in it; without, where content or store are away."""
    try:
        known = resources.library().languages
        language = first.language if first.language in known else resources.library().base
        return _page(first._replace(language=language), resources.store().keep_days)
    except (ContentError, StoreError):
        return PAGE.replace(FIRST, b"")


@lru_cache(maxsize=64)
def _page(first: First, days: int) -> bytes:
    library = resources.library()
    direction = library.languages[first.language].direction
    words = Words(library.words[first.language], first.language, direction)
    spoken = {} if first.language == library.base else {"lang": first.language}
    doors = tuple(_doors(first.language, spoken))
    found = {
        "words": words,
        "days": days,
        "doors": doors,
        "host": hosted(words, resources.site()),
        "responsible": responsible(words, resources.site()),
        "to": lambda page="": address(page, spoken),
    }
    html = _TEMPLATES.get_template("first.html").render(**found, **first._asdict())
    return PAGE.replace(FIRST, html.encode())


def _doors(language: str, spoken: dict[str, str]) -> Iterator[tuple[str, str, dict[str, int]]]:
    """Each door with its address, and the numbers in its words."""
    for side in SIDES:
        shortest, longest = journey.least_and_most(
            resources.library().contents[language].side(side)
        )
        yield side, address("", {"door": side, **spoken}), {"minutes": shortest, "longest": longest}
    yield "workshop", address("workshop", spoken), {}
