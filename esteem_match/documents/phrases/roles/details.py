"""Why a role stands where it does, what would change it, and how to begin."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from esteem_match import explain
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles.reason import from_whom, reason_text
from esteem_match.documents.phrases.view import View, choices
from esteem_match.models import SIDES, Label, RoleFit

MOST_REASONS = 2
_CHANGE = {
    "veto": "change.veto",
    "group decides": "change.group",
    "open": "change.open",
    "ask the group": "change.ask",
    "not by capacity": "change.capacity",
}


class Passage(NamedTuple):
    """A title, a sentence that leads on, and what stands under both; `listed`: as a list."""

    title: str
    texts: list[str]
    listed: bool = True
    lead: str = ""
    items: tuple[str, ...] = ()


@once
def why(view: View, fit: RoleFit) -> list[Passage]:
    """The few answers that speak most for a role, and those that speak most against it."""
    found = _reasons(view, fit)
    told = [
        _because(view, view.words.t("results.for"), found.supports),
        _because(view, view.words.t("results.against"), found.against),
    ]
    return [one for one in told if one.texts]


def _because(view: View, title: str, found: Sequence[explain.Reason]) -> Passage:
    texts = [reason_text(view, reason) for reason in found]
    return Passage(title, texts, items=tuple(reason.item for reason in found))


@once
def speaks_for(view: View, fit: RoleFit) -> list[str]:
    return [reason_text(view, reason) for reason in _reasons(view, fit).supports]


@once
def speaks_against(view: View, fit: RoleFit) -> list[str]:
    return [reason_text(view, reason) for reason in _reasons(view, fit).against]


@once
def _reasons(view: View, fit: RoleFit) -> explain.Reasons:
    """Of the sides that are read; where it is needed elsewhere, why not from this practitioner.

    A clear no is not among them: the role's card says it, in a sentence of its own.
    """
    said = {"group": view.group, "practitioner": view.practitioner}
    read = ("practitioner",) if view.position(fit).elsewhere else view.read(fit)
    group, practitioner = (said[side] if side in read else {} for side in SIDES)
    found = explain.reasons(view.content, fit.role, group, practitioner, most=MOST_REASONS)
    return found._replace(against=tuple(one for one in found.against if one.cause != "veto"))


@once
def details(view: View, fit: RoleFit) -> tuple[Passage, ...]:
    """All else there is to say, part by part; how to begin only where the role may fit."""
    return tuple(_details(view, fit))


def _details(view: View, fit: RoleFit) -> Iterator[Passage]:
    t, put_in = view.words.t, view.words.put_in
    role, own = view.role(fit), view.side == "group"
    if len(view.read(fit)) > 1:
        yield from _change(view, fit)
    if view.label(fit) != Label.NOT_NOW:
        first, care = role.first_steps, role.take_care
        yield Passage(t("results.first_group" if own else "results.first"), [*map(put_in, first)])
        yield Passage(t("results.care_group" if own else "results.care"), [*map(put_in, care)])
        yield Passage(t("results.next"), [put_in(role.then)], listed=False)
    if view.position(fit).elsewhere:
        title = t("results.otherwise" if view.seen else "results.otherwise_both")
        yield Passage(title, [put_in(role.otherwise)], listed=False)
        yield from _places(view, fit)


def _places(view: View, fit: RoleFit) -> Iterator[Passage]:
    """Who else nearby may help, as far as whoever runs this installation has named somebody."""
    places = view.site.places.get(fit.role, ())
    if places:
        yield Passage(view.words.t("site.places"), list(places))


def _change(view: View, fit: RoleFit) -> Iterator[Passage]:
    """Nothing where the role is recommended, and nothing beside a clear no."""
    t, pair = view.words.t, (view.group, view.practitioner)
    change = explain.smallest_change(view.content, fit.role, *pair, fit)
    if change.outcome == "already" or view.position(fit).no:
        return
    if change.outcome != "steps" or change.goal is None:
        yield Passage(t("results.change"), [t(_CHANGE[change.outcome])], listed=False)
        return
    lead = t(f"change.lead_{change.goal.name.lower()}")
    items = tuple(step.item for step in change.steps)
    steps = [_step(view, step) for step in change.steps]
    yield Passage(t("results.change"), steps, lead=lead, items=items)


def _step(view: View, step: explain.Step) -> str:
    words = choices(view.content, view.items[step.item], view.words)
    question, now, then = view.question(step.item), words[step.now], words[step.then]
    said = view.words.t("change.step", question=question, now=now, then=then)
    return from_whom(view, step.item, said)
