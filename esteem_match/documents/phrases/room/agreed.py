"""What a room agrees, in words: its fields, what is decided of them, and what is still open."""

from esteem_match import explain
from esteem_match.documents.phrases.roles import label_words
from esteem_match.documents.phrases.roles.sure import in_short
from esteem_match.documents.phrases.room.round_result import RoundResult, named, refused
from esteem_match.documents.phrases.view import View, help_of
from esteem_match.models import Agreement, Label, Role, RoleFit

FIELDS = ("decision", "task", "by", "until")
"""What can be written on a role, in the order of the page."""


_FITTING = (Label.RECOMMENDED, Label.POSSIBLE)


def titled(result: RoundResult, role: Role) -> str:
    """A role in plain words, and as the study names it, where these are two."""
    plain = help_of(result.words, role)
    return plain if plain == role.name else f"{plain} ({role.name})"


def decided_lines(result: RoundResult) -> list[str]:
    """What was decided, a line each, and whether it is agreed: without who does it.

    It goes into calendars, which others may see; names stand there least of all.
    """
    decided = [role for role in result.roles if result.decisions.get(role.id) == "yes"]
    return [standing(result), *(_line(result, role) for role in decided)] if decided else []


def _line(result: RoundResult, role: Role) -> str:
    said = (result.text(f"{field}.{role.id}") for field in ("task", "until"))
    what = ", ".join(" ".join(one.split()) for one in said if one)
    return ": ".join(filter(None, (help_of(result.words, role), what)))


def by_rank(result: RoundResult) -> list[Role]:
    """The roles, those first that are recommended with anybody, and then what is possible."""
    return sorted(result.roles, key=lambda role: _rank(result, role))


def _rank(result: RoundResult, role: Role) -> int:
    """0 where it is recommended with anybody, 1 where it is possible; 2 also for a clear no."""
    found = {view.label(fit) for view, fit in _of(result, role)}
    ruled_out = bool(refused(result, role.id))
    ranks = [at for at, label in enumerate(_FITTING) if label in found and not ruled_out]
    return min(ranks, default=len(_FITTING))


def fits(result: RoundResult, role: Role) -> bool:
    """Whether it is recommended or possible, with anybody, and no clear no rules it out."""
    return _rank(result, role) < len(_FITTING)


def suggested(result: RoundResult, role: Role) -> list[str]:
    """What the result says of a role, with each practitioner; of what fits, how to begin, too."""
    t, several = result.words.t, len(result.views) > 1
    found = []
    for number, (view, fit) in zip(result.views, _of(result, role), strict=True):
        word = in_short(view, fit, label_words(view, view.word(fit)))
        found.append(t("report.side", side=named(result, number), word=word) if several else word)
    if fits(result, role):
        found.append(t("agree.first_step", step=result.words.put_in(role.first_steps[0])))
    return found


def _of(result: RoundResult, role: Role) -> list[tuple[View, RoleFit]]:
    return [
        (view, next(fit for fit in view.fits if fit.role == role.id))
        for view in result.views.values()
    ]


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


def point_words(result: RoundResult, point: Agreement) -> tuple[str, str]:
    """A point's title and what it asks, of one practitioner or of several."""
    title, text = point.title, point.text
    if _several(result):
        title, text = point.title_many or title, point.text_many or text
    return result.words.put_in(title), result.words.put_in(text)


def not_do_title(result: RoundResult) -> str:
    """The heading of what a practitioner won't do, or of what several won't."""
    return result.words.t("agree.not_do_several" if _several(result) else "agree.not_do")


def _several(result: RoundResult) -> bool:
    return len(result.board.practitioners) > 1


def asks_of(result: RoundResult, part: str) -> str:
    """What a part of the agreement asks: the model's own point, where it has one for it."""
    points = [one for one in result.content.model.agreement if one.part == part]
    said = [point_words(result, one)[1] for one in points]
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
