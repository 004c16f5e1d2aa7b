"""Why a role stands where it does, what keeps it open, what would change it."""

from collections.abc import Iterator
from typing import NamedTuple

from esteem_match import explain
from esteem_match.models import Label, RoleFit
from esteem_match.say.once import once
from esteem_match.say.roles import label_words
from esteem_match.say.view import View, choices
from esteem_match.scoring import standing

MOST_REASONS = 2
_CHANGE = {
    "veto": "change.veto",
    "group decides": "change.group",
    "open": "change.open",
    "ask the group": "change.ask",
    "not by capacity": "change.capacity",
}


class Told(NamedTuple):
    """A title, a sentence that leads on, and what stands under both; `listed`: as a list."""

    title: str
    texts: list[str]
    listed: bool = True
    lead: str = ""


@once
def why(view: View, fit: RoleFit) -> list[Told]:
    """The few answers that speak most for a role, and those that speak most against it."""
    supports = [_reason(view, reason) for reason in _reasons(view, fit).supports]
    told = [
        Told(view.words.t("results.for"), supports),
        Told(view.words.t("results.against"), speaks_against(view, fit)),
    ]
    return [one for one in told if one.texts]


@once
def speaks_against(view: View, fit: RoleFit) -> list[str]:
    return [_reason(view, reason) for reason in _reasons(view, fit).against]


def _reasons(view: View, fit: RoleFit) -> explain.Reasons:
    return explain.reasons(view.content, fit.role, view.group, view.practitioner, most=MOST_REASONS)


def _reason(view: View, reason: explain.Reason) -> str:
    t, question = view.words.t, view.question(reason.item)
    if reason.item in view.only_theirs:
        return t("reason.unasked", question=question)
    if reason.item in view.divided:
        return t("reason.divided", question=question)
    said = t(f"reason.{reason.cause}", question=question, answer=view.answer(reason.item))
    return _from_whom(view, reason.item, said)


def _from_whom(view: View, item: str, said: str) -> str:
    """Where two sides are read, whose question it is."""
    if view.seen or view.side:
        return said
    return view.words.t(f"reason.{view.asked(item)}", said=said)


def reach(view: View, fit: RoleFit) -> str:
    """How far the answers lead already; empty where that is from one end to the other."""
    low, high = standing(fit, view.side)[1:]
    if (low, high) == (Label.NOT_NOW, Label.RECOMMENDED):
        return ""
    words = [label_words(view, label.name.lower()) for label in (low, high)]
    return view.words.t("results.range", low=words[0], high=words[1])


@once
def still_open(view: View, fit: RoleFit) -> list[Told]:
    """The answers that keep the role open: the first few."""
    waiting = view.waiting(fit)
    parts = (("waiting", waiting.unreached), ("unsure", waiting.unsure))
    return [
        Told(view.words.t(f"results.{title}"), _asked(view, items[:MOST_REASONS]))
        for title, items in parts
        if items
    ]


def _asked(view: View, items: tuple[str, ...]) -> list[str]:
    return [_from_whom(view, item, view.question(item)) for item in items]


@once
def details(view: View, fit: RoleFit) -> tuple[Told, ...]:
    """All else there is to say, part by part; how to begin only where the role may fit."""
    return tuple(_details(view, fit))


def _details(view: View, fit: RoleFit) -> Iterator[Told]:
    t, put_in = view.words.t, view.words.put_in
    role, own = view.role(fit), view.side == "group"
    yield from _rest_of_waiting(view, fit)
    yield from _firm(view, fit)
    if view.side is None:
        yield from _change(view, fit)
    if view.label(fit) != Label.NOT_NOW:
        first, care = role.first_steps, role.take_care
        yield Told(t("results.first_group" if own else "results.first"), [*map(put_in, first)])
        yield Told(t("results.care_group" if own else "results.care"), [*map(put_in, care)])
        yield Told(t("results.next"), [put_in(role.then)], listed=False)
    if fit.role in explain.needed_not_achievable(view.fits):
        title = t("results.otherwise" if view.seen else "results.otherwise_both")
        yield Told(title, [put_in(role.otherwise)], listed=False)


def _rest_of_waiting(view: View, fit: RoleFit) -> Iterator[Told]:
    """The answers that keep a role open, as far as its card did not name them."""
    if view.label(fit) != Label.OPEN:
        return
    waiting = view.waiting(fit)
    rest = (*waiting.unreached[MOST_REASONS:], *waiting.unsure[MOST_REASONS:])
    if rest:
        yield Told(view.words.t("results.waiting_too"), _asked(view, rest))


def _firm(view: View, fit: RoleFit) -> Iterator[Told]:
    """How firm a label is; that a role is on the edge stands on its card."""
    word = view.robust[fit.role].word
    if word in ("steady", "close") and view.label(fit) != Label.NOT_NOW:
        yield Told("", [view.words.t(f"steady.{word}")], listed=False)


def on_the_edge(view: View, fit: RoleFit) -> str:
    depends = view.robust[fit.role].word == "depends"
    return view.words.t("steady.depends") if depends else ""


def _change(view: View, fit: RoleFit) -> Iterator[Told]:
    """Nothing where the role is recommended, and nothing beside a clear no."""
    t, pair = view.words.t, (view.group, view.practitioner)
    change = explain.smallest_change(view.content, fit.role, *pair)
    if change.outcome == "already" or view.closed(fit):
        return
    if change.outcome != "steps" or change.goal is None:
        yield Told(t("results.change"), [t(_CHANGE[change.outcome])], listed=False)
        return
    lead = t(f"change.lead_{change.goal.name.lower()}")
    yield Told(t("results.change"), [_step(view, step) for step in change.steps], lead=lead)


def _step(view: View, step: explain.Step) -> str:
    words = choices(view.content, view.items[step.item], view.words)
    question, now, then = view.question(step.item), words[step.now], words[step.then]
    said = view.words.t("change.step", question=question, now=now, then=then)
    return _from_whom(view, step.item, said)
