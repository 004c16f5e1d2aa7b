"""What to answer next, and what to ask the group: the open answers that would settle most.

For each open answer of a role, with the chances p(v) of its words and the chances P of the role's
labels, while the spread of all other answers stays as it is:

    rise = sum over v of p(v) * (sum over labels of P(label | v)²) - sum over labels of P(label)²

It is exact, never negative, and 0 only where the answer cannot change the label. Units: chance.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from esteem_match.explain.gaps import mirrored
from esteem_match.journey import picture
from esteem_match.models import SIDES, Answers, Content, Item, Key, RoleFit, RoleModel, Side
from esteem_match.scoring import (
    Chances,
    Reads,
    Rule,
    both,
    label_chances,
    open_spread,
    rules,
    score,
    together,
    values,
)


class OpenAnswer(NamedTuple):
    """An unanswered item, its role, and how much more would be known with an answer."""

    item: str
    role: str
    rise: Fraction


def open_answers(
    content: Content,
    group: Answers,
    practitioner: Answers,
    reads: Reads = together,
    fits: Sequence[RoleFit] | None = None,
) -> tuple[OpenAnswer, ...]:
    """The open answers that can still change a label, by the sides that are read.

    The most useful first; equal ones in the order of asking. `fits`: the pair's scores, if known.
    """
    facts = values(content, group, practitioner)
    read = {fit.role: reads(fit) for fit in fits or score(content, group, practitioner)}
    found = [
        one
        for rule in rules(content)
        for one in _of_role(content.model, rule, facts, _sides(read[rule.role.id]))
    ]
    asked = {item.id: at for at, item in enumerate(content.items())}
    useful = (one for one in found if one.rise)
    return tuple(sorted(useful, key=lambda one: (-one.rise, asked[one.item])))


def questions(
    content: Content, practitioner: Answers, first: Sequence[str] = ()
) -> tuple[Item, ...]:
    """The group's items that the practitioner could not answer: what to ask the group.

    First come the wishes of the roles in `first`, in that order. The others follow by how much
    they would settle under the group's own rules, where what only the group can say yes to is open
    and not unmet. Facts come last, in the order of asking.
    """
    unsure = [item for item, mirror in mirrored(content) if practitioner.get(mirror.id) is None]
    if not unsure:
        return ()
    seen = picture(content, practitioner)
    rise = {one.item: one.rise for one in open_answers(content, seen, practitioner)}
    return tuple(sorted(unsure, key=lambda item: (_place(item, first), -rise.get(item.id, 0))))


def unasked(model: RoleModel, fit: RoleFit) -> bool:
    """Whether a need is pressing (it reaches "recommended") and the wish for help is unknown."""
    keys = fit.keys
    presses = keys["need"].low >= model.lines.recommended
    return presses and not keys["wish"].answered and not fit.achievable.closed_by


def _place(item: Item, first: Sequence[str]) -> int:
    leads = item.key == "wish" and item.role in first
    return first.index(item.role or "") if leads else len(first)


def _sides(read: Side | None) -> Sequence[Side]:
    return tuple(SIDES) if read is None else (read,)


def _of_role(
    model: RoleModel, rule: Rule, facts: Answers, sides: Sequence[Side]
) -> Iterator[OpenAnswer]:
    chances = {side: label_chances(model, rule, side, facts) for side in sides}
    together_now: Chances = reduce(both, chances.values())
    now = _certainty(together_now)
    for side in sides:
        others = [chances[other] for other in sides if other != side]
        for key, item in _unanswered(rule, side, facts):
            words = open_spread(model, rule, key, facts)
            then = (
                reduce(both, others, label_chances(model, rule, side, facts, {item: word}))
                for word in range(len(words))
            )
            yield OpenAnswer(item, rule.role.id, _expected(words, then) - now)


def _unanswered(rule: Rule, side: Side, facts: Answers) -> Iterator[tuple[Key, str]]:
    for key in SIDES[side]:
        for item in rule.keys[key]:
            if not isinstance(facts.get(item.id), int):
                yield key, item.id


def _expected(words: Sequence[int], then: Iterable[Chances]) -> Fraction:
    """The certainty to expect after an answer."""
    known = (chance * _certainty(one) for chance, one in zip(words, then, strict=True))
    return sum(known, start=Fraction(0)) / sum(words)


def _certainty(chances: Iterable[Fraction]) -> Fraction:
    """The sum of squares: 1 where one label is sure."""
    return sum((chance * chance for chance in chances), start=Fraction(0))
