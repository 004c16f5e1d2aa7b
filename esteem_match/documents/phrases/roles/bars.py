"""The two sides of a role in the method's words."""

from esteem_match import explain
from esteem_match.documents.phrases.view import View
from esteem_match.documents.simple import Bar
from esteem_match.models import SIDES, RoleFit, Side


def sides(view: View) -> list[Side]:
    """The sides of which this reader is told something."""
    return [side for side in SIDES if view.side in (None, side)]


def side_name(view: View, side: Side) -> str:
    t = view.words.t
    if side == "group":
        if view.side:
            return t("bar.appropriate_own")
        return t("bar.appropriate_seen" if view.seen else "bar.appropriate")
    return t("bar.achievable" if view.seen else "bar.achievable_both")


def short_name(view: View, side: Side) -> str:
    """The same in the few words that stand beside a bar."""
    t = view.words.t
    if side == "group":
        return t("bar.short_appropriate_own" if view.side else "bar.short_appropriate")
    return t("bar.short_achievable" if view.seen else "bar.short_achievable_both")


def side_words(view: View, fit: RoleFit, side: Side) -> str:
    """Where a side is expected to lie, in the method's five words; else what is still open."""
    if blank(fit, side):
        need, wish = (fit.keys[key].answered for key in SIDES["group"])
        half = side == "group" and bool(need) != bool(wish)
        return view.words.t(("bar.no_wish" if need else "bar.no_need") if half else "bar.blank")
    return explain.anchor(view.content.model, fit.parts[side].value.expected)


def blank(fit: RoleFit, side: Side) -> bool:
    """Whether a key of a side has no answer yet; a clear no needs none."""
    keys = (fit.keys[key] for key in SIDES[side])
    return not fit.parts[side].closed_by and any(key.answered == 0 for key in keys)


def bar(view: View, fit: RoleFit, side: Side) -> Bar:
    """A side of a role as a bar: empty where a key of it is blank."""
    value = fit.parts[side].value
    full = 0.0 if blank(fit, side) else value.expected
    words = short_name(view, side), side_words(view, fit, side)
    return Bar(side=side, name=words[0], word=words[1], full=full, most=max(full, value.high))
