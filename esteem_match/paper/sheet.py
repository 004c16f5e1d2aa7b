"""The sheet for working out a result by hand: boxes for the ticked numbers, and look-up tables.

Its boxes hold the numbers of the form, from 1. The tables are computed from the role model, so that
totals of these numbers give exactly the program's labels.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from esteem_match.models import SIDES, Condition, Content, Item, Key, Role, RoleModel, Side
from esteem_match.paper.numbering import Tick, number_of, numbers, ticks, yes
from esteem_match.scoring import Rule, rules


class Box(NamedTuple):
    """A box for the ticked number of one question. A 1 in the box of a floor holds the role."""

    question: int
    floor: bool


class Unless(NamedTuple):
    """A role is held unless this question has one of these numbers.

    Where it is empty, the sheet uses the lowest and then the highest answer of the scale. That is
    right if the lowest does not meet the condition and the highest does.
    """

    question: int
    ticked: tuple[int, ...]


class Row(NamedTuple):
    """One role by one side: the boxes of its two keys, what closes it, and what holds it."""

    role: Role
    boxes: tuple[tuple[Box, ...], tuple[Box, ...]]
    closed_by: tuple[Tick, ...]
    held_by: tuple[Tick, ...]
    held_unless: tuple[Unless, ...]


class Table(NamedTuple):
    """For each total of the second key, the least of the first. None if nothing is enough."""

    totals: tuple[int, ...]
    possible: tuple[int | None, ...]
    recommended: tuple[int | None, ...]


class Part(NamedTuple):
    """One side's part of the sheet. `strongest`: the highest number in the first boxes counts.
    `welcome`: a role is held without one of these numbers in the second boxes."""

    side: Side
    rows: tuple[Row, ...]
    table: Table
    strongest: bool
    welcome: tuple[int, ...]


class Sheet(NamedTuple):
    """Both sides' parts, and the highest number that counts; 'does not apply' is one higher."""

    parts: tuple[Part, ...]
    highest: int


def sheet(content: Content) -> Sheet:
    """The numbers on the sheet. All roles are asked alike, so a side needs only one table."""
    parts = tuple(_part(content, side) for side in SIDES)
    return Sheet(parts, number_of(content.model.top))


def _part(content: Content, side: Side) -> Part:
    first, second = SIDES[side]
    model = content.model
    welcome = range(model.welcome.answer, model.top + 1) if second == "wish" else ()
    return Part(
        side,
        tuple(_row(content, rule, side) for rule in rules(content)),
        _table(content, first, second),
        first == "need",
        tuple(map(number_of, welcome)),
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
    """A question that counts twice has two boxes, so that nobody needs to multiply."""
    return tuple(Box(number[item.id], item.floor) for item in items for _ in range(item.weight))


def _unless(content: Content, side: Side, condition: Condition) -> Unless:
    questionnaire = content.side(side)
    item = next(item for item in questionnaire.items() if item.id == condition.item)
    options = ticks(questionnaire, item)
    meets = (one for one in options if condition.met({item.id: _worth(item, one, options)}))
    return Unless(numbers(questionnaire)[item.id], tuple(meets))


def _worth(item: Item, tick: int, options: tuple[int, ...]) -> int:
    """The position that a tick counts as: the last, 'does not apply', counts as the first."""
    return 0 if item.not_applicable and tick == options[-1] else tick - 1


def _table(content: Content, first: Key, second: Key) -> Table:
    model, boxes, others = content.model, _counted(content, first), _counted(content, second)
    totals = _totals(model, others)
    possible, recommended = (
        tuple(_least(model, line, boxes, _share(model, total, others), second) for total in totals)
        for line in (model.lines.possible, model.lines.recommended)
    )
    return Table(tuple(totals), possible, recommended)


def _counted(content: Content, key: Key) -> int:
    """How many boxes of a role's key are added up; of needs only one counts."""
    return 1 if key == "need" else sum(item.weight for item in rules(content)[0].keys[key])


def _totals(model: RoleModel, boxes: int) -> range:
    return range(boxes, boxes * (model.top + 1) + 1)


def _least(
    model: RoleModel, line: Fraction, boxes: int, other: Fraction, second: Key
) -> int | None:
    """The least total in these boxes that reaches a line, given the other key; None if none does.

    None too if the other key is a wish that is not above the model's line: the group leads.
    """
    if second == "wish" and other <= model.welcome.above:
        return None
    enough = (
        total for total in _totals(model, boxes) if _share(model, total, boxes) * other >= line**2
    )
    return next(enough, None)


def _share(model: RoleModel, total: int, boxes: int) -> Fraction:
    """A key from 0 to 1, from the total of its boxes, which each start at 1."""
    return Fraction(total - boxes, model.top * boxes)
