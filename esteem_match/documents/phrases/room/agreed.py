"""What a room agrees, in words: its fields, what is decided of them, and what is still open."""

from esteem_match import explain
from esteem_match.documents.phrases.room.round_result import RoundResult, refused
from esteem_match.models import Role

FIELDS = ("decision", "task", "by", "until")
"""What can be written on a role, in the order of the page."""


def decided_before(result: RoundResult, role: str) -> str:
    """What was decided on a role last time, where nothing is decided yet; else empty."""
    decided = result.decided_before.get(role)
    return result.words.t(f"board.before_{decided}") if decided else ""


def is_open(result: RoundResult, role: Role) -> bool:
    """Whether nothing is decided on a role, and no clear no rules it out."""
    return role.id not in result.decisions and not refused(result, role.id)


def put_off(result: RoundResult, role: Role) -> bool:
    """Whether the group decided "not now", or a clear no stands and nobody decided otherwise."""
    return result.decisions.get(role.id) != "yes" and not is_open(result, role)


def standing(result: RoundResult) -> str:
    """Whether it is a draft, or agreed, and since when."""
    words, day = result.words, result.agreed_on
    if not result.agreed:
        return words.t("agree.draft")
    return words.t("agree.agreed_on", day=words.day(day)) if day else words.t("agree.agreed")


def boundary(point: explain.Point) -> str:
    """The field of what is agreed about a point."""
    return f"boundary.{point.agreement.id}"


def not_do_title(result: RoundResult) -> str:
    """The heading of what a practitioner won't do, or of what several won't."""
    several = len(result.board.practitioners) > 1
    return result.words.t("agree.not_do_several" if several else "agree.not_do")


def asks_of(result: RoundResult, part: str) -> str:
    """What a part of the agreement asks: the model's own point, where it has one for it."""
    points = [one for one in result.content.model.agreement if one.part == part]
    said = [result.words.put_in(one.text) for one in points]
    return said[0] if said else result.words.t(f"agree.{part}_what")


def written(result: RoundResult, field: str) -> str:
    """What a field of the agreement says now; a decision in the words of the page."""
    return shown(result, field, result.text(field))


def shown(result: RoundResult, field: str, text: str) -> str:
    if field.startswith("decision.") and text:
        return result.words.t(f"agree.decision_{text}")
    return text


def role_fields(result: RoundResult, role: Role) -> dict[str, str]:
    """The fields of the agreement on a role, each with its label."""
    return {f"{name}.{role.id}": result.words.t(f"agree.{name}") for name in FIELDS}
