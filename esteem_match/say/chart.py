"""What a picture of the roles shows and where: on a screen and on paper alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esteem_match.models import Label, RoleFit, Value
from esteem_match.say.bars import side_name, side_words
from esteem_match.say.once import once
from esteem_match.say.roles import every, label_words
from esteem_match.say.view import View

OPEN = {Label.OPEN: "unsure"}
"""One sign on the map for both ways in which a role is open."""


@dataclass(frozen=True)
class ChartWords:
    """What a chart says: its axes, the roles' names by id, and the labels in words."""

    appropriate: str
    achievable: str
    roles: Mapping[str, str]
    labels: Mapping[Label, str]


def chart_words(view: View) -> ChartWords:
    return ChartWords(
        appropriate=side_name(view, "group"),
        achievable=side_name(view, "practitioner"),
        roles={role.id: role.name for role in view.content.model.roles},
        labels={label: label_words(view, OPEN.get(label, label.name.lower())) for label in Label},
    )


def placed(fits: Sequence[RoleFit]) -> list[RoleFit]:
    """The roles that have a place on the map: something is known of one side at least."""
    return [fit for fit in fits if _known(fit.appropriate.value) or _known(fit.achievable.value)]


def unplaced(view: View) -> str:
    """Which roles are not on the map; empty where all are."""
    on_map = placed(view.fits)
    names = ", ".join(view.role(fit).name for fit in every(view) if fit not in on_map)
    return view.words.t("together.map_without", roles=names) if names else ""


def _known(value: Value) -> bool:
    return value.high - value.low < 1


def leftmost(fits: Sequence[RoleFit]) -> list[RoleFit]:
    """One point a role, where its name stands: it is as right for the group with everybody."""
    first: dict[str, RoleFit] = {}
    for fit in sorted(fits, key=lambda fit: middle(fit.achievable.value)):
        first.setdefault(fit.role, fit)
    return list(first.values())


def middle(value: Value) -> float:
    """Where to draw a value: its point, or the middle of its range."""
    return (value.low + value.high) / 2 if value.point is None else value.point


def sure(value: Value) -> float:
    """As far as a bar is drawn: its point, or what is sure already."""
    return value.low if value.point is None else value.point


@once
def chart_table(view: View) -> tuple[list[str], list[list[str]]]:
    """The picture in words: what stands above the columns, and a row a role."""
    t, words = view.words.t, chart_words(view)
    sides = [side for side in ("group", "practitioner") if view.side in (None, side)]
    names = {"group": words.appropriate, "practitioner": words.achievable}
    head = [t("together.table_role"), t("together.table_label"), *(names[one] for one in sides)]
    return head, [_row(view, fit, sides) for fit in every(view)]


def _row(view: View, fit: RoleFit, sides: Sequence[str]) -> list[str]:
    parts = {"group": fit.appropriate, "practitioner": fit.achievable}
    said = [side_words(view, parts[side]) for side in sides]
    return [view.role(fit).name, label_words(view, view.word(fit)), *said]
