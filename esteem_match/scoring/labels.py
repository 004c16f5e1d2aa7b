"""The labels from worst to best, and where their lines are."""

from fractions import Fraction

from esteem_match.models import Label, Lines

ORDER = (Label.NOT_NOW, Label.POSSIBLE, Label.RECOMMENDED)


def label_at(square: Fraction, lines: Lines) -> Label:
    """The label of a side from its exact square: reaching a line is enough."""
    if square >= lines.recommended**2:
        return Label.RECOMMENDED
    return Label.POSSIBLE if square >= lines.possible**2 else Label.NOT_NOW


def worst(*labels: Label) -> Label:
    return min(labels, key=ORDER.index)


def reached(label: Label, goal: Label) -> bool:
    return ORDER.index(label) >= ORDER.index(goal)
