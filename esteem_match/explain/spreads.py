"""How much a result depends on the spreads of open answers: tried with flat and steeper ones.

In a flat spread all words are equally likely. In a steep one each share is half as far again from
the flat one, and the sum stays the same. If a share would fall to 0 or below, all move less far.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple, get_args

from esteem_match.models import Answers, Content, Key, Label
from esteem_match.scoring import Reads, score, standing, together

STEEPER = Fraction(3, 2)
LEAST = Fraction(1, 100)
"""No share falls below this: with a 0, answers in the key could not raise it."""


class Sensitivity(NamedTuple):
    """The likely label of a role as it is, with flat spreads and with steep ones."""

    role: str
    label: Label
    flat: Label
    steep: Label

    @property
    def changes(self) -> bool:
        return {self.flat, self.steep} != {self.label}


def spread_sensitivity(
    content: Content, group: Answers, practitioner: Answers, reads: Reads = together
) -> tuple[Sensitivity, ...]:
    """An entry for each role, in the model's order. Source: OURS."""
    flat, steep = Fraction(0), STEEPER
    found = [
        _labels(one, group, practitioner, reads)
        for one in (content, _spread_by(content, flat), _spread_by(content, steep))
    ]
    roles = (role.id for role in content.model.roles)
    return tuple(Sensitivity(*row) for row in zip(roles, *found, strict=True))


def _labels(content: Content, group: Answers, practitioner: Answers, reads: Reads) -> list[Label]:
    return [standing(fit, reads(fit)).label for fit in score(content, group, practitioner)]


def _spread_by(content: Content, times: Fraction) -> Content:
    expected = content.model.expected
    keys: tuple[Key, ...] = get_args(Key)
    bent = expected.model_copy(update={key: _bent(expected.of(key), times) for key in keys})
    return content.model_copy(update={"model": content.model.model_copy(update={"expected": bent})})


def _bent(shares: Sequence[Fraction], times: Fraction) -> tuple[Fraction, ...]:
    """Each share `times` as far from the flat one, or less so that all stay above 0."""
    flat = Fraction(1, len(shares))
    lowest = min(shares)
    if lowest < flat:
        times = min(times, max((flat - LEAST) / (flat - lowest), Fraction(1)))
    return tuple(flat + times * (share - flat) for share in shares)
