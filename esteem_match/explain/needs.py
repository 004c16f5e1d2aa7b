"""What a group needs by area of support, in the model's own words."""

from fractions import Fraction
from math import floor
from typing import NamedTuple

from esteem_match.models import Answers, Area, Content, RoleModel, Span
from esteem_match.scoring import span, values


class AreaNeed(NamedTuple):
    """An area's need; `word` is the nearest anchor word, None while too little is answered."""

    area: Area
    need: Span
    word: str | None


def needs(content: Content, group: Answers) -> tuple[AreaNeed, ...]:
    """One entry for each area that is asked about, in the model's order."""
    facts = values(content, group, {})
    found = []
    for area in content.model.areas:
        items = [i for i in content.group.items() if i.key == "need" and i.area == area.id]
        if items:
            need = span(items, facts, content.model)
            word = None if need.point is None else anchor(content.model, need.point)
            found.append(AreaNeed(area, need, word))
    return tuple(found)


def anchor(model: RoleModel, value: Fraction | float) -> str:
    """The anchor word nearest to a value from 0 to 1; halfway counts as the higher one."""
    return model.anchors[floor(value * (len(model.anchors) - 1) + Fraction(1, 2))]
