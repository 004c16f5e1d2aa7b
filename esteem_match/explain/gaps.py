"""Where the practitioner's picture of the group differs from the group's own answers.

A difference never changes a fit; it is something to talk about.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from esteem_match.models import Answers, Content, Item, Key, RoleModel
from esteem_match.scoring import values

_TURNS: Sequence[Key | None] = ("wish", "need", None)


class Gap(NamedTuple):
    """A question that both sides answered, with the positions of both answers.

    `difference` is a share of the scale, from -1 to 1, with 0 for 'does not apply'. It is positive
    if the practitioner's answer is higher. For a choice it is 1 if the two differ.
    """

    item: Item
    stated: int
    guessed: int
    difference: Fraction


class WishGap(NamedTuple):
    """How much stronger the practitioner sees the wish for a role than the group does, -1 to 1.

    `gap` is `guess` minus `wish`. It is the sum of `level`, the mean over the roles (which may only
    show a habit of answering high or low), and `shape`, the rest. `flagged`: worth talking about.
    """

    role: str
    guess: Fraction
    wish: Fraction
    gap: Fraction
    level: Fraction
    shape: Fraction
    flagged: bool


class _Pair(NamedTuple):
    item: Item
    stated: int
    guessed: int


def gaps(content: Content, group: Answers, practitioner: Answers) -> tuple[Gap, ...]:
    """All mirrored questions that both sides answered, the largest difference first.

    Among equal ones wishes come first, then needs, then facts.
    """
    pairs = _pairs(content, {**group, **practitioner})
    counted = _pairs(content, values(content, group, practitioner))
    found = (Gap(*pair, _difference(content, c)) for pair, c in zip(pairs, counted, strict=True))
    return tuple(sorted(found, key=lambda gap: (-abs(gap.difference), _TURNS.index(gap.item.key))))


def wish_gaps(
    content: Content, group: Answers, practitioner: Answers, voices: int = 1
) -> tuple[WishGap, ...]:
    """An entry for each role with a wish item that both answered; `voices`: members of the group.

    In both means 'does not apply' counts as 0. Flagged only if both have answered all of a role's
    wish items. Source: scoring.md 7.
    """
    facts = values(content, group, practitioner)
    pairs = [pair for pair in _pairs(content, facts) if pair.item.key == "wish"]
    asked = [item for item, _ in mirrored(content) if item.key == "wish"]
    found = []
    for role in content.model.roles:
        mine = [pair for pair in pairs if pair.item.role == role.id]
        whole = len(mine) == sum(item.role == role.id for item in asked)
        if mine:
            found.append(_wish_gap(content.model, role.id, mine, voices, whole))
    return _with_level(found)


def mirrored(content: Content) -> Iterator[tuple[Item, Item]]:
    """The group's items that the practitioner answers too, each with its mirror."""
    of_group = {item.id: item for item in content.group.items()}
    for mirror in content.practitioner.items():
        if mirror.mirrors is not None and mirror.kind != "text":
            yield of_group[mirror.mirrors], mirror


def _pairs(content: Content, facts: Answers) -> Iterator[_Pair]:
    for item, mirror in mirrored(content):
        stated, guessed = facts.get(item.id), facts.get(mirror.id)
        if isinstance(stated, int) and isinstance(guessed, int):
            yield _Pair(item, stated, guessed)


def _difference(content: Content, pair: _Pair) -> Fraction:
    if pair.item.kind == "scale":
        return Fraction(pair.guessed - pair.stated, content.model.top)
    return Fraction(pair.guessed != pair.stated)


def _wish_gap(model: RoleModel, role: str, pairs: list[_Pair], voices: int, whole: bool) -> WishGap:
    weight = model.top * sum(pair.item.weight for pair in pairs)
    guess = Fraction(sum(pair.item.weight * pair.guessed for pair in pairs), weight)
    wish = Fraction(sum(pair.item.weight * pair.stated for pair in pairs), weight)
    line = model.report.gap if voices >= model.report.few else model.report.gap_few
    flagged = whole and abs(guess - wish) >= line
    return WishGap(role, guess, wish, guess - wish, Fraction(0), Fraction(0), flagged)


def _with_level(found: list[WishGap]) -> tuple[WishGap, ...]:
    level = sum((one.gap for one in found), Fraction(0)) / max(len(found), 1)
    return tuple(one._replace(level=level, shape=one.gap - level) for one in found)
