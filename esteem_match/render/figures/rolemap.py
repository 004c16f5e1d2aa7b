"""The role map as our own SVG: shapes tell labels apart, also in black and white."""

from collections.abc import Iterator, Sequence
from math import dist
from typing import NamedTuple

from esteem_match.documents.phrases.roles.chart import leftmost, placed
from esteem_match.documents.simple import ChartWords
from esteem_match.models import Label, Lines, RoleFit, Value
from esteem_match.render.figures.placing import HIGH, LOW, POINT, Name, Spot, spots
from esteem_match.render.figures.svg import SMALL, TEAL, WIDE, WIDTH, Box, shape, stroke, svg, text

_HEIGHT = 440

Points = Sequence[tuple[int, RoleFit]]
"""The roles on the map, each with the number of its practitioner."""


class Plot(NamedTuple):
    """Where the map itself lies in its picture, and how large its letters are."""

    box: Box
    letter: int

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of two values from 0 to 1."""
        across, up = (x - LOW) / (HIGH - LOW), (HIGH - y) / (HIGH - LOW)
        return self.box.x + across * self.box.width, self.box.y + up * self.box.height

    @property
    def pixel(self) -> float:
        """What stands for a pixel of `placing`, where a point has room for its sign."""
        return 0.8 * self.letter / POINT


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
        *_names(plot, [fit for _, fit in points], words, numbered=len(pairs) > 1),
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
        end, top = plot.at(HIGH - 0.02, HIGH - 0.02)
        box = f'x="{left:.1f}" y="{top:.1f}" width="{end - left:.1f}" height="{low - top:.1f}"'
        yield f'<rect {box} {stroke(1.4)} stroke-dasharray="{dash}"/>'


def _point(plot: Plot, fit: RoleFit) -> str:
    x, y = plot.at(*_place(fit))
    return shape(fit.label, x, y, plot.letter * 0.55)


def _numbers(plot: Plot, points: Points) -> Iterator[str]:
    """The practitioners' numbers; where points lie on each other, all above the first."""
    found: dict[tuple[float, float], set[int]] = {}
    for number, fit in points:
        at = plot.at(*_place(fit))
        place = next((one for one in found if dist(one, at) < plot.letter), at)
        found.setdefault(place, set()).add(number)
    for (x, y), numbers in found.items():
        said = ", ".join(map(str, sorted(numbers)))
        yield text(x, y - 0.9 * plot.letter, said, plot.letter, anchor="middle", halo=True)


def _whisker(plot: Plot, across: Value, up: Value) -> str:
    """Lines over what is open."""
    left, y = plot.at(across.low, up.expected)
    right, _ = plot.at(across.high, up.expected)
    x, low = plot.at(across.expected, up.low)
    _, high = plot.at(across.expected, up.high)
    flat = f"M{left:.1f} {y:.1f}H{right:.1f}" if across.high > across.low else ""
    steep = f"M{x:.1f} {low:.1f}V{high:.1f}" if up.high > up.low else ""
    return f'<path d="{flat}{steep}" {stroke(1, TEAL)}/>' if flat or steep else ""


def _names(
    plot: Plot, points: Sequence[RoleFit], words: ChartWords, *, numbered: bool
) -> Iterator[str]:
    """Each role's name where `placing` finds room for it, above the lines to their points."""
    fits, size = leftmost(points), plot.letter
    names = tuple(_name(plot, fit, words) for fit in fits)
    there = tuple(_place(fit) for fit in points)
    whole = plot.box.width / plot.pixel, plot.box.height / plot.pixel
    found = spots(names, there, numbered=numbered, maps=(whole,))
    boxes = [_box(plot, name, spot) for name, spot in zip(names, found, strict=True)]
    for name, box in zip(names, boxes, strict=True):
        x, y = plot.at(name.x, name.y)
        near = min(max(x, box.x), box.x + box.width)
        yield f'<path d="M{x:.1f} {y:.1f}L{near:.1f} {box.middle[1]:.1f}" {stroke(0.8)}/>'
    for fit, box in zip(fits, boxes, strict=True):
        x, y = box.middle
        yield text(x, y + 0.35 * size, words.roles[fit.role], size, anchor="middle", halo=True)


def _name(plot: Plot, fit: RoleFit, words: ChartWords) -> Name:
    size = plot.letter / plot.pixel
    return Name(*_place(fit), WIDE * size * len(words.roles[fit.role]), 1.1 * size)


def _box(plot: Plot, name: Name, spot: Spot) -> Box:
    """What a name covers of the picture."""
    x, y = plot.at(name.x, name.y)
    width, height = name.width * plot.pixel, name.height * plot.pixel
    left, top = x + spot.right * plot.pixel - width / 2, y + spot.down * plot.pixel - height / 2
    return Box(left, top, width, height)


def _place(fit: RoleFit) -> tuple[float, float]:
    return fit.achievable.value.expected, fit.appropriate.value.expected


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
