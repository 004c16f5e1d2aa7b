"""What changed between two times: the roles' labels, and the answers."""

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
    Sureness,
)
from esteem_match.scoring import Reads, standing, together


class Stand(NamedTuple):
    """A role's expected value as a word, its likely label, and how sure it is."""

    word: str
    label: Label
    sureness: Sureness


class RoleMoved(NamedTuple):
    role: str
    before: Stand
    after: Stand

    @property
    def known(self) -> bool:
        """Whether both times can be compared, because neither is open."""
        return Sureness.OPEN not in (self.before.sureness, self.after.sureness)


class AnswerMoved(NamedTuple):
    item: str
    before: Answer
    after: Answer


def stands(model: RoleModel, fits: Iterable[RoleFit], reads: Reads = together) -> dict[str, Stand]:
    """Where each role stands by the sides that are read."""
    found = {fit.role: standing(fit, reads(fit)) for fit in fits}
    return {
        role: Stand(anchor(model, one.value.expected), one.label, one.sureness)
        for role, one in found.items()
    }


def roles_moved(before: Mapping[str, Stand], after: Mapping[str, Stand]) -> tuple[RoleMoved, ...]:
    """An entry for each role of both times, moved or not, in the order of the later one."""
    return tuple(RoleMoved(role, before[role], after[role]) for role in after if role in before)


def answers_moved(
    then: tuple[Questionnaire, Answers], now: tuple[Questionnaire, Answers]
) -> tuple[AnswerMoved, ...]:
    """Answers to the same question that differ in words, in the order of today's questions.

    Texts are left out: what somebody wrote in their own words is not compared.
    """
    old, new = _in_words(*then), _in_words(*now)
    return tuple(
        AnswerMoved(item, then[1][item], now[1][item])
        for item in new
        if item in old and old[item] != new[item]
    )


def _in_words(asked: Questionnaire, answers: Answers) -> dict[str, str | None]:
    return {
        item.id: _option(asked, item, answers[item.id])
        for item in asked.items()
        if item.kind != "text" and item.id in answers
    }


def _option(asked: Questionnaire, item: Item, answer: Answer) -> str | None:
    """The words of an answer: None for 'not sure', and empty for 'does not apply'."""
    if not isinstance(answer, int):
        return None
    options = asked.options[item.options]
    return options[answer] if answer < len(options) else ""
