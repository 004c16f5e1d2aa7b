"""A group's page to hand over or to keep: what it says, part by part."""

from datetime import date

from esteem_match.models import Item
from esteem_match.say.group import closed, own_words, said, unwanted, wishes
from esteem_match.say.view import View

OWN_WORDS = {"words": "want", "avoid": "avoid"}
"""The parts that are the group's own words, and which of them."""


def head(view: View, on: date) -> list[str]:
    """Whom it comes from, where that is known, and of which day it is."""
    return [*whom(view), view.words.t("letter.on", day=view.words.day(on))]


def whom(view: View) -> list[str]:
    """From which group it comes, where the group has said its name."""
    name = str(view.group.get("g.name") or "")
    return [view.words.t("letter.from", name=name)] if name else []


def parts(view: View) -> dict[str, list[str]]:
    """The texts of each part by its word; a part of which nothing is said is left out."""
    yes, perhaps, no = wishes(view)
    own = own_words(view)
    found = {
        "welcome": [said(view, item.id) for item in yes] or [_nothing(perhaps, no, view)],
        "perhaps": [said(view, item.id) for item in perhaps],
        "later": [said(view, item.id) for item in no if not _closed(view, item)],
        "no": unwanted(view),
        **{word: [own.get(name, "")] for word, name in OWN_WORDS.items()},
    }
    told = {word: [text for text in texts if text] for word, texts in found.items()}
    return {word: texts for word, texts in told.items() if texts}


def _nothing(perhaps: list[Item], no: list[Item], view: View) -> str:
    """What stands where no help is welcome: a thank you, once the group has said so."""
    if perhaps:
        return ""
    return view.words.t("letter.nothing_now" if no or closed(view) else "letter.nothing")


def _closed(view: View, item: Item) -> bool:
    """Whether the page says already that the group keeps all of this to itself."""
    return any(fit.role == item.role and fit.appropriate.closed_by for fit in view.fits)
