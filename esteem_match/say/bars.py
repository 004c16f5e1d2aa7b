"""The two sides of a role in the method's words."""

from esteem_match import explain
from esteem_match.models import RoleFit, Side, SideFit
from esteem_match.say.view import View


def sides(view: View, fit: RoleFit) -> list[tuple[Side, SideFit]]:
    """The sides of a role of which this reader is told something."""
    both: list[tuple[Side, SideFit]] = [
        ("group", fit.appropriate),
        ("practitioner", fit.achievable),
    ]
    return [(side, part) for side, part in both if view.side in (None, side)]


def side_name(view: View, side: Side) -> str:
    t = view.words.t
    if side == "group":
        return t("bar.appropriate_seen" if view.seen else "bar.appropriate")
    return t("bar.achievable" if view.seen else "bar.achievable_both")


def side_words(view: View, side: SideFit) -> str:
    """A side in the method's five words; a range where answers are missing."""
    model, value = view.content.model, side.value
    low, high = explain.anchor(model, value.low), explain.anchor(model, value.high)
    if value.point is not None or low == high:
        return explain.anchor(model, value.low if value.point is None else value.point)
    if value.low == 0 and value.high == 1:
        return view.words.t("bar.unknown")
    return view.words.t("bar.between", low=low, high=high)
