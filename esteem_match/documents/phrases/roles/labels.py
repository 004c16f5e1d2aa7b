"""The roles of a result, each label in the words of its readers."""

from collections.abc import Sequence

from esteem_match.documents.phrases.view import View
from esteem_match.models import Label, RoleFit, Sureness

FIT = ("recommended", "possible")

Band = Sequence[RoleFit]
"""Roles that are about equal."""


def label_words(view: View, word: str) -> str:
    """A label in the words of this reader."""
    t, word = view.words.t, _word(view, word)
    return t(f"group_label.{word}") if view.side == "group" else t(f"label.{word}")


def label_what(view: View, word: str) -> str:
    t, word = view.words.t, _word(view, word)
    return t(f"group_label_what.{word}") if view.side == "group" else t(f"label_what.{word}")


def _word(view: View, word: str) -> str:
    return "elsewhere_seen" if word == "elsewhere" and view.seen else word


def nothing_now(view: View) -> bool:
    """Whether nothing fits that the group hasn't put off, as far as anybody can say."""
    known = any(view.sureness(fit) != Sureness.OPEN for fit in view.fits)
    return known and all(view.label(fit) == Label.NOT_NOW for fit in view.in_play)


def every(view: View) -> list[RoleFit]:
    """All roles, best first."""
    return [fit for band in view.bands for fit in band]


def fits(word: str) -> bool:
    """Whether the roles under this word may be right; the others are told in short."""
    return word.removeprefix("offer_") in FIT


def equal(view: View, word: str, band: Band) -> bool:
    """Whether to say that roles are about equal; nobody can while all are open."""
    some = any(view.sureness(fit) != Sureness.OPEN for fit in band)
    return len(band) > 1 and fits(word) and some


def when_asked(view: View, fit: RoleFit) -> list[str]:
    """That the group wants this only when it asks."""
    whose = "own" if view.side == "group" else "group"
    said = view.words.t(f"reason.asked_{whose}", what=view.about(fit))
    return [said] if view.position(fit).when_asked else []


def refusals(view: View, fit: RoleFit) -> list[str]:
    """What a clear no means here; whoever reads only their own answers said it themselves."""
    t, found = view.words.t, view.position(fit)
    if view.seen or view.side:
        whose = "own_torn" if found.torn else "own"
        return [t(f"reason.no_{whose}")] if found.no else []
    return [
        t("reason.no_torn" if found.torn and side == "group" else f"reason.no_{side}")
        for side in found.no
    ]
