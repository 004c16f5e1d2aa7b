"""A group's page to hand over or to keep: what it says, part by part."""

from esteem_match.documents.phrases.group import (
    closed,
    own_voice,
    own_words,
    strongest,
    unwanted,
    wishes,
)
from esteem_match.documents.phrases.view import View
from esteem_match.documents.phrases.whose import Whose

MOST_HARD = 2
"""How many needs a letter names: it is one page, and begins a talk."""

OWN_WORDS = {"words": "want", "avoid": "avoid"}
"""The parts that are the group's own words, and which of them."""


def whom(view: View) -> Whose:
    """From which group it comes, by its own name where it has said that."""
    t, name = view.words.t, str(view.group.get("g.name") or "")
    return Whose((name,), (t("letter.from", name=name) if name else t("letter.from_group"),))


def parts(view: View) -> dict[str, list[str]]:
    """The texts of each part by its word; a part of which nothing is said is left out."""
    found, own = wishes(view), own_words(view)
    told = {
        "welcome": [own_voice(view, item.id) for item in found["yes"]] or [_nothing(view)],
        "perhaps": [own_voice(view, item.id) for item in found["perhaps"]],
        "later": [own_voice(view, item.id) for item in found["no"]],
        "no": unwanted(view),
        **{word: [own.get(name, "")] for word, name in OWN_WORDS.items()},
    }
    texts = {word: [text for text in said if text] for word, said in told.items()}
    return {word: lines for word, lines in texts.items() if lines}


def hard(view: View) -> list[str]:
    """The few needs that press most, each as question and answer; none beside a clear no.

    Nothing where the group has said in its own words what it would like.
    """
    if own_words(view).get("want"):
        return []
    model = view.rules.model
    needs = strongest(view, (fit for fit in view.fits if not fit.appropriate.closed_by))
    press = [item for fact, item in needs if fact >= model.lines.recommended * model.top]
    return [f"{view.question(item.id)} {view.answer(item.id)}." for item in press[:MOST_HARD]]


def about(view: View) -> str:
    """What the group is about and where it meets: for its letter alone."""
    return str(view.group.get("g.letter.about") or "")


def reach(view: View) -> str:
    """How to reach the group: for its letter alone."""
    return str(view.group.get("g.letter.reach") or "")


def _nothing(view: View) -> str:
    """What stands where no help is welcome: a thank you, once the group has said so."""
    found = wishes(view)
    if found["perhaps"]:
        return ""
    return view.words.t("letter.nothing_now" if found["no"] or closed(view) else "letter.nothing")
