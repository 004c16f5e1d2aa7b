"""The icons: the mark, one for each role, and some for pages. Our own drawings, in one colour.

Each is 24 by 24 in the colour of the text around it, without words: its meaning is beside it.
"""

from functools import cache
from importlib.resources import files
from urllib.parse import quote

_ROLES = (
    "resource-builder",
    "capacity-builder",
    "facilitator",
    "bridge-builder",
    "co-educator",
)
ICONS = ("mark", *_ROLES, "ask", "leave", "group", "practitioner", "workshop", "lock", "pass-on")


@cache
def icon(name: str) -> str:
    """The icon as SVG for a line of HTML; screen readers skip it."""
    if name not in ICONS:
        raise KeyError(name)
    drawn = files("esteem_match.render") / "icons" / f"{name}.svg"
    return drawn.read_text(encoding="utf-8").strip()


@cache
def masks() -> str:
    """A CSS rule for each icon, for `<span class="icon icon-NAME">` where SVG is not allowed."""
    return "".join(f'.icon-{name}{{--icon:url("{_address(name)}")}}' for name in ICONS)


def _address(name: str) -> str:
    """An icon as a data URL. A mask only uses its shape, in any colour."""
    return "data:image/svg+xml," + quote(icon(name), safe=" =:/<>")
