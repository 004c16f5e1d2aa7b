"""Where names stand on the map: near their points, on no other point and on no other name. Pure.

A map is drawn once and shown on phones and on walls, and a name keeps its distance in pixels. So a
spot must be free on both. A map on paper has one size.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

Size = tuple[float, float]

MAPS: tuple[Size, ...] = ((280, 300), (700, 340))
"""Pixels that are left for the map itself: on a phone, on a wall."""

LOW, HIGH = -0.08, 1.08  # what the map's axes show
POINT = 11.0  # from a point's middle to the edge of its sign, with some air
NUMBER = 18.0  # above a point that bears a number
AIR = 2.0
STEP = 6
FAR = 144


class Box(NamedTuple):
    """A rectangle in pixels; down is more."""

    left: float
    top: float
    right: float
    bottom: float


class Name(NamedTuple):
    """A name to place: its point on the map, from 0 to 1, and the size of its words in pixels."""

    x: float
    y: float
    width: float
    height: float


class Spot(NamedTuple):
    """Where the middle of a name stands, in pixels from its point."""

    right: int
    down: int


Placed = tuple[Name, Spot]
Signs = Sequence[tuple[Size, Sequence[Box]]]
"""On each map, what its points cover."""


def _nearest() -> tuple[Spot, ...]:
    """All spots that are tried. A name is wider than high, so aside is nearer than it looks."""
    tried = product(range(-FAR, FAR + 1, 2 * STEP), range(-FAR, FAR + 1, STEP))
    return tuple(sorted((Spot(*at) for at in tried), key=lambda at: at.right**2 / 3 + at.down**2))


NEAREST = _nearest()


@lru_cache(maxsize=256)
def spots(
    names: tuple[Name, ...],
    points: tuple[tuple[float, float], ...],
    *,
    numbered: bool = False,
    maps: tuple[Size, ...] = MAPS,
) -> tuple[Spot, ...]:
    """A spot for each name; the most crowded points choose first."""
    signs = [(size, [sign(at, size, numbered=numbered) for at in points]) for size in maps]
    chosen: dict[int, Placed] = {}
    for at in sorted(range(len(names)), key=lambda at: _room(names[at], points)):
        spot = _best(names[at], tuple(chosen.values()), signs)
        chosen[at] = names[at], spot
    return tuple(chosen[at][1] for at in range(len(names)))


def box(name: Name, spot: Spot, size: Size) -> Box:
    """What a name covers there on a map of this size."""
    x, y = pixels((name.x, name.y), size)
    wide, high = name.width / 2 + AIR, name.height / 2 + AIR
    x, y = x + spot.right, y + spot.down
    return Box(x - wide, y - high, x + wide, y + high)


def sign(at: tuple[float, float], size: Size, *, numbered: bool = False) -> Box:
    """What a point covers."""
    x, y = pixels(at, size)
    return Box(x - POINT, y - POINT - NUMBER * numbered, x + POINT, y + POINT)


def pixels(at: tuple[float, float], size: Size) -> tuple[float, float]:
    (x, y), (width, height) = at, size
    return (x - LOW) / (HIGH - LOW) * width, (HIGH - y) / (HIGH - LOW) * height


def overlap(one: Box, other: Box) -> float:
    """How many square pixels two boxes share."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(wide, 0) * max(high, 0)


def _room(name: Name, points: Sequence[tuple[float, float]]) -> float:
    """How far a point's neighbours are."""
    return sum(sorted(abs(name.x - x) + abs(name.y - y) for x, y in points)[:3])


def _best(name: Name, others: Sequence[Placed], signs: Signs) -> Spot:
    """The nearest spot that is free; where none is, the one that covers least."""
    least, best = float("inf"), NEAREST[0]
    for spot in NEAREST:
        covered = 0.0
        for more in _covers(name, spot, others, signs):
            covered += more
            if covered >= least:
                break
        if covered < least:
            least, best = covered, spot
        if not least:
            break
    return best


def _covers(name: Name, spot: Spot, others: Sequence[Placed], signs: Signs) -> Iterator[float]:
    """What a name would cover there on any map, or its line cross, bit by bit."""
    for size, there in signs:
        mine = box(name, spot, size)
        yield outside(mine, size)
        for one in there:
            yield overlap(mine, one)
        for other, its in others:
            yield overlap(mine, box(other, its, size))
    for size, there in signs:
        mine = box(name, spot, size)
        for one in there:
            yield _astray(name, spot, one, size)
        for other, its in others:
            yield _crossed(name, spot, box(other, its, size), size)
            yield _crossed(other, its, mine, size)


def _astray(name: Name, spot: Spot, other: Box, size: Size) -> float:
    """Whether a name, or its line, would seem to belong to another point."""
    x, y = pixels((name.x, name.y), size)
    if other.left < x < other.right and other.top < y < other.bottom:
        return 0
    mine = box(name, spot, size)
    middle = (other.left + other.right) / 2, other.bottom - POINT
    nearer = _gap(mine, *middle) < _gap(mine, x, y)
    return 200.0 * nearer + _crossed(name, spot, other, size)


def _gap(mine: Box, x: float, y: float) -> float:
    """How far a place is from a box, squared."""
    wide = max(mine.left - x, 0, x - mine.right)
    high = max(mine.top - y, 0, y - mine.bottom)
    return wide**2 + high**2


def outside(mine: Box, size: Size) -> float:
    """How far a box stands out of the map, counted like a covered square."""
    width, height = size
    out = max(0, -mine.left) + max(0, -mine.top)
    return 100 * (out + max(0, mine.right - width) + max(0, mine.bottom - height))


def _crossed(name: Name, spot: Spot, other: Box, size: Size) -> float:
    """How much of the line from a name to its point another name would hide."""
    x, y = pixels((name.x, name.y), size)
    way = ((x + spot.right * part / 8, y + spot.down * part / 8) for part in range(8))
    return 50.0 * sum(
        other.left < at < other.right and other.top < down < other.bottom for at, down in way
    )
