"""What a result says first: what to begin with, what somebody else would have to do, what to leave
alone. A band of equal roles is named whole; none of it, where it is too early to say of any role.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from esteem_match import explain
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles import nothing_now
from esteem_match.documents.phrases.view import View
from esteem_match.models import Label, RoleFit, Sureness
from esteem_match.scoring import rule_of

FITTING = (Label.RECOMMENDED, Label.POSSIBLE)


class Begin(NamedTuple):
    """The sentence with which a result begins, and what follows it."""

    title: str
    more: list[str]


@once
def begin(view: View) -> Begin:
    """What to begin with; of what is partly one's offer and partly more, one after the other.

    A role that stands above it, and of which it is too early to say, is named as well.
    """
    said = list(_begin(view)) or [_both(view, _nothing(view))]
    (title, first), *others = said
    more = [first, *(text for both in others for text in both), *_above(view)]
    if any(view.sureness(fit) == Sureness.LEANING for fit in best(view)):
        more.append(view.words.t("first.leaning"))
    if sends_on(view):
        return Begin(next(_elsewhere(view)), [title, *more])
    return Begin(title, more)


@once
def leave(view: View) -> list[str]:
    """What somebody else would have to do, what the group keeps to itself, what can wait."""
    return [*_elsewhere(view), *_alone(view), *_later(view), *_declined(view)]


def leave_besides(view: View) -> list[str]:
    """The same, without that with which the result begins."""
    return leave(view)[1:] if sends_on(view) else leave(view)


@once
def first_words(view: View) -> list[str]:
    """All the sentences with which a result begins."""
    title, more = begin(view)
    return [title, *more, *leave_besides(view)]


def grounds(view: View) -> str:
    """What a result of one side rests on."""
    if view.side == "group":
        return view.words.t("results.rests_group")
    offer = all(map(view.offer, view.fits))
    return view.words.t("results.rests_offer" if offer else "results.rests")


def best(view: View) -> tuple[RoleFit, ...]:
    """What a result begins with: the first band that may fit, and of which something can be said.

    Help that is offered comes before it where its need presses. Empty where nothing may fit.
    """
    pressing = tuple(fit for fit in view.in_play if _presses(view, fit))
    if pressing:
        return pressing
    fitting = [band for band in _bands(view) if view.label(band[0]) in FITTING]
    return next((band for band in fitting if not view.is_open(*band)), next(iter(fitting), ()))


def _bands(view: View) -> Iterator[tuple[RoleFit, ...]]:
    """Roles about equal, best first, without those that a room has put off."""
    for band in view.bands:
        if some := tuple(fit for fit in band if fit.role not in view.declined):
            yield some


def _presses(view: View, fit: RoleFit) -> bool:
    """Whether it can be offered, and a practitioner has seen a need for it that presses."""
    offered = view.offer(fit) and view.label(fit) == Label.RECOMMENDED
    return offered and fit in view.pressing and not view.is_open(fit)


def plainly(view: View, band: Sequence[RoleFit], joined: str) -> str:
    """What roles are about, in plain words: one `or` another, one `and` another."""
    names = list(map(view.about, band))
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {view.words.t(f'first.{joined}')} {names[-1]}"


def _begin(view: View) -> Iterator[tuple[str, str]]:
    band = best(view)
    for offer in (False, True):
        some = [fit for fit in band if view.offer(fit) == offer]
        if some:
            some = _needed(view, some)
            what = plainly(view, some, "or")
            yield _both(view, _word(view, some, "offer" if offer else _voice(view)), what)


def _needed(view: View, band: list[RoleFit]) -> list[RoleFit]:
    """Of what it is too early to say of: what a need is known for that presses, if any is."""
    if not view.is_open(*band):
        return band
    return [fit for fit in view.pressing if view.is_open(fit)] or band


def _above(view: View) -> Iterator[str]:
    """What may fit better than what is named first, were it known."""
    begun = best(view)
    above = (
        takewhile(lambda band: not any(fit in begun for fit in band), _bands(view)) if begun else ()
    )
    passed = [fit for band in above for fit in band if view.is_open(fit)]
    if passed:
        what = plainly(view, passed, "or")
        yield view.words.t(
            "first.group_above" if view.side == "group" else "first.above", what=what
        )


def _both(view: View, word: str, what: str = "") -> tuple[str, str]:
    t = view.words.t
    return t(f"first.{word}", what=what), t(f"first_more.{word}", what=what)


def _word(view: View, band: Sequence[RoleFit], voice: str) -> str:
    if view.is_open(*band):
        return f"{voice}_{'unknown' if len(band) == len(view.fits) else 'early'}"
    return f"{voice}_{view.label(band[0]).name.lower()}"


def _nothing(view: View) -> str:
    voice = "offer" if all(map(view.offer, view.fits)) else _voice(view)
    return f"{voice}_{'nothing' if nothing_now(view) else 'unknown'}"


def sends_on(view: View) -> bool:
    """Whether somebody else is needed for what a group needs now, and nothing here is for now."""
    now = any(view.label(fit) == Label.RECOMMENDED for fit in best(view))
    return not now and any(view.position(fit).elsewhere for fit in view.in_play)


def _elsewhere(view: View) -> Iterator[str]:
    found = [fit for fit in view.in_play if view.position(fit).elsewhere]
    if found:
        yield view.words.t(f"first.{_voice(view)}_elsewhere", what=plainly(view, found, "and"))


def _alone(view: View) -> Iterator[str]:
    """What the group keeps to itself."""
    found = [fit for fit in view.fits if "group" in view.position(fit).no]
    if found:
        yield view.words.t(f"first.{_voice(view)}_alone", what=plainly(view, found, "and"))


def _later(view: View) -> Iterator[str]:
    """What is not for now, as far as that can be said, and without a clear no."""
    found = [fit for fit in view.in_play if _waits(view, fit)]
    if found and len(found) < len(view.fits):
        voice = "offer" if all(map(view.offer, found)) else _voice(view)
        yield view.words.t(f"first.{voice}_later", what=plainly(view, found, "and"))


def _declined(view: View) -> Iterator[str]:
    """What a room decided: not now. It is told as that, and as nobody's answer."""
    found = [fit for fit in view.fits if fit.role in view.declined]
    if found:
        word = "group" if view.side == "group" else "both"
        yield view.words.t(f"first.{word}_declined", what=plainly(view, found, "and"))


def _waits(view: View, fit: RoleFit) -> bool:
    known = not view.is_open(fit) and view.label(fit) == Label.NOT_NOW
    position = view.position(fit)
    free = known and not position.elsewhere and "group" not in position.no
    return free and (view.side != "group" or _unwanted(view, fit))


def _unwanted(view: View, fit: RoleFit) -> bool:
    """Whether all that a group has said of its wishes for a role is a no: else it's no limit."""
    wishes = (view.group.get(item.id) for item in rule_of(view.rules, fit.role).keys["wish"])
    said = [one for one in wishes if isinstance(one, int)]
    return bool(said) and all(explain.wish(view.rules.model, one) == "no" for one in said)


def _voice(view: View) -> str:
    return view.side or ("seen" if view.seen else "both")
