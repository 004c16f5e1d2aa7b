"""Who could do what: each role with each practitioner, and whether the group wants it."""

from collections.abc import Iterator

from esteem_match import explain
from esteem_match.documents.blocks import Block, Cell, GridRow, Heading, RoleGrid, Wanted
from esteem_match.documents.lead import role_name
from esteem_match.documents.phrases import View, room
from esteem_match.documents.phrases.roles import when_asked
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.simple import Standing
from esteem_match.models import Label, Role, RoleFit, Sureness
from esteem_match.scoring import rule_of

STANDINGS: dict[Label, Standing] = {
    Label.RECOMMENDED: "recommended",
    Label.POSSIBLE: "possible",
    Label.NOT_NOW: "not_now",
}
_KEY: dict[Standing, str] = {
    **{one: one for one in STANDINGS.values()},
    "open": "not_known",
}


def fit_of(view: View, role: Role) -> RoleFit:
    return next(fit for fit in view.fits if fit.role == role.id)


def for_everyone(result: RoundResult) -> list[Role]:
    """The roles that are recommended with every practitioner."""
    return [role for role in result.roles if _with_all(result, role)]


def _with_all(result: RoundResult, role: Role) -> bool:
    fits = [(view, fit_of(view, role)) for view in result.views.values()]
    open_to_all = role.id not in result.split and role.id not in result.declined
    return open_to_all and all(
        view.label(fit) == Label.RECOMMENDED and view.sureness(fit) != Sureness.OPEN
        for view, fit in fits
    )


def cell(result: RoundResult, view: View, role: Role) -> Cell:
    """What the group said goes before all sums: a clear no, and that it is to talk first."""
    t, fit = result.words.t, fit_of(view, role)
    no = view.position(fit).no
    if no:
        own = "group" in no
        return Cell(standing="not_now", said=t("wall.no_group" if own else "wall.no_practitioner"))
    if role.id in result.declined:
        return Cell(standing="not_now", said=t("agree.decision_no"))
    if role.id in result.split:
        return Cell(standing="open", said=t("wall.talk_first"))
    if view.sureness(fit) == Sureness.OPEN:
        return Cell(standing="open", said=t("wall.not_known"))
    if view.word(fit).endswith("elsewhere"):
        return Cell(standing="not_now", said=t("wall.elsewhere"))
    standing = STANDINGS[view.label(fit)]
    return Cell(standing=standing, said=t(f"wall.{standing}"))


def nobody_here(result: RoundResult, role: Role) -> bool:
    """Whether the group needs it, and none of all who are here can do it."""
    free = role.id not in result.split and role.id not in result.declined
    views = result.views.values()
    return free and all(view.position(fit_of(view, role)).elsewhere for view in views)


def role_grid(result: RoundResult) -> Iterator[Block]:
    """A row for each practitioner, a column for each role, and what the group wants of each."""
    t = result.words.t
    yield Heading(text=t("wall.roles"))
    yield RoleGrid(
        who=t("board.grid_who"),
        group=t("board.grid_group"),
        roles=tuple(_wanted(result, role) for role in result.roles),
        rows=tuple(
            GridRow(
                name=room.with_number(result, number),
                cells=tuple(cell(result, view, role) for role in result.roles),
            )
            for number, view in result.views.items()
        ),
        key=tuple(Cell(standing=one, said=t(f"wall.{_KEY[one]}")) for one in _KEY),
    )


def _wanted(result: RoundResult, role: Role) -> Wanted:
    view = next(iter(result.views.values()))
    fit, t = fit_of(view, role), result.words.t
    nobody = t("board.nobody_here") if nobody_here(result, role) else ""
    notes = (nobody, *when_asked(view, fit), room.standing_of(result, role.id))
    notes = (*notes, room.decided_before(result, role.id))
    return Wanted(
        of=role_name(view, fit),
        said=t(f"board.wanted_{_wish(result, view, role)}"),
        notes=tuple(filter(None, notes)),
    )


def _wish(result: RoundResult, view: View, role: Role) -> str:
    """What the group has said of its wish for a role; its clear no goes before that."""
    if "group" in view.position(fit_of(view, role)).no:
        return "refused"
    if role.id in result.split:
        return "split"
    said = [view.group.get(item.id) for item in rule_of(view.content, role.id).keys["wish"]]
    words = [explain.wish(view.content.model, one) for one in said if isinstance(one, int)]
    return next((one for one in ("yes", "perhaps", "no") if one in words), "unknown")
