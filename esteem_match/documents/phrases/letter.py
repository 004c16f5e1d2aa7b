"""A group's page to hand over or to keep: what it says, part by part."""

from esteem_match.documents.phrases.group import closed, own_words, said, unwanted, wishes
from esteem_match.documents.phrases.view import View
from esteem_match.documents.phrases.whose import Whose

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
        "welcome": [said(view, item.id) for item in found["yes"]] or [_nothing(view)],
        "perhaps": [said(view, item.id) for item in found["perhaps"]],
        "later": [said(view, item.id) for item in found["no"]],
        "no": unwanted(view),
        **{word: [own.get(name, "")] for word, name in OWN_WORDS.items()},
    }
    texts = {word: [text for text in said if text] for word, said in told.items()}
    return {word: lines for word, lines in texts.items() if lines}


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
