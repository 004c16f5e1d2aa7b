"""What to talk about where views differ: members first, then many, then one; no winner."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from esteem_match.explain import Gap, gaps
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

Kind = Literal["among", "seats", "general", "single"]
"""Of members among themselves; of leaders and the others; of most practitioners and the members;
of one practitioner, or a few of them, and the members."""

_KINDS: Sequence[Kind] = get_args(Kind)


class Theirs(NamedTuple):
    """One answer, and which practitioners gave it; the other members have no numbers."""

    answer: int
    numbers: tuple[int, ...] = ()


class Difference(NamedTuple):
    """One question that two see differently, or (`among`) on which members differ themselves.

    `ours` is the members' position and `theirs` what practitioners say; of `seats`, `ours` is the
    leaders' and `theirs` the other members'. `among` tells neither, and no size. `size`, the
    largest, lies between two words, in shares of the scale; of two different facts it is 1.
    """

    kind: Kind
    item: Item
    ours: int | None
    theirs: tuple[Theirs, ...]
    size: Fraction

    @property
    def holds(self) -> bool:
        """Whether a role may wait for this talk: members differ on a wish or a veto."""
        return self.kind == "among" and (self.item.kind == "veto" or self.item.key == "wish")

    def only_of(self, number: int) -> "Difference | None":
        """The same as of this practitioner alone; None where it is nothing of theirs."""
        own = tuple(Theirs(one.answer, (number,)) for one in self.theirs if number in one.numbers)
        return self._replace(theirs=own) if own else None


def differences(content: Content, board: Board) -> tuple[Difference, ...]:
    """Members among themselves first, then most practitioners, then one of them or a few.

    What members differ on is told of them alone: their mean word may be nobody's. In each, wishes
    and vetoes come before needs before facts, and then the largest first. On a scale the model's
    `gap` (of one form `gap_few`) is the least that is told.
    """
    if board.group is None:
        return ()
    found = [
        *_among(content, board.group),
        *_seats(content, board.group),
        *_practitioners(content, board.group, board.practitioners),
    ]
    return tuple(sorted(found, key=_turn))


def _among(content: Content, group: GroupPart) -> Iterator[Difference]:
    for item in content.group.items():
        if item.id in group.differ:
            yield Difference("among", item, None, (), Fraction(0))


def _seats(content: Content, group: GroupPart) -> Iterator[Difference]:
    leaders, others = group.leaders or {}, group.others or {}
    for item in content.group.items():
        if item.id in leaders and item.id in others:
            ours, theirs = leaders[item.id], others[item.id]
            size = _size(content.model, item, ours, theirs)
            if size >= least(content.model, group):
                yield Difference("seats", item, ours, (Theirs(theirs),), size)


def _practitioners(
    content: Content, group: GroupPart, parts: Sequence[PractitionerPart]
) -> Iterator[Difference]:
    """One a question, whoever of them sees it otherwise."""
    pictures: dict[str, list[tuple[int, Gap]]] = {}
    for part in parts:
        for gap in gaps(content, group.answers, part.answers):
            pictures.setdefault(gap.item.id, []).append((part.number, gap))
    for name, seen in pictures.items():
        far = [one for one in seen if abs(one[1].difference) >= least(content.model, group)]
        if far and name not in group.differ:
            yield _of_some(far, len(seen))


def _of_some(far: Sequence[tuple[int, Gap]], of: int) -> Difference:
    """What more than half of several say who were asked is said by practitioners in general."""
    said: dict[int, list[int]] = {}
    for number, gap in far:
        said.setdefault(gap.guessed, []).append(number)
    gap = max((gap for _, gap in far), key=lambda gap: abs(gap.difference))
    kind: Kind = "general" if len(far) > 1 and 2 * len(far) > of else "single"
    theirs = tuple(Theirs(answer, tuple(said[answer])) for answer in sorted(said))
    return Difference(kind, gap.item, gap.stated, theirs, abs(gap.difference))


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
