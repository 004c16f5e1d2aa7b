"""The roles of a result: grouped by label, each label in the words of its readers."""

from collections.abc import Sequence

from esteem_match.models import Label, RoleFit
from esteem_match.say.once import once
from esteem_match.say.view import View

ORDER = ("recommended", "possible", "unsure", "open", "not_now")
FIT = ("recommended", "possible")

Band = Sequence[RoleFit]
"""Roles that are about equal."""


def label_words(view: View, word: str) -> str:
    """A label in the words of this reader."""
    t = view.words.t
    return t(f"group_label.{word}") if view.side == "group" else t(f"label.{word}")


def label_what(view: View, word: str) -> str:
    t = view.words.t
    return t(f"group_label_what.{word}") if view.side == "group" else t(f"label_what.{word}")


@once
def summary(view: View) -> list[str]:
    """The whole result at a glance: each label with its roles."""
    rows = []
    for word in ORDER:
        names = ", ".join(view.role(fit).name for fit in every(view) if view.word(fit) == word)
        if names:
            label = label_words(view, word)
            rows.append(view.words.t("results.summary", label=label, roles=names))
    return rows


def nothing_now(view: View) -> bool:
    return all(view.label(fit) == Label.NOT_NOW for fit in view.fits)


def every(view: View) -> list[RoleFit]:
    """All roles, best first."""
    return [fit for band in view.bands for fit in band]


@once
def shelves(view: View) -> dict[str, list[list[RoleFit]]]:
    """The bands of each label that has any, best label first."""
    found = {word: [_with(view, band, word) for band in view.bands] for word in ORDER}
    told = {word: [band for band in bands if band] for word, bands in found.items()}
    return {word: bands for word, bands in told.items() if bands}


def equal(word: str, band: Band) -> bool:
    """Whether to say that roles are about equal; nobody can while they are open."""
    return len(band) > 1 and word in FIT


def refused_last(view: View, fits: Band) -> tuple[list[RoleFit], list[RoleFit]]:
    """Of what does not fit: what can change, and then what a clear no stands against."""
    others = [fit for fit in fits if not view.closed(fit)]
    return others, [fit for fit in fits if view.closed(fit)]


def refusals(view: View, fit: RoleFit) -> list[str]:
    """Who said a clear no; whoever reads only their own answers said it themselves."""
    t, alone = view.words.t, view.seen or view.side is not None
    return [t("reason.no_own") if alone else t(f"reason.no_{side}") for side in view.closed(fit)]


def _with(view: View, band: Band, word: str) -> list[RoleFit]:
    return [fit for fit in band if view.word(fit) == word]
