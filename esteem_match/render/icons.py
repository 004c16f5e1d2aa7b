"""The mark, an icon for each role, and a few for what a page says: our own drawings, in one colour.

Each is 24 by 24 in the colour of the text around it, and holds no word: what it stands for is said
beside it.
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
    """The drawing as SVG, to stand in a line of HTML; read aloud, it is passed over."""
    if name not in ICONS:
        raise KeyError(name)
    drawn = files("esteem_match.render") / "icons" / f"{name}.svg"
    return drawn.read_text(encoding="utf-8").strip()


@cache
def masks() -> str:
    """A rule for each icon, for `<span class="icon icon-NAME">` where HTML may hold no SVG."""
    return "".join(f'.icon-{name}{{--icon:url("{_address(name)}")}}' for name in ICONS)


def _address(name: str) -> str:
    """A drawing as an address that holds it. A mask takes its shape alone, in any colour."""
    return "data:image/svg+xml," + quote(icon(name), safe=" =:/<>")
