"""The role map as our own SVG: shapes tell labels apart, also in black and white."""

from collections.abc import Iterator, Sequence
from math import dist
from typing import NamedTuple

from esteem_match.models import Label, Lines, RoleFit, Value
from esteem_match.reports.svg import SMALL, TEAL, WIDE, WIDTH, Box, shape, stroke, svg, text
from esteem_match.say.chart import ChartWords, leftmost, middle, placed

_EDGE, _BEFORE = 1.06, 0.06  # how far the axes go on after 1, and before 0
_HEIGHT = 440
_AROUND = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))
_PLACES = [(far * dx, far * dy) for far in (1.0, 1.9, 2.8, 3.8) for dx, dy in _AROUND]


Points = Sequence[tuple[int, RoleFit]]
"""The roles on the map, each with the number of its practitioner."""


class Plot(NamedTuple):
    """Where the map itself lies in its picture, and how large its letters are."""

    box: Box
    letter: int

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of two values from 0 to 1."""
        whole = _EDGE + _BEFORE
        across, up = (x + _BEFORE) / whole, (_EDGE - y) / whole
        return self.box.x + across * self.box.width, self.box.y + up * self.box.height


def role_map(
    pairs: Sequence[Sequence[RoleFit]], lines: Lines, words: ChartWords, letter: int = SMALL
) -> str:
    """Each role as a point: right for the group (up) against within reach (right), both 0 to 1."""
    plot = Plot(Box(6, 2.0 * letter, WIDTH - 12, _HEIGHT), letter)
    points: Points = [(number, fit) for number, fits in enumerate(pairs, 1) for fit in placed(fits)]
    bottom = plot.box.y + plot.box.height
    parts = [
        text(plot.box.x, 1.2 * letter, words.appropriate, letter),
        text(WIDTH - 6, bottom + 1.4 * letter, words.achievable, letter, anchor="end"),
        *_frame(plot, lines),
        *(_whisker(plot, fit.achievable.value, fit.appropriate.value) for _, fit in points),
        *_names(plot, [fit for _, fit in points], words),
        *(_point(plot, fit) for _, fit in points),
        *(_numbers(plot, points) if len(pairs) > 1 else ()),
    ]
    shown = [label for label in Label if any(fit.label == label for _, fit in points)]
    legend, height = _legend(shown, words, bottom + 3.2 * letter, letter)
    return svg("".join([*parts, *legend]), height)


def _frame(plot: Plot, lines: Lines) -> Iterator[str]:
    """The axes, and the boxes that begin at the lines of the model."""
    x, y, width, height = plot.box
    yield f'<path d="M{x:.1f} {y:.1f}v{height:.1f}h{width:.1f}" {stroke(1.6)}/>'
    yield f'<path d="M{x - 4:.1f} {y + 9:.1f}l4-9l4 9" {stroke(1.6)}/>'
    right, bottom = x + width, y + height
    yield f'<path d="M{right - 9:.1f} {bottom - 4:.1f}l9 4l-9 4" {stroke(1.6)}/>'
    for line, dash in ((lines.possible, "2 5"), (lines.recommended, "9 5")):
        left, low = plot.at(float(line), float(line))
        end, top = plot.at(_EDGE - 0.02, _EDGE - 0.02)
        box = f'x="{left:.1f}" y="{top:.1f}" width="{end - left:.1f}" height="{low - top:.1f}"'
        yield f'<rect {box} {stroke(1.4)} stroke-dasharray="{dash}"/>'


def _point(plot: Plot, fit: RoleFit) -> str:
    x, y = plot.at(middle(fit.achievable.value), middle(fit.appropriate.value))
    return shape(fit.label, x, y, plot.letter * 0.55)


def _numbers(plot: Plot, points: Points) -> Iterator[str]:
    """The practitioners' numbers; where points lie on each other, all by the first."""
    found: dict[tuple[float, float], list[int]] = {}
    for number, fit in points:
        at = plot.at(middle(fit.achievable.value), middle(fit.appropriate.value))
        place = next((one for one in found if dist(one, at) < plot.letter), at)
        found.setdefault(place, []).append(number)
    for (x, y), numbers in found.items():
        said = ", ".join(str(number) for number in sorted(set(numbers)))
        yield text(x + 0.7 * plot.letter, y - 0.4 * plot.letter, said, plot.letter, halo=True)


