"""How sure a role's place is, in a word, and which questions would settle more."""

from collections.abc import Sequence
from typing import NamedTuple

from esteem_match import content as contents
from esteem_match import explain
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles.reason import from_whom
from esteem_match.documents.phrases.view import View
from esteem_match.models import Item, RoleFit, Sureness

NEXT = 3
"""How many questions to answer next are named at once."""

IN_WORDS = 12
"""Up to this, a number is said in words."""


class Asked(NamedTuple):
    """An open question in the reader's words. `section` is the part in which they are asked it;
    empty where it is for somebody else to answer."""

    item: str
    section: str
    text: str


def named(view: View, fit: RoleFit) -> str:
    """A role's name, with how sure its place is where it isn't settled."""
    return in_short(view, fit, view.role(fit).name)


def in_short(view: View, fit: RoleFit, said: str) -> str:
    """What is said of a role, with a word on how sure that is."""
    found = view.sureness(fit)
    if found == Sureness.SETTLED:
        return said
    return view.words.t("sure.named", said=said, sure=view.words.t(f"sure.short_{found}"))


@once
def sure(view: View, fit: RoleFit) -> str:
    """How sure a role's place is; nothing where it is settled."""
    t, found = view.words.t, view.sureness(fit)
    if found == Sureness.LEANING:
        count = len(_open(view, fit))
        return t("sure.leaning_one") if count == 1 else t("sure.leaning", count=number(view, count))
    return "" if found == Sureness.SETTLED else t(f"sure.{found}")


@once
def first_asked(view: View, fit: RoleFit) -> Asked | None:
    """Of a role that is open: the one question to answer first."""
    if view.sureness(fit) != Sureness.OPEN:
        return None
    return next(iter(_asked(view, _open(view, fit))), None)


def first_word(view: View, first: Asked) -> str:
    """Under which words it stands: it is one's own, the group's, or to be talked about."""
    if first.section:
        return view.words.t("sure.first")
    return view.words.t("sure.ask_first" if view.seen else "sure.talk_first")


@once
def asked(view: View, fit: RoleFit) -> list[Asked]:
    """The open questions on which a role's place still hangs, the most useful first."""
    return _asked(view, _open(view, fit))


@once
def to_answer(view: View) -> list[Asked]:
    """What to answer next: the reader's own open questions that would settle most.

    First whether help is welcome with a need that presses, where that is not known.
    """
    items, needed = contents.item_index(view.rules), {fit.role for fit in view.pressing}
    first = {name for name, item in items.items() if item.key == "wish" and item.role in needed}
    found = sorted(view.open, key=lambda one: one.item not in first)
    return [one for one in _asked(view, found) if one.section][:NEXT]


@once
def to_talk(view: View) -> list[Asked]:
    """Of two sides: the open questions of either that would settle most."""
    return [] if view.seen or view.side else _asked(view, view.open)[:NEXT]


def _open(view: View, fit: RoleFit) -> list[explain.OpenAnswer]:
    return [one for one in view.open if one.role == fit.role]


def _asked(view: View, found: Sequence[explain.OpenAnswer]) -> list[Asked]:
    return [_one(view, one.item) for one in found]


def _one(view: View, asked: str) -> Asked:
    item = view.items[asked]
    return Asked(item.id, _section(view, item), from_whom(view, asked, view.question(asked)))


def _section(view: View, item: Item) -> str:
    """Where the reader can answer it: never what they were not sure of in a picture of others."""
    side = view.side or "practitioner"
    if not view.own or (item.mirrors and item.id in view.practitioner):
        return ""
    parts = view.content.side(side).sections
    return next((part.id for part in parts if item in part.items), "")


def number(view: View, count: int) -> str:
    """A count in words, as far as they go."""
    return view.words.t(f"number.{count}" if count <= IN_WORDS else "number.many")
