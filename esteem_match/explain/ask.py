"""What to answer next, and what to ask the group: the open answers that could settle most.

For each open answer of a role, with the chances p(v) of its words and the chances P of the role's
labels, all else staying spread as it is:

    rise = sum over v of p(v) * (sum over labels of P(label | v)²) - sum over labels of P(label)²

It is exact, never negative, and 0 only where the answer cannot change the label. Units: chance.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from esteem_match.explain.gaps import mirrored
from esteem_match.journey import picture
from esteem_match.models import SIDES, Answers, Content, Item, RoleModel, Side
from esteem_match.scoring import (
    Reads,
    Rule,
    label_chances,
    open_spread,
    rules,
    score,
    together,
    values,
)


class OpenAnswer(NamedTuple):
    """An item without an answer, its role, and the rise of what is known once it is answered."""

    item: str
    role: str
    rise: Fraction


def open_answers(
    content: Content, group: Answers, practitioner: Answers, reads: Reads = together
) -> tuple[OpenAnswer, ...]:
    """The open answers of the sides that are read on which a label still hangs.

    The most useful first; equal ones in the order of asking.
    """
    facts = values(content, group, practitioner)
    read = {fit.role: reads(fit) for fit in score(content, group, practitioner)}
    found = [
        one
        for rule in rules(content)
        for one in _of_role(content.model, rule, facts, _sides(read[rule.role.id]))
    ]
    asked = {item.id: at for at, item in enumerate(content.items())}
    useful = (one for one in found if one.rise)
    return tuple(sorted(useful, key=lambda one: (-one.rise, asked[one.item])))


def questions(content: Content, practitioner: Answers) -> tuple[Item, ...]:
    """The group's items that the practitioner could not answer: what to ask the group.

    Those that could settle most come first, by the group's own rules: what only the group can say
    yes to is open, and not failed. Facts come last, in the order of asking.
    """
    seen = picture(content, practitioner)
    rise = {one.item: one.rise for one in open_answers(content, seen, practitioner)}
    unsure = [item for item, mirror in mirrored(content) if practitioner.get(mirror.id) is None]
    return tuple(sorted(unsure, key=lambda item: -rise.get(item.id, 0)))


def _sides(read: Side | None) -> Sequence[Side]:
    return tuple(SIDES) if read is None else (read,)


def _of_role(
    model: RoleModel, rule: Rule, facts: Answers, sides: Sequence[Side]
) -> Iterator[OpenAnswer]:
    now = _squares(label_chances(model, rule, facts, sides))
    for key, items in rule.keys.items():
        chances = open_spread(model, rule, key, facts)
        for item in items:
            if any(key in SIDES[side] for side in sides) and not isinstance(
                facts.get(item.id), int
            ):
                then = _then(model, rule, facts, sides, item, chances)
                yield OpenAnswer(item.id, rule.role.id, then - now)


def _then(
    model: RoleModel,
    rule: Rule,
    facts: Answers,
    sides: Sequence[Side],
    item: Item,
    chances: Sequence[int],
) -> Fraction:
    known = (
        chance * _squares(label_chances(model, rule, facts, sides, {item.id: word}))
        for word, chance in enumerate(chances)
    )
    return sum(known, start=Fraction(0)) / sum(chances)


def _squares(chances: Iterable[Fraction]) -> Fraction:
    return sum((chance * chance for chance in chances), start=Fraction(0))
