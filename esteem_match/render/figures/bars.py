"""The two sides of each role as bars, as our own SVG: full, hatched, and dotted where open."""

from collections.abc import Sequence

from esteem_match.documents.phrases.roles.bars import blank
from esteem_match.documents.simple import ChartWords
from esteem_match.models import RoleFit, Side
from esteem_match.render.figures.svg import INK, OCHRE, PALE, SMALL, TEAL, WIDTH, Box, svg, text

_PATTERNS = (
    '<defs><pattern id="hatched" width="7" height="7" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="7" height="7" fill="#fff"/>'
    f'<rect width="3.5" height="7" fill="{OCHRE}"/></pattern>'
    '<pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<circle cx="3" cy="3" r="1" fill="{INK}"/></pattern></defs>'
)


def bars(
    fits: Sequence[RoleFit], sides: Sequence[Side], words: ChartWords, letter: int = SMALL
) -> str:
    """A bar a role and side, in the order given, the first on top; 0 to 1."""
    names = {"group": words.appropriate, "practitioner": words.achievable}
    drawn, y = [_PATTERNS], 1.2 * letter
    for side in sides:
        drawn.append(_bar(Box(6, y - 0.8 * letter, 2 * letter, letter), side, 1, 1))
        drawn.append(text(6 + 2.6 * letter, y, names[side], letter))
        y += 1.7 * letter
    for fit in fits:
        y += 0.6 * letter
        drawn.append(text(6, y, words.roles[fit.role], letter, bold=True))
        for side in sides:
            value = fit.parts[side].value
            full = 0.0 if blank(fit, side) else value.expected
            place = Box(6, y + 0.45 * letter, WIDTH - 12, 0.8 * letter)
            drawn.append(_bar(place, side, full, value.high))
            y += 1.05 * letter
        y += 1.2 * letter
    return svg("".join(drawn), y - 0.4 * letter)


def _bar(place: Box, side: Side, full: float, most: float) -> str:
    """Full up to what is expected; dotted as far as may be."""
    fill = TEAL if side == "group" else "url(#hatched)"
    ink = TEAL if side == "group" else OCHRE
    x, y, width, height = place
    size = f'y="{y:.1f}" height="{height:.1f}"'
    drawn = f'<rect x="{x:.1f}" width="{width:.1f}" {size} fill="none" stroke="{PALE}"/>'
    if full > 0:
        drawn += (
            f'<rect x="{x:.1f}" width="{width * full:.1f}" {size} fill="{fill}" stroke="{ink}"/>'
        )
    if most > full:
        rest = f'x="{x + width * full:.1f}" width="{width * (most - full):.1f}"'
        drawn += f'<rect {rest} {size} fill="url(#dotted)" stroke="{ink}" stroke-dasharray="3 3"/>'
    return drawn
