"""The strokes of our own pictures: words, shapes and lines as SVG."""

from html import escape
from typing import NamedTuple

from esteem_match.models import Label

WIDTH = 640
SMALL, LARGE = 15, 24
"""Letters of a picture on paper, in its own units: as large as the text around it."""

INK, TEAL, OCHRE, PALE = "#16242b", "#1f6f6a", "#9a5b0c", "#5c6b73"
WIDE = 0.56  # of a letter's height, a little more than our font needs
_FONT = "Atkinson Hyperlegible Next, DejaVu Sans, sans-serif"


class Box(NamedTuple):
    """A rectangle that something covers."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def shape(label: Label, x: float, y: float, size: float) -> str:
    """A full circle, an empty one, or a cross."""
    at = f'cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"'
    s = f"{size:.1f}"
    shapes = {
        Label.RECOMMENDED: f'<circle {at} fill="{TEAL}" stroke="{TEAL}" stroke-width="2.5"/>',
        Label.POSSIBLE: f'<circle {at} fill="#fff" stroke="{TEAL}" stroke-width="2.5"/>',
        Label.NOT_NOW: f'<path transform="translate({x:.1f} {y:.1f})" {stroke(2.5, TEAL)} '
        f'd="M-{s}-{s}L{s} {s}M-{s} {s}L{s}-{s}"/>',
    }
    return shapes[label]


def stroke(width: float = 1.2, colour: str = INK) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width}"'


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Words; with a `halo`, a white edge that keeps them readable on a line.

    The edge is drawn first, by itself: in a PDF, an edge of each letter would cover the one before.
    """
    look = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
    if bold:
        look += ' font-weight="700"'
    drawn = f"<text {look}>{escape(words)}</text>"
    edge = f'<text {look} fill="#fff" stroke="#fff" stroke-width="5">{escape(words)}</text>'
    return edge + drawn if halo else drawn


def svg(drawn: str, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'font-family="{_FONT}" fill="{INK}">{drawn}</svg>'
    )