def _whisker(plot: Plot, across: Value, up: Value) -> str:
    """Lines over what is open."""
    left, y = plot.at(across.low, middle(up))
    right, _ = plot.at(across.high, middle(up))
    x, low = plot.at(middle(across), up.low)
    _, high = plot.at(middle(across), up.high)
    flat = f"M{left:.1f} {y:.1f}H{right:.1f}" if across.high > across.low else ""
    steep = f"M{x:.1f} {low:.1f}V{high:.1f}" if up.high > up.low else ""
    return f'<path d="{flat}{steep}" {stroke(1, TEAL)}/>' if flat or steep else ""


def _names(plot: Plot, fits: Sequence[RoleFit], words: ChartWords) -> Iterator[str]:
    """Each role's name by its point, where it covers neither a point nor another name."""
    size = plot.letter
    centres = [plot.at(middle(f.achievable.value), middle(f.appropriate.value)) for f in fits]
    taken = [Box(x - 0.8 * size, y - 0.8 * size, 1.6 * size, 1.6 * size) for x, y in centres]
    for fit in sorted(leftmost(fits), key=lambda one: -middle(one.appropriate.value)):
        x, y = plot.at(middle(fit.achievable.value), middle(fit.appropriate.value))
        name = words.roles[fit.role]
        box = _free(plot, x, y, WIDE * size * len(name), taken)
        taken.append(box)
        near = min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height)
        yield f'<path d="M{x:.1f} {y:.1f}L{near[0]:.1f} {near[1]:.1f}" {stroke(0.8)}/>'
        start, anchor = _start(box, x)
        yield text(start, box.y + 0.95 * size, name, size, anchor=anchor, halo=True)


def _start(box: Box, x: float) -> tuple[float, str]:
    """Where a name begins or ends: on the side of its point."""
    if box.x >= x:
        return box.x, "start"
    if box.x + box.width <= x:
        return box.x + box.width, "end"
    return box.x + box.width / 2, "middle"


def _free(plot: Plot, x: float, y: float, width: float, taken: Sequence[Box]) -> Box:
    """The first place around a point that is free; the first one inside where none is."""
    size = plot.letter
    spots = []
    for dx, dy in _PLACES:
        left = x + dx * size - (width if dx < 0 else width / 2 if dx == 0 else 0)
        spots.append(Box(left, y + 1.1 * dy * size - 0.65 * size, width, 1.3 * size))
    inside = [spot for spot in spots if _within(spot, plot.box)] or [
        Box(max(plot.box.x, plot.box.x + plot.box.width - width), y, width, 1.3 * size)
    ]
    free = [spot for spot in inside if not any(spot.meets(one) for one in taken)]
    own = [spot for spot in free if not any(_nearer(spot, one, x, y) for one in taken)]
    return next(iter((*own, *free, *inside)))


def _nearer(spot: Box, other: Box, x: float, y: float) -> bool:
    """Whether a name would stand nearer to something else than to its own point."""
    return spot.gap(*other.middle) < spot.gap(x, y)


def _within(spot: Box, whole: Box) -> bool:
    return (
        spot.x > whole.x + 2
        and spot.x + spot.width < whole.x + whole.width - 2
        and spot.y > whole.y
        and spot.y + spot.height < whole.y + whole.height - 2
    )


def _legend(
    labels: Sequence[Label], words: ChartWords, top: float, letter: int
) -> tuple[list[str], float]:
    """A shape and its words a line; and where the picture ends."""
    drawn = []
    for row, label in enumerate(labels):
        y = top + row * 1.7 * letter
        drawn.append(shape(label, 6 + letter * 0.7, y, letter * 0.55))
        drawn.append(text(6 + 2 * letter, y + 0.35 * letter, words.labels[label], letter))
    return drawn, top + (len(labels) - 1) * 1.7 * letter + letter
