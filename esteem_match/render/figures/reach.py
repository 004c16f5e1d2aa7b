"""The map with several practitioners: a row a role, and in it a numbered point for each of them.

A role is as right for the group with everybody, so only how far it is within reach tells points
apart: they stand side by side, and where two would meet, one below the other.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from esteem_match.documents.phrases.roles.bars import blank
from esteem_match.documents.simple import ChartWords, Map
from esteem_match.models import Label, RoleFit, Value
from esteem_match.render.figures.svg import INK, PALE, SMALL, TEAL, WIDTH, stroke, svg, text

TALLEST, SMALLEST = 880, 7  # of a picture on a page of ours; of its letters
MOST = 4  # points of one place that stand one below the other
_AIR = 3.0  # between two points
_NAME, _KEY = 1.8, 1.6  # heights of a role's name and of a line of the key, in letters


class Dot(NamedTuple):
    """A practitioner's point in the row of a role: `level` counts down from its first line."""

    number: int
    label: Label
    value: Value
    x: float
    level: int


def reach_map(block: Map, letter: int = SMALL, *, paged: bool = False) -> str:
    """Each practitioner's number by how far a role is within reach, from left to right.

    `paged`: it fits a page of paper, without its key if need be: that stands in the grid as well.
    """
    made = _drawn(block, letter, block.who)
    while paged and made[1] > TALLEST and letter > SMALLEST:
        made = _drawn(block, letter, ())
        letter -= 1
    return svg(*made)


def _drawn(block: Map, letter: int, who: Sequence[str]) -> tuple[str, float]:
    """What is drawn, and how high it is."""
    top, drawn = 0.0, list[str]()
    for role in _best_first(block.pairs[0]):
        fits = [next(fit for fit in fits if fit.role == role) for fits in block.pairs]
        dots = levelled(block.numbers, fits, letter)
        drawn += _row(block.words.roles[role], dots, top, letter)
        top += (_NAME + 0.5) * letter + _levels(dots) * _across(letter)
    drawn.append(_axis(block.words, top, letter))
    labels = {fit.label for fits in block.pairs for fit in fits}
    shown = [label for label in reversed(Label) if label in labels]
    key = [*_legend(shown, block.words, letter), *_who(who, letter)]
    top += 2.6 * letter
    drawn += [_moved(one, top + at * _KEY * letter) for at, one in enumerate(key)]
    return "".join(drawn), top + (len(key) * _KEY - 0.6) * letter


def levelled(numbers: Sequence[int], fits: Sequence[RoleFit], letter: int) -> list[Dot]:
    """The points of a role by place, each on the first line where it meets no other.

    Where many have one place, some stand beside it, so that a row stays low.
    """
    found: list[Dot] = []
    both = zip(numbers, fits, strict=True)
    known = [(n, fit) for n, fit in both if not blank(fit, "practitioner")]
    for number, fit in sorted(known, key=lambda one: one[1].achievable.value.expected):
        value = fit.achievable.value
        x, level = _free(_place(value.expected, letter), found, letter)
        found.append(Dot(number, fit.label, value, x, level))
    return found


def _free(x: float, found: Sequence[Dot], letter: int) -> tuple[float, int]:
    """The nearest place that no point has, first one below the other."""
    near, edge = _across(letter) + _AIR, _across(letter) / 2
    for aside in (side * step * near for step in range(len(found) + 1) for side in (-1, 1)):
        at = x + aside
        for level in range(MOST if edge <= at <= WIDTH - edge else 0):
            if all(one.level != level or abs(one.x - at) >= near - 0.01 for one in found):
                return at, level
    return x, 1 + max(one.level for one in found)


def _moved(drawn: str, down: float) -> str:
    return f'<g transform="translate(0 {down:.1f})">{drawn}</g>'


def _best_first(fits: Sequence[RoleFit]) -> list[str]:
    """The roles, first what is most right for the group: it is the same in every pair."""
    return [one.role for one in sorted(fits, key=lambda one: -one.appropriate.value.expected)]


def _across(letter: int) -> float:
    """How wide a point is."""
    return 1.6 * letter


def _place(value: float, letter: int) -> float:
    side = _across(letter)
    return side + value * (WIDTH - 2 * side)


def _levels(dots: Sequence[Dot]) -> int:
    return 1 + max((one.level for one in dots), default=0)


def _row(name: str, dots: Sequence[Dot], top: float, letter: int) -> Iterator[str]:
    """Its name, then the lines over what is open, and the points above them."""
    yield f'<path d="M0 {top + 1:.1f}H{WIDTH}" {stroke(0.8, PALE)}/>'
    yield text(0, top + 1.35 * letter, name, letter, bold=True)
    first, across = top + _NAME * letter + _across(letter) / 2, _across(letter)
    for one in dots:
        left, right = (_place(end, letter) for end in (one.value.low, one.value.high))
        if right > left:
            y = first + one.level * across
            yield f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" {stroke(0.8, PALE)}/>'
    for one in dots:
        yield _dot(one.label, str(one.number), one.x, first + one.level * across, letter)


def _dot(label: Label, said: str, x: float, y: float, letter: int) -> str:
    """A full circle, an empty one, or a dashed one, with a number in it."""
    full = label == Label.RECOMMENDED
    dash = ' stroke-dasharray="3 3"' if label == Label.NOT_NOW else ""
    look = f'fill="{TEAL if full else "#fff"}" stroke="{TEAL if not dash else INK}"'
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_across(letter) / 2 - 1.5:.1f}" {look}'
    number = f'<text x="{x:.1f}" y="{y + 0.35 * letter:.1f}" font-size="{letter}"'
    ink = "#fff" if full else INK
    return (
        f'{circle} stroke-width="2"{dash}/>'
        f'{number} text-anchor="middle" fill="{ink}">{escape(said)}</text>'
    )


def _axis(words: ChartWords, top: float, letter: int) -> str:
    """What lies to the right is more within reach."""
    line = f'<path d="M0 {top + 1:.1f}H{WIDTH - 2}m-9-4l9 4l-9 4" {stroke(1.4)}/>'
    return line + text(WIDTH, top + 1.4 * letter, words.achievable, letter, anchor="end")


def _legend(labels: Sequence[Label], words: ChartWords, letter: int) -> Iterator[str]:
    """A point for each label: all in a line, where letters are small."""
    columns = 3 if letter == SMALL else 1
    for at in range(0, len(labels), columns):
        some = enumerate(labels[at : at + columns])
        yield "".join(_named(label, n * WIDTH / columns, words, letter) for n, label in some)


def _named(label: Label, x: float, words: ChartWords, letter: int) -> str:
    dot = _dot(label, "", x + 0.9 * letter, 0, letter)
    return dot + text(x + 2.2 * letter, 0.35 * letter, words.labels[label], letter)


def _who(who: Sequence[str], letter: int) -> Iterator[str]:
    """Who stands behind each number: two in a line, where letters are small."""
    columns = 2 if letter == SMALL else 1
    for at in range(0, len(who), columns):
        some = enumerate(who[at : at + columns])
        yield "".join(text(n * WIDTH / columns, 0.35 * letter, one, letter) for n, one in some)
