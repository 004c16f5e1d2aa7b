"""A wall as HTML: one screen, in the units of the screen that it stands on."""

from pathlib import Path

from markupsafe import Markup

from esteem_match.documents.wall import Screen
from esteem_match.render.html import drawn_icon, templates

_SCREENS = templates(Path(__file__).with_name("templates"))


def wall(screen: Screen, place: str, qr: str = "") -> str:
    """`place`: which of how many it is. `qr`: a QR code, as SVG of our own making."""
    drawn = {"screen": screen, "place": place, "qr": Markup(qr), "icon": drawn_icon}
    return _SCREENS.get_template("wall.html").render(**drawn)
