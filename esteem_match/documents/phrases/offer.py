"""What a practitioner can offer, in their own voice and by their own answers alone.

Nothing of how they see the group: their picture of it is left out before anything is said.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from esteem_match.documents.phrases.first import FITTING
from esteem_match.documents.phrases.group import own_voice
from esteem_match.documents.phrases.roles import every
from esteem_match.documents.phrases.view import View, in_words
from esteem_match.documents.phrases.whose import Whose, called
from esteem_match.models import Item, RoleFit, Sureness

WORK = "p.work"
TIME, CONTACTS, AUTHORITY = "time", "contacts", "authority"
"""What a question on capacity asks of a role, as its id ends."""

SETTLE = "p.settle"


class Help(NamedTuple):
    """A kind of help in a row: what it is, whether they can do it, and their time for it."""

    what: str
    how: str
    time: str


def own(view: View) -> View:
    """The same practitioner without their picture of any group: only their own side is read."""
    mirrors = {item.id for item in view.rules.practitioner.items() if item.mirrors}
    kept = {name: said for name, said in view.practitioner.items() if name not in mirrors}
    return replace(view, content=view.rules, group={}, practitioner=kept, seen=True, side=None)


def whose(view: View) -> Whose:
    """From whom it comes, what their work is, and for which group it is."""
    t, name, work = view.words.t, called(view), view.practitioner.get(WORK)
    who = name or t("report.someone")
    if work is None:
        return Whose((name,), (t("offer.from", name=who), t("offer.for")))
    said = t("offer.from_work", name=who, work=_answer(view, WORK))
    return Whose((name,), (said, t("offer.for")))


def within_reach(view: View) -> list[RoleFit]:
    """The roles of which it can be said that they can do all of it, or some."""
    return [fit for fit in every(view) if view.label(fit) in FITTING and not view.is_open(fit)]


def helps(view: View) -> list[Help]:
    """All kinds of help, those first that they can best do."""
    return [Help(_named(view, fit), _how(view, fit), _time(view, fit)) for fit in every(view)]


def manner(view: View) -> list[str]:
    """How they would go about it, where they said that they'd be happy to."""
    glad = (_high(view, fit, "intention") for fit in within_reach(view))
    return [own_voice(view, item.id) for some in glad for item in some]


def settle(view: View) -> list[str]:
    """What they still need to settle with the group."""
    boxes = [item for item in view.content.practitioner.items() if item.asked_with == SETTLE]
    ticked = [item for item in boxes if view.practitioner.get(item.id) == 1]
    return [view.words.put_in(item.text) for item in ticked]


def contacts(view: View) -> list[str]:
    """That they know people, where they said so."""
    known = (item for fit in view.fits for item in _high(view, fit, "capacity"))
    return [own_voice(view, item.id) for item in known if item.id.endswith(f".{CONTACTS}")]


def to_allow(view: View) -> list[str]:
    """What is within reach, but not clearly allowed by their work."""
    return [view.help(fit) for fit in within_reach(view) if not _allowed(view, fit)]


def _allowed(view: View, fit: RoleFit) -> bool:
    asked = list(_asked(view, fit, AUTHORITY))
    return all(_is_high(view, item) for item in asked)


def _high(view: View, fit: RoleFit, key: str) -> Iterator[Item]:
    """What somebody said yes to, where there are words for that in their own voice."""
    items = (item for item in view.content.practitioner.items() if item.role == fit.role)
    return (item for item in items if item.key == key and item.says and _is_high(view, item))


def _is_high(view: View, item: Item) -> bool:
    answer = view.practitioner.get(item.id)
    return isinstance(answer, int) and 2 * answer > view.content.model.top


def _asked(view: View, fit: RoleFit, what: str) -> Iterator[Item]:
    items = (item for item in view.content.practitioner.items() if item.role == fit.role)
    return (item for item in items if item.id.endswith(f".{what}"))


def _how(view: View, fit: RoleFit) -> str:
    """Whether they can do it, as one would say it: a limit is a plain no.

    What their work may not allow is no plain yes.
    """
    if fit.achievable.closed_by:
        return view.words.t("offer.no")
    if view.is_open(fit):
        return view.words.t("offer.open")
    word = view.label(fit).name.lower()
    if view.label(fit) in FITTING and not _allowed(view, fit):
        return view.words.t(f"offer.{word}_ask")
    likely = "" if view.sureness(fit) == Sureness.SETTLED else "_likely"
    return view.words.t(f"offer.{word}{likely}")


def _time(view: View, fit: RoleFit) -> str:
    """Their time for it as they said; where they did not, that it is to be talked about."""
    if fit.achievable.closed_by:
        return view.words.t("offer.none")
    known = [item for item in _asked(view, fit, TIME) if view.practitioner.get(item.id) is not None]
    return _answer(view, known[0].id) if known else view.words.t("offer.talk")


def _answer(view: View, item: str) -> str:
    return in_words(view.content, view.items[item], view.practitioner[item], view.words)


def _named(view: View, fit: RoleFit) -> str:
    """The help in plain words, and then as the study names it."""
    help, name = view.help(fit), view.role(fit).name
    return name if help == name else view.words.t("offer.role", help=help, name=name)
