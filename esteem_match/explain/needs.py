"""What a group needs in each area of support, in the model's words."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from esteem_match.models import Answers, Area, Content, RoleModel
from esteem_match.scoring import values


class AreaNeed(NamedTuple):
    """An area with its strongest answered need (`word`) and its weakest (`least`), each as the
    nearest anchor word; None if nothing is answered."""

    area: Area
    word: str | None
    least: str | None


def needs(content: Content, group: Answers) -> tuple[AreaNeed, ...]:
    """One entry for each area that is asked about, in the model's order."""
    facts = values(content, group, {})
    found = []
    for area in content.model.areas:
        items = [i for i in content.group.items() if i.key == "need" and i.area == area.id]
        if items:
            got = [answer for i in items if isinstance(answer := facts.get(i.id), int)]
            found.append(
                AreaNeed(area, _word(content.model, got, max), _word(content.model, got, min))
            )
    return tuple(found)


def _word(model: RoleModel, got: Sequence[int], pick: Callable[[Sequence[int]], int]) -> str | None:
    return anchor(model, Fraction(pick(got), model.top)) if got else None


def anchor(model: RoleModel, value: Fraction | float) -> str:
    """The anchor word nearest to a value from 0 to 1, or the higher one halfway between two."""
    return model.anchors[floor(value * (len(model.anchors) - 1) + Fraction(1, 2))]
