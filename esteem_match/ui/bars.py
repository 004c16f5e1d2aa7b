"""The two sides of a role as bars: a picture of plain HTML, with its words."""

from esteem_match.models import RoleFit, SideFit
from esteem_match.say import View, side_name, side_words, sides
from esteem_match.ui.words import esc


def bars(view: View, fit: RoleFit) -> str:
    """A bar for each side that this page has something to say of."""
    return "".join(_bar(view, side_name(view, side), part) for side, part in sides(view, fit))


def _bar(view: View, name: str, side: SideFit) -> str:
    """A bar in words and as a picture: full as far as is sure, striped as far as may be."""
    sure = side.value.low if side.value.point is None else side.value.point
    parts = _part("fill", 0, sure)
    if side.value.high > sure and side.value.low != side.value.high:
        parts += _part("fill maybe", sure, side.value.high)
    return (
        f'<div class="bar">{esc(name)}: <b>{esc(side_words(view, side))}</b>'
        f'<div class="track" aria-hidden="true">{parts}</div></div>'
    )


def _part(kind: str, start: float, end: float) -> str:
    width = 100 * (end - start)
    place = f"inset-inline-start:{100 * start:.0f}%;width:{width:.0f}%"
    return f'<div class="{kind}" style="{place}"></div>'
