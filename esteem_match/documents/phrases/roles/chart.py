"""What a figure of the roles shows: on a screen and on paper alike."""

from collections.abc import Sequence

from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles.bars import blank, side_name, side_words, sides
from esteem_match.documents.phrases.roles.labels import every, label_words
from esteem_match.documents.phrases.roles.sure import in_short
from esteem_match.documents.phrases.view import View
from esteem_match.documents.simple import ChartWords
from esteem_match.models import SIDES, Label, RoleFit


def chart_words(view: View) -> ChartWords:
    return ChartWords(
        appropriate=side_name(view, "group"),
        achievable=side_name(view, "practitioner"),
        roles={role.id: role.name for role in view.content.model.roles},
        labels={label: label_words(view, label.name.lower()) for label in Label},
    )


def placed(fits: Sequence[RoleFit]) -> list[RoleFit]:
    """The roles that have a place on the map: something is answered to each key of both sides."""
    return [fit for fit in fits if not any(blank(fit, side) for side in SIDES)]


def unplaced(view: View) -> str:
    """Which roles are not on the map; empty where all are."""
    on_map = placed(view.fits)
    names = ", ".join(view.role(fit).name for fit in every(view) if fit not in on_map)
    return view.words.t("together.map_without", roles=names) if names else ""


def leftmost(fits: Sequence[RoleFit]) -> list[RoleFit]:
    """One point a role, where its name stands: it is as right for the group with everybody."""
    first: dict[str, RoleFit] = {}
    for fit in sorted(fits, key=lambda fit: fit.achievable.value.expected):
        first.setdefault(fit.role, fit)
    return list(first.values())


@once
def chart_table(view: View) -> tuple[list[str], list[list[str]]]:
    """The figure in words: what stands above the columns, and a row a role."""
    t, words = view.words.t, chart_words(view)
    names = {"group": words.appropriate, "practitioner": words.achievable}
    head = [t("together.table_role"), t("together.table_label")]
    return [*head, *(names[side] for side in sides(view))], [_row(view, f) for f in every(view)]


def _row(view: View, fit: RoleFit) -> list[str]:
    said = [side_words(view, fit, side) for side in sides(view)]
    return [view.role(fit).name, in_short(view, fit, label_words(view, view.word(fit))), *said]
