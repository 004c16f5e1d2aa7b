"""The sheet on which a result is worked out by hand: boxes for ticks, and tables to look up in.

Its boxes hold the numbers of the form, from 1. The tables are computed from the role model, so that
totals of these numbers land exactly where the program's fractions do.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from esteem_match.models import SIDES, Condition, Content, Item, Key, Role, RoleModel, Side
from esteem_match.paper.numbering import Tick, numbers, sign, ticks, yes
from esteem_match.scoring import Rule, rules


class Box(NamedTuple):
    """Where the number of one question's tick is copied to. A 1 in a floor's box holds the role."""

    question: int
    floor: bool


class Unless(NamedTuple):
    """A role is held unless this question has one of these numbers.

    The sheet takes an empty one for the lowest and then for the highest answer of a scale: that is
    right where the lowest does not meet it and the highest does.
    """

    question: int
    ticked: tuple[int, ...]


class Row(NamedTuple):
    """One role on one side: the boxes of its two keys, what closes it, and what holds it."""

    role: Role
    boxes: tuple[tuple[Box, ...], tuple[Box, ...]]
    closed_by: tuple[Tick, ...]
    held_by: tuple[Tick, ...]
    held_unless: tuple[Unless, ...]


class Table(NamedTuple):
    """By the second total: what the first must at least be. None where nothing is enough."""

    totals: tuple[int, ...]
    possible: tuple[int | None, ...]
    recommended: tuple[int | None, ...]


class Part(NamedTuple):
    """One side's part of the sheet. `strongest`: of the first boxes the highest number is taken.
    `welcome`: without one of these numbers in the second boxes, a role is held."""

    side: Side
    rows: tuple[Row, ...]
    table: Table
    strongest: bool
    welcome: tuple[int, ...]


class Sheet(NamedTuple):
    """Both sides' parts, and the highest number that counts: above it stands 'does not apply'."""

    parts: tuple[Part, ...]
    highest: int


def sheet(content: Content) -> Sheet:
    """All that the sheet says in numbers. Roles are asked alike: one table serves a whole side."""
    parts = tuple(_part(content, side) for side in SIDES)
    return Sheet(parts, sign(content.model.top))


def _part(content: Content, side: Side) -> Part:
    first, second = SIDES[side]
    model = content.model
    welcome = range(model.welcome.answer, model.top + 1) if second == "wish" else ()
    return Part(
        side,
        tuple(_row(content, rule, side) for rule in rules(content)),
        _table(content, first, second),
        first == "need",
        tuple(map(sign, welcome)),
    )


def _row(content: Content, rule: Rule, side: Side) -> Row:
    form = content.side(side)
    number = numbers(form)
    first, second = (_boxes(rule.keys[key], number) for key in SIDES[side])
    vetoes = rule.vetoes[side]
    return Row(
        rule.role,
        (first, second),
        tuple(yes(form, veto) for veto in vetoes if veto.effect == "close"),
        tuple(yes(form, veto) for veto in vetoes if veto.effect == "hold"),
        tuple(_unless(content, side, condition) for condition in rule.holds[side]),
    )


def _boxes(items: tuple[Item, ...], number: Mapping[str, int]) -> tuple[Box, ...]:
    """A question that counts twice has two boxes: nobody needs to multiply."""
    return tuple(Box(number[item.id], item.floor) for item in items for _ in range(item.weight))


def _unless(content: Content, side: Side, condition: Condition) -> Unless:
    questionnaire = content.side(side)
    item = next(item for item in questionnaire.items() if item.id == condition.item)
    signs = ticks(questionnaire, item)
    meets = (one for one in signs if condition.met({item.id: _worth(item, one, signs)}))
    return Unless(numbers(questionnaire)[item.id], tuple(meets))


def _worth(item: Item, tick: int, signs: tuple[int, ...]) -> int:
    """The position that a tick counts as: 'does not apply', the last one, counts as the first."""
    return 0 if item.not_applicable and tick == signs[-1] else tick - 1


def _table(content: Content, first: Key, second: Key) -> Table:
    model, boxes, others = content.model, _counted(content, first), _counted(content, second)
    totals = _totals(model, others)
    possible, recommended = (
        tuple(_least(model, line, boxes, _share(model, total, others), second) for total in totals)
        for line in (model.lines.possible, model.lines.recommended)
    )
    return Table(tuple(totals), possible, recommended)


def _counted(content: Content, key: Key) -> int:
    """How many boxes of a role's key are added up; of needs one is taken."""
    return 1 if key == "need" else sum(item.weight for item in rules(content)[0].keys[key])


def _totals(model: RoleModel, boxes: int) -> range:
    return range(boxes, boxes * (model.top + 1) + 1)


def _least(
    model: RoleModel, line: Fraction, boxes: int, other: Fraction, second: Key
) -> int | None:
    """The least total in these boxes that reaches a line beside the other key; None without one.

    Below a wish that is not above the model's line there is none: the group leads.
    """
    if second == "wish" and other <= model.welcome.above:
        return None
    enough = (
        total for total in _totals(model, boxes) if _share(model, total, boxes) * other >= line**2
    )
    return next(enough, None)


def _share(model: RoleModel, total: int, boxes: int) -> Fraction:
    """A key, 0 to 1, from the numbers in its boxes: each begins at 1."""
    return Fraction(total - boxes, model.top * boxes)
