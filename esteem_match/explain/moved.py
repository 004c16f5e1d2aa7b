"""What moved between two times: where the roles stand and what was answered, then and now."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from esteem_match.explain.needs import anchor
from esteem_match.models import (
    Answer,
    Answers,
    Item,
    Label,
    Questionnaire,
    RoleFit,
    RoleModel,
    Side,
    Value,
)
from esteem_match.scoring import standing


class Stand(NamedTuple):
    """Where a role stands: the word of a side or of the whole, and its label.

    `word` is None where too little is answered.
    """

    word: str | None
    label: Label


class RoleMoved(NamedTuple):
    role: str
    before: Stand
    after: Stand


class AnswerMoved(NamedTuple):
    item: str
    before: Answer
    after: Answer


def stands(model: RoleModel, fits: Iterable[RoleFit], side: Side | None = None) -> dict[str, Stand]:
    """Where each role stands; for one side alone when `side` is given."""
    found = {fit.role: standing(fit, side) for fit in fits}
    return {
        role: Stand(_word(model, value), low if low == high else Label.OPEN)
        for role, (value, low, high) in found.items()
    }


def roles_moved(before: Mapping[str, Stand], after: Mapping[str, Stand]) -> tuple[RoleMoved, ...]:
    """An entry a role of both times, moved or not, in the order of the later one."""
    return tuple(RoleMoved(role, before[role], after[role]) for role in after if role in before)


def answers_moved(
    then: tuple[Questionnaire, Answers], now: tuple[Questionnaire, Answers]
) -> tuple[AnswerMoved, ...]:
    """What was answered both times and in other words, in the order of today's questions.

    Texts are left out: what somebody wrote is theirs, and is not compared.
    """
    old, new = _in_words(*then), _in_words(*now)
    return tuple(
        AnswerMoved(item, then[1][item], now[1][item])
        for item in new
        if item in old and old[item] != new[item]
    )


def _in_words(asked: Questionnaire, answers: Answers) -> dict[str, str | None]:
    return {
        item.id: _said(asked, item, answers[item.id])
        for item in asked.items()
        if item.kind != "text" and item.id in answers
    }


def _said(asked: Questionnaire, item: Item, answer: Answer) -> str | None:
    """None for 'not sure'. What lies after the options is 'does not apply'."""
    if not isinstance(answer, int):
        return None
    options = asked.options[item.options]
    return options[answer] if answer < len(options) else ""


def _word(model: RoleModel, value: Value) -> str | None:
    return None if value.point is None else anchor(model, value.point)
