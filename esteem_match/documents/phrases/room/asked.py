"""Whether members can live with what was decided: what is asked now, and what is told of it."""

from esteem_match.documents.phrases.room.agreed import FIELDS
from esteem_match.documents.phrases.room.round_result import RoundResult
from esteem_match.models import Asking, Role


def asked_now(result: RoundResult) -> Asking | None:
    """What members of this round are asked at the moment."""
    return next((one for one in _of_round(result) if one.open), None)


def to_ask(result: RoundResult) -> dict[str, tuple[str, ...]]:
    """The decisions of which nobody has been asked in this round, each with its fields."""
    gone = {line for one in _of_round(result) for line in one.lines}
    return {
        role.id: tuple(f"{field}.{role.id}" for field in FIELDS)
        for role in result.roles
        if role.id in result.decisions and role.id not in gone
    }


def outcome(result: RoundResult, role: Role) -> str:
    """What is told of a decision, as long as it stands as it was asked; else empty."""
    for one in _of_round(result):
        if role.id in one.outcome and _stands(result, one, role):
            least = result.content.model.workshop.min_voices
            return result.words.t(f"agree.told_{one.outcome[role.id]}", least=least)
    return ""


def _stands(result: RoundResult, asking: Asking, role: Role) -> bool:
    return all(result.text(field) == text for field, text in asking.lines[role.id].items())


def _of_round(result: RoundResult) -> list[Asking]:
    return [one for one in result.asked if one.number == result.number]
