"""Why a role stands where it does, what would change it, and how to begin."""

from esteem_match import explain
from esteem_match.models import Label, RoleFit
from esteem_match.scoring import standing
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.view import View, choices
from esteem_match.ui.words import put_in, t

_MOST_REASONS = 2
_CHANGE = {
    "veto": "change.veto",
    "group decides": "change.group",
    "open": "change.open",
    "ask the group": "change.ask",
    "not by capacity": "change.capacity",
}


def show_why(view: View, fit: RoleFit) -> None:
    """The few answers that speak most for a role, and those that speak most against it."""
    found = _reasons(view, fit)
    if found.supports:
        small(t("results.for"))
        lines([_reason(view, reason) for reason in found.supports])
    against = speaks_against(view, fit)
    if against:
        small(t("results.against"))
        lines(against)


def speaks_against(view: View, fit: RoleFit) -> list[str]:
    return [_reason(view, reason) for reason in _reasons(view, fit).against]


def _reasons(view: View, fit: RoleFit) -> explain.Reasons:
    return explain.reasons(
        view.content, fit.role, view.group, view.practitioner, most=_MOST_REASONS
    )


def _reason(view: View, reason: explain.Reason) -> str:
    if reason.item in view.only_theirs:
        return t("reason.unasked", question=view.question(reason.item))
    if reason.item in view.divided:
        return t("reason.divided", question=view.question(reason.item))
    said = t(
        f"reason.{reason.cause}",
        question=view.question(reason.item),
        answer=view.answer(reason.item),
    )
    return _from_whom(view, reason.item, said)


def _from_whom(view: View, item: str, said: str) -> str:
    """On a page with two sides, whose question it is."""
    return said if view.seen or view.side else t(f"reason.{view.asked(item)}", said=said)


def show_still_open(view: View, fit: RoleFit) -> None:
    """How far the answers lead already, and which answers keep the role open."""
    low, high = standing(fit, view.side)[1:]
    if (low, high) != (Label.NOT_NOW, Label.RECOMMENDED):
        words = [label_words(view, label.name.lower()) for label in (low, high)]
        para(t("results.range", low=words[0], high=words[1]))
    waiting = view.waiting(fit)
    for title, items in (("waiting", waiting.unreached), ("unsure", waiting.unsure)):
        if items:
            small(t(f"results.{title}"))
            lines([_from_whom(view, item, view.question(item)) for item in items[:_MOST_REASONS]])


def label_words(view: View, word: str) -> str:
    """A label in the words of this page's readers."""
    return t(f"group_label.{word}") if view.side == "group" else t(f"label.{word}")


def show_details(view: View, fit: RoleFit) -> None:
    """All else there is to say; how to begin only where the role may fit."""
    role, own = view.role(fit), view.side == "group"
    para(put_in(role.meaning))
    _rest_of_waiting(view, fit)
    _firm(view, fit)
    if view.side is None:
        _change(view, fit)
    if view.label(fit) != Label.NOT_NOW:
        heading(t("results.first_group" if own else "results.first"), 4)
        lines([put_in(step) for step in role.first_steps])
        heading(t("results.care_group" if own else "results.care"), 4)
        lines([put_in(care) for care in role.take_care])
        heading(t("results.next"), 4)
        para(put_in(role.then))
    if fit.role in explain.needed_not_achievable(view.fits):
        heading(t("results.otherwise" if view.seen else "results.otherwise_both"), 4)
        para(put_in(role.otherwise))


def _rest_of_waiting(view: View, fit: RoleFit) -> None:
    """The answers that keep a role open, as far as its card did not name them."""
    if view.label(fit) != Label.OPEN:
        return
    waiting = view.waiting(fit)
    rest = (*waiting.unreached[_MOST_REASONS:], *waiting.unsure[_MOST_REASONS:])
    if rest:
        heading(t("results.waiting_too"), 4)
        lines([_from_whom(view, item, view.question(item)) for item in rest])


def _firm(view: View, fit: RoleFit) -> None:
    """That a role is on the edge stands on its card."""
    word = view.robust[fit.role].word
    if word in ("steady", "close") and view.label(fit) != Label.NOT_NOW:
        para(t(f"steady.{word}"))


def _change(view: View, fit: RoleFit) -> None:
    """Nothing where the role is recommended, and nothing beside a clear no."""
    change = explain.smallest_change(view.content, fit.role, view.group, view.practitioner)
    if change.outcome == "already" or view.closed(fit):
        return
    heading(t("results.change"), 4)
    if change.outcome != "steps" or change.goal is None:
        para(t(_CHANGE[change.outcome]))
        return
    small(t(f"change.lead_{change.goal.name.lower()}"))
    lines([_step(view, step) for step in change.steps])


def _step(view: View, step: explain.Step) -> str:
    words = choices(view.content, view.items[step.item])
    said = t(
        "change.step", question=view.question(step.item), now=words[step.now], then=words[step.then]
    )
    return _from_whom(view, step.item, said)
