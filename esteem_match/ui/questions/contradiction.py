"""What the browser needs to ask about two answers that contradict each other, once, on the spot."""

from collections.abc import Iterator
from typing import Any

from esteem_match import explain
from esteem_match.explain import Contrary
from esteem_match.models import Item, Question, Section
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask
from esteem_match.words import Words


def contraries(person: Here, part: Section, words: Words) -> list[dict[str, Any]]:
    """Each clear no of a group with the wishes that contradict it, where this part asks either."""
    if person.record.side != "group":
        return []
    return list(_found(person, {item.id for item in part.items}, words))


def _found(person: Here, here: set[str], words: Words) -> Iterator[dict[str, Any]]:
    asked = {item.id: one for one in person.questionnaire.questions() for item in one.items}
    for one in explain.contraries(person.content):
        if not here.isdisjoint({one.no.id, *(wish.id for wish in one.wishes)}):
            yield _drawn(person, one, asked[one.no.id], words)


def _drawn(person: Here, one: Contrary, limits: Question, words: Words) -> dict[str, Any]:
    """The no by the question that holds it, as it is drawn: a box of it, or its second choice."""
    fine, ours = person.questionnaire.options[one.no.options]
    boxed = len(limits.items) > 1
    no = words.put_in(one.no.text)
    drawn = ask.question(person, limits, words)
    return {
        "limits": limits.id,
        "boxes": drawn.get("boxes"),
        "box": str(limits.items.index(one.no)) if boxed else "1",
        "said": drawn["said"],
        "no": words.t("contrary.no", no=no),
        "keep": words.put_in(ours),
        "drop": words.put_in(fine),
        "wishes": [_wish(person, wish, no, words) for wish in one.wishes],
    }


def _wish(person: Here, wish: Item, no: str, words: Words) -> dict[str, Any]:
    return {
        "id": wish.id,
        "said": ask.value_of(person.answers, wish),
        "yes": [str(at) for at in explain.yes(person.content.model)],
        "asks": words.t("contrary.wish", no=no, wish=words.put_in(wish.says or wish.text)),
    }
