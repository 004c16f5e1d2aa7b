"""What to talk about where views differ, the most useful conversation first; no winner."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from esteem_match.explain import gaps
from esteem_match.models import (
    Board,
    Content,
    GroupPart,
    Item,
    Key,
    PractitionerPart,
    RoleModel,
)

_TURNS: Sequence[Key | None] = ("wish", "need", None)

Kind = Literal["picture", "among", "leading"]

_KINDS: Sequence[Kind] = get_args(Kind)


class Difference(NamedTuple):
    """One question that two see differently, or (`among`) on which members differ themselves.

    `ours` is the members' position and `theirs` that of practitioner `number`; without a number,
    `ours` is the leaders' and `theirs` the other members'. `among` tells neither, and no size.
    `size` lies between the two words, in shares of the scale; of two different facts it is 1.
    """

    kind: Kind
    item: Item
    ours: int | None
    theirs: int | None
    number: int | None
    size: Fraction

    @property
    def holds(self) -> bool:
        """Whether a role may wait for this talk: members differ on a wish or a veto."""
        return self.kind == "among" and (self.item.kind == "veto" or self.item.key == "wish")


def differences(content: Content, board: Board) -> tuple[Difference, ...]:
    """A practitioner's picture first, then members among themselves, then how the group is led:
    as a practitioner and the members see that, and as leaders and others see all.

    What members differ on is told of them alone: their mean word may be nobody's. In each, wishes
    and vetoes come before needs before facts, and then the largest first. On a scale the model's
    `gap` (of one form `gap_few`) is the least that is told.
    """
    if board.group is None:
        return ()
    found = [
        *_pictures(content, board.group, board.practitioners),
        *_among(content, board.group),
        *_leaders(content, board.group),
    ]
    return tuple(sorted(found, key=_turn))


def _pictures(
    content: Content, group: GroupPart, practitioners: Iterable[PractitionerPart]
) -> Iterator[Difference]:
    for part in practitioners:
        for gap in gaps(content, group.answers, part.answers):
            size, kind = abs(gap.difference), _of_what(gap.item)
            if size >= least(content.model, group) and gap.item.id not in group.differ:
                yield Difference(kind, gap.item, gap.stated, gap.guessed, part.number, size)


def _of_what(item: Item) -> Kind:
    """The facts that a practitioner is asked for, too, are who leads the group, and how."""
    return "leading" if item.kind == "choice" else "picture"


def _among(content: Content, group: GroupPart) -> Iterator[Difference]:
    for item in content.group.items():
        if item.id in group.differ:
            yield Difference("among", item, None, None, None, Fraction(0))


def _leaders(content: Content, group: GroupPart) -> Iterator[Difference]:
    leaders, others = group.leaders or {}, group.others or {}
    for item in content.group.items():
        if item.id in leaders and item.id in others:
            ours, theirs = leaders[item.id], others[item.id]
            size = _size(content.model, item, ours, theirs)
            if size >= least(content.model, group):
                yield Difference("leading", item, ours, theirs, None, size)


def _size(model: RoleModel, item: Item, ours: int, theirs: int) -> Fraction:
    """As explain.gaps has it: facts have no distances."""
    return (
        Fraction(abs(ours - theirs), model.top)
        if item.kind == "scale"
        else Fraction(ours != theirs)
    )


def least(model: RoleModel, group: GroupPart) -> Fraction:
    """The smallest difference on a scale that is told."""
    return model.report.gap_few if group.one_form else model.report.gap


def _turn(one: Difference) -> tuple[int, int, Fraction]:
    item = one.item
    return _KINDS.index(one.kind), 0 if item.kind == "veto" else _TURNS.index(item.key), -one.size
