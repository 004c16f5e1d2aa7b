"""A screen of the wall as HTML, sized in units of the screen."""

from pathlib import Path

from markupsafe import Markup

from esteem_match.documents.wall import Screen
from esteem_match.render.html import drawn_icon, templates

_SCREENS = templates(Path(__file__).with_name("templates"))


def wall(screen: Screen, place: str, qr: str = "") -> str:
    """A screen as HTML. `place`: its number of how many. `qr`: a QR code as our own SVG."""
    drawn = {"screen": screen, "place": place, "qr": Markup(qr), "icon": drawn_icon}
    return _SCREENS.get_template("wall.html").render(**drawn)
