"""The result of scoring: a role's keys and sides, likely labels and how sure they are."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from esteem_match.models.basics import Key, Label, Noun


class Sureness(StrEnum):
    """How sure a label is, given the answers so far; the words on screen are in interface.toml."""

    SETTLED = "settled"
    LIKELY = "likely"
    LEANING = "leaning"
    OPEN = "open"


class Span(Noun):
    """A key from 0 to 1: exact lowest, highest and expected value over all completions.

    `answered`: how many of its items have an answer; the key is blank at 0.
    """

    low: Fraction
    high: Fraction
    expected: Fraction
    answered: int


class Value(Noun):
    """A side or a fit from 0 to 1, for display only; labels and order use exact numbers."""

    low: float
    high: float
    expected: float


class Standing(Noun):
    """Where a role stands, by one side or by both.

    `chances`: the exact chance of each label from worst to best, with open answers spread as usual.
    `label` is the likely one: their median, at most "possible" while a key is blank. `chance` is
    that of `label`. `label_low` and `label_high` are the worst and best over all completions.
    """

    value: Value
    label: Label
    chance: Fraction
    sureness: Sureness
    chances: tuple[Fraction, ...]
    label_low: Label
    label_high: Label


class SideFit(Standing):
    """One role by one side: 'right for the group' or 'within reach'."""

    closed_by: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()


class RoleFit(Standing):
    """One role by both sides, with its keys. `closed_by` and `held_by` are on the sides."""

    role: str
    keys: Mapping[Key, Span]
    appropriate: SideFit
    achievable: SideFit

    @property
    def parts(self) -> Mapping[str, SideFit]:
        """Its two sides, by who answers for them."""
        return {"group": self.appropriate, "practitioner": self.achievable}
