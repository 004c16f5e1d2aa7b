"""Whether two roots of fractions differ by less than a band: exact, without rounding."""

from fractions import Fraction
from math import isqrt

PARTS = 1 << 64
"""Roots are first compared in units of 1 / PARTS, then in finer ones if that is not enough."""


def nearer(high: Fraction, low: Fraction, band: Fraction, roots: int) -> bool:
    """Whether the roots of two fractions from 0 up, the higher first, differ by less than `band`.

    `roots`: how many square roots are taken, 1 or 2. Two such roots can differ by exactly a
    fraction above 0 only if both are fractions: if r = s + band, the square or fourth power of r
    contains powers of s, each times more than 0, which never add up to a fraction unless s is one.
    So if not both are fractions, the loop always ends.
    """
    if high == low:
        return band > 0
    exact = _fraction(high, roots), _fraction(low, roots)
    if exact[0] is not None and exact[1] is not None:
        return exact[0] - exact[1] < band
    parts = PARTS
    while abs(over := _floor(high, roots, parts) - _floor(low, roots, parts) - band * parts) < 1:
        parts *= parts
    return over < 0


def _fraction(value: Fraction, roots: int) -> Fraction | None:
    """The root, if it is a fraction."""
    for _ in range(roots):
        root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
        if root * root != value:
            return None
        value = root
    return value


def _floor(value: Fraction, roots: int, parts: int) -> int:
    """The root in units of 1 / parts, rounded down."""
    whole: int = value.numerator * parts ** (2**roots) // value.denominator
    for _ in range(roots):
        whole = isqrt(whole)
    return whole
