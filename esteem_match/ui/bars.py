"""The two sides of a role as bars: a picture of plain HTML, with its words."""

from esteem_match.documents.phrases import View, blank, side_name, side_words, sides
from esteem_match.models import RoleFit, Side
from esteem_match.ui.words import esc


def bars(view: View, fit: RoleFit) -> str:
    """A bar for each side that this page has something to say of."""
    return "".join(_bar(view, fit, side) for side in sides(view))


def _bar(view: View, fit: RoleFit, side: Side) -> str:
    """A bar in words and as a picture: full up to what is expected, striped as far as may be."""
    name, value = side_name(view, side), fit.parts[side].value
    full = 0.0 if blank(fit, side) else value.expected
    parts = _part("fill", 0, full)
    if value.high > full:
        parts += _part("fill maybe", full, value.high)
    return (
        f'<div class="bar">{esc(name)}: <b>{esc(side_words(view, fit, side))}</b>'
        f'<div class="track" aria-hidden="true">{parts}</div></div>'
    )


def _part(kind: str, start: float, end: float) -> str:
    width = 100 * (end - start)
    place = f"inset-inline-start:{100 * start:.0f}%;width:{width:.0f}%"
    return f'<div class="{kind}" style="{place}"></div>'
