"""Whether two roots of fractions lie nearer to each other than a band: exact, never rounded."""

from fractions import Fraction
from math import isqrt

PARTS = 1 << 64
"""Roots are first looked at to this part of one, and more finely where that does not decide."""


def nearer(high: Fraction, low: Fraction, band: Fraction, squares: int) -> bool:
    """Whether the roots of two fractions from 0 up, the higher first, differ by less than `band`.

    `squares`: how many square roots are taken, 1 or 2. Two such roots differ by exactly a fraction
    above 0 only where both are fractions: if r = s + band, the square or fourth power of r holds
    powers of s, each times more than 0, that never make a fraction unless s is one. So where not
    both are fractions, looking more finely always comes to an end.
    """
    if high == low:
        return band > 0
    exact = _fraction(high, squares), _fraction(low, squares)
    if exact[0] is not None and exact[1] is not None:
        return exact[0] - exact[1] < band
    parts = PARTS
    while (
        abs(over := _floor(high, squares, parts) - _floor(low, squares, parts) - band * parts) < 1
    ):
        parts *= parts
    return over < 0


def _fraction(value: Fraction, squares: int) -> Fraction | None:
    """The root where it is a fraction."""
    for _ in range(squares):
        root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
        if root * root != value:
            return None
        value = root
    return value


def _floor(value: Fraction, squares: int, parts: int) -> int:
    """How many whole parts of one the root holds."""
    whole: int = value.numerator * parts ** (2**squares) // value.denominator
    for _ in range(squares):
        whole = isqrt(whole)
    return whole
