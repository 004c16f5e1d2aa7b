"""What moved between two rounds that may both be shown: answer by answer, and how far views lie."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from esteem_match.models import Board, Content, GroupPart, Item
from esteem_match.workshop.differ import least


class Shift(NamedTuple):
    """One question's word then and now; `size` lies between them, in shares of the scale."""

    item: Item
    before: int
    after: int
    size: Fraction


class Moved(NamedTuple):
    """`answers`: first what moved most. `closer`: on these questions views differed, and no longer
    do; `apart`: the other way round."""

    answers: tuple[Shift, ...]
    closer: tuple[Item, ...]
    apart: tuple[Item, ...]


def moved(content: Content, earlier: Board, later: Board) -> Moved | None:
    """What moved of what both boards show; None unless both show the group, the later one anew.

    An answer has moved where it lies as far from the one before as any difference that is told:
    less may be one person. So facts and limits are left out, for one voice may turn them.
    """
    then, now = earlier.group, later.group
    if then is None or now is None or now.stands:
        return None
    found = sorted(_shifts(content, then, now), key=lambda one: -one.size)
    if then.one_form or now.one_form:
        return Moved(tuple(found), (), ())
    closer = tuple(_settled(content, then, now))
    return Moved(tuple(found), closer, tuple(_settled(content, now, then)))


def _shifts(content: Content, then: GroupPart, now: GroupPart) -> Iterator[Shift]:
    both, far = then.answers.keys() & now.answers.keys(), least(content.model, now)
    for item in content.group.items():
        if item.kind == "scale" and item.id in both:
            before, after = then.answers[item.id], now.answers[item.id]
            size = Fraction(abs(after - before), content.model.top)
            if size >= far:
                yield Shift(item, before, after, size)


def _settled(content: Content, one: GroupPart, other: GroupPart) -> Iterator[Item]:
    """On what views differ in one, and not in the other, which shows it as well."""
    for item in content.group.items():
        if item.id in one.differ and item.id in other.answers and item.id not in other.differ:
            yield item
