"""The names on the map: each can be read, on a phone as on a wall."""

from collections.abc import Sequence
from itertools import combinations
from textwrap import wrap

import pytest

from esteem_match import content, journey
from esteem_match.documents.phrases.roles.chart import leftmost
from esteem_match.models import Content, Label, RoleFit
from esteem_match.render.figures import charts, placing
from esteem_match.render.figures.placing import MAPS, Box, Name, box, outside, overlap, sign
from esteem_match.scoring import score
from tests.live import ROOT

LIBRARY = content.load(ROOT / "questionnaires")
BASE: Content = LIBRARY.contents[LIBRARY.base]
EXAMPLES = LIBRARY.examples[LIBRARY.base]


def flat(answer: int) -> tuple[RoleFit, ...]:
    """Everybody answers the same to everything: all points in one place."""
    sides = (BASE.group, BASE.practitioner)
    group, practitioner = ({i.id: answer for i in one.items() if i.key} for one in sides)
    return score(BASE, group, practitioner)


def fits_of(example: str) -> tuple[RoleFit, ...]:
    case = next(one for one in EXAMPLES if one.id == example)
    return score(
        BASE,
        journey.counted(BASE.group, case.group),
        journey.counted(BASE.practitioner, case.practitioner),
    )


def hidden(pairs: Sequence[Sequence[RoleFit]]) -> list[str]:
    """What cannot be read of the names on a map of these points."""
    points = [fit for fits in pairs for fit in charts.placed(fits)]
    fits = leftmost(points)
    names = {role.id: "<br>".join(wrap(role.name, 12)) for role in BASE.model.roles}
    texts = [names[fit.role] for fit in fits]
    spots = charts.name_spots(fits, points, texts)
    there = [
        Name(*charts.place(fit), *charts._size(text)) for fit, text in zip(fits, texts, strict=True)
    ]
    found = []
    for size in MAPS:
        signs = [sign(charts.place(fit), size, numbered=len(pairs) > 1) for fit in points]
        boxes = [box(name, spot, size) for name, spot in zip(there, spots, strict=True)]
        found += [f"out of {size}" for one in boxes if outside(one, size)]
        found += [f"a point on {size}" for one in boxes for at in signs if overlap(one, at)]
        found += [f"a name on {size}" for one, two in combinations(boxes, 2) if overlap(one, two)]
    return found


@pytest.mark.parametrize("example", [one.id for one in EXAMPLES])
def test_no_name_on_the_map_of_an_example_is_hidden(example: str) -> None:
    assert hidden([fits_of(example)]) == []


@pytest.mark.parametrize("answer", range(5))
def test_five_names_at_one_point_can_all_be_read(answer: int) -> None:
    assert hidden([flat(answer)]) == []


def test_names_can_be_read_beside_the_points_of_three_practitioners() -> None:
    """Fifteen points can fill a phone's map; names then cover no other name."""
    found = hidden([fits_of("made-up"), fits_of("C09"), flat(2)])
    assert [one for one in found if not one.startswith("a point")] == []


def test_two_practitioners_at_one_point_are_both_numbered_there() -> None:
    fits = fits_of("made-up")
    words = charts.Words(
        appropriate="up",
        achievable="right",
        roles={fit.role: fit.role for fit in fits},
        labels={label: label.name for label in Label},
        ink="#000",
        paper="#fff",
    )
    figure = charts.role_map([fits, fits, flat(2)], BASE.model.lines, words)
    numbers = [number for trace in figure.data for number in trace.text or ()]
    assert sorted(set(numbers)) == ["1, 2", "3"]


def test_boxes_that_only_touch_share_nothing() -> None:
    assert overlap(Box(0, 0, 10, 10), Box(10, 0, 20, 10)) == 0
    assert overlap(Box(0, 0, 10, 10), Box(5, 5, 20, 20)) == 25


def test_a_name_stands_as_near_as_it_can() -> None:
    alone = Name(0.5, 0.5, 60, 20)
    (spot,) = placing.spots((alone,), ((0.5, 0.5),))
    assert not any(overlap(box(alone, spot, size), sign((0.5, 0.5), size)) for size in MAPS)
    assert abs(spot.right) + abs(spot.down) < 60
