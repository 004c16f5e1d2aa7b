"""The two sides of a role as bars: in the method's words, and as a picture of plain HTML."""

from esteem_match import explain
from esteem_match.models import RoleFit, Side, SideFit
from esteem_match.ui.view import View
from esteem_match.ui.words import esc, t


def bars(view: View, fit: RoleFit) -> str:
    """A bar for each side that this page has something to say of."""
    shown: list[tuple[Side, SideFit]] = []
    if view.side != "practitioner":
        shown.append(("group", fit.appropriate))
    if view.side != "group":
        shown.append(("practitioner", fit.achievable))
    return "".join(_bar(view, side_name(view, side), part) for side, part in shown)


def side_name(view: View, side: Side) -> str:
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
        return t("bar.unknown")
    return t("bar.between", low=low, high=high)


def _bar(view: View, name: str, side: SideFit) -> str:
    """A bar in words and as a picture: full as far as is sure, striped as far as may be."""
    sure = side.value.low if side.value.point is None else side.value.point
    parts = _part("fill", 0, sure)
    if side.value.high > sure and side.value.low != side.value.high:
        parts += _part("fill maybe", sure, side.value.high)
    return (
        f'<div class="bar">{esc(name)}: <b>{esc(side_words(view, side))}</b>'
        f'<div class="track" aria-hidden="true">{parts}</div></div>'
    )


def _part(kind: str, start: float, end: float) -> str:
    width = 100 * (end - start)
    place = f"inset-inline-start:{100 * start:.0f}%;width:{width:.0f}%"
    return f'<div class="{kind}" style="{place}"></div>'
