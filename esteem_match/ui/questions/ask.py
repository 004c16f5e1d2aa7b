"""Asks the questions of a part: the browser draws them, and hands each answer over by itself.

Ticks are no widgets of Streamlit's: each would have its page, or a part of it, run for one save.
"""

from typing import Any

from esteem_match import journey, resources
from esteem_match.documents.phrases import UNSURE, choices
from esteem_match.models import Answers, Checklist, Item, Question, Section
from esteem_match.service.failure import BAD_ANSWERS
from esteem_match.store import Token
from esteem_match.ui import state
from esteem_match.ui.person import Here
from esteem_match.ui.words import language, t
from esteem_match.words import Words
from esteem_match.workshop import MEMBERS

NONE = "none"  # how the browser says that no box is ticked
_LONG_TEXT = 100


def questions(person: Here, part: Section, words: Words) -> list[dict[str, Any]]:
    """The questions of a part with their present answers; `opens`: others hang on this one."""
    deciding = journey.deciding(person.questionnaire)
    return [
        {**question(person, one, words), "opens": any(item.id in deciding for item in one.items)}
        for one in part.questions()
    ]


def form_of(person: Here) -> str:
    """Names a person's form: in other words, or of other questions, it is another."""
    return f"{person.tag}_{language()}_{person.record.version[:8]}"


def handing(person: Here) -> dict[str, Any]:
    """What a page needs to hand over answers, and to say how that goes."""
    return {
        "who": f"{person.tag}-{state.get('turn', 0)}",
        "form": form_of(person),
        "lang": language(),
        "token": own_token(person),
        "words": {
            "saved": t("assess.saved"),
            "unsaved": t("assess.unsaved"),
            "gone": t("assess.unsaved_gone"),
            "stays": t("assess.stays"),
            "bad": {name: t(f"bad.{name}") for name in BAD_ANSWERS},
        },
    }


def stands(person: Here) -> dict[str, Any]:
    """How often answers were written by now, and whether any is kept."""
    return {"writes": person.record.writes, "saved": bool(person.answers)}


def own_token(person: Here) -> str:
    """What lets a script of this person's page act for them."""
    given = Token(person.code, person.record.side, person.record.version)
    return resources.store().tokens.make(given)


def question(person: Here, one: Question, words: Words) -> dict[str, Any]:
    """A question as the browser draws it, with the answer that is kept."""
    asked = {
        "id": one.id,
        "key": f"{person.tag}-{one.id}",
        "text": words.put_in(one.asks.text),
        "help": _help(person, one, words),
    }
    if isinstance(one.asks, Checklist):
        return {**asked, **_boxes(person.answers, one, one.asks, words)}
    given = value_of(person.answers, one.asks)
    if one.asks.kind == "text":
        most = one.asks.max_length or 0
        return {**asked, "said": given, "most": most, "long": most > _LONG_TEXT}
    options = choices(person.content, one.asks, words).items()
    return {
        **asked,
        "said": given,
        "options": [[str(at), label] for at, label in options],
        "scale": one.asks.kind == "scale",
        "aside": one.asks.not_applicable,
    }


def _help(person: Here, one: Question, words: Words) -> str:
    """Beside a limit also what it means among many, for whoever answers as one of them."""
    own, seat = words.put_in(one.asks.help), person.seat
    limit = any(item.kind == "veto" for item in one.items)
    if seat is None or seat.seat not in MEMBERS or not limit:
        return own
    return f"{own} {words.t('room.limit_what')}".strip()


def _boxes(answers: Answers, one: Question, checklist: Checklist, words: Words) -> dict[str, Any]:
    """The boxes, each by its place; then what stands for none of them, and for 'not sure'."""
    labels = [words.put_in(item.text) for item in one.items]
    last = [[NONE, words.put_in(checklist.none)], [UNSURE, words.t("answer.unsure")]]
    return {
        "boxes": [item.id for item in one.items],
        "options": [*([str(at), label] for at, label in enumerate(labels)), *last],
        "said": _ticked(answers, one),
    }


def _ticked(answers: Answers, one: Question) -> str | None:
    """What is ticked. A part of the boxes, as older questions may have left it, is no 'none'."""
    if one.unsure(answers):
        return UNSURE
    ticked = one.ticked(answers)
    places = " ".join(str(at) for at, item in enumerate(one.items) if item in ticked)
    return places or (NONE if one.whole(answers) else None)


def value_of(answers: Answers, item: Item) -> str | None:
    """The answer as the browser holds it; None where there is none, or an empty text."""
    answer = answers.get(item.id)
    if answer is None and item.kind != "text" and item.id in answers:
        return UNSURE
    return None if answer is None else str(answer)
