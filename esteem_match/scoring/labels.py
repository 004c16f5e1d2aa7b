"""The labels from worst to best."""

from esteem_match.models import Label

ORDER = (Label.NOT_NOW, Label.POSSIBLE, Label.RECOMMENDED)


def worst(*labels: Label) -> Label:
    return min(labels, key=ORDER.index)


def reached(label: Label, goal: Label) -> bool:
    return ORDER.index(label) >= ORDER.index(goal)
