"""What scoring says of a role: keys, sides, fit and label range."""

from collections.abc import Mapping
from fractions import Fraction

from esteem_match.models.basics import Key, Label, Noun


class Span(Noun):
    """A key: exact lowest and highest value over all completions, and the mean of what is answered.

    `point` is None while less than the model's `coverage` of the key's weight is answered.
    """

    low: Fraction
    high: Fraction
    point: Fraction | None


class Value(Noun):
    """A side or a fit as shown: 0 to 1, for display only; labels and order never use it rounded."""

    low: float
    high: float
    point: float | None


class SideFit(Noun):
    """One side of one role: 'right for the group' or 'within reach', with its own label range."""

    value: Value
    label_low: Label
    label_high: Label
    closed_by: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        return self.label_low if self.label_low == self.label_high else Label.OPEN


class RoleFit(Noun):
    """One role's keys, sides, fit and label range. `closed_by` and `held_by` are on the sides."""

    role: str
    keys: Mapping[Key, Span]
    appropriate: SideFit
    achievable: SideFit
    fit: Value
    label_low: Label
    label_high: Label

    @property
    def label(self) -> Label:
        return self.label_low if self.label_low == self.label_high else Label.OPEN
