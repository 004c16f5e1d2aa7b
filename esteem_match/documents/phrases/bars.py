"""The two sides of a role in the method's words."""

from esteem_match import explain
from esteem_match.documents.phrases.view import View
from esteem_match.models import SIDES, RoleFit, Side


def sides(view: View) -> list[Side]:
    """The sides of which this reader is told something."""
    return [side for side in SIDES if view.side in (None, side)]


def side_name(view: View, side: Side) -> str:
    t = view.words.t
    if side == "group":
        return t("bar.appropriate_seen" if view.seen else "bar.appropriate")
    return t("bar.achievable" if view.seen else "bar.achievable_both")


def side_words(view: View, fit: RoleFit, side: Side) -> str:
    """Where a side is expected to lie, in the method's five words; not while a key is blank."""
    if blank(fit, side):
        return view.words.t("bar.blank")
    return explain.anchor(view.content.model, fit.parts[side].value.expected)


def blank(fit: RoleFit, side: Side) -> bool:
    """Whether a key of a side has no answer yet; a clear no needs none."""
    keys = (fit.keys[key] for key in SIDES[side])
    return not fit.parts[side].closed_by and any(key.answered == 0 for key in keys)
