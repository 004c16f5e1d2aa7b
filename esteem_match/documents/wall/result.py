"""The roles on a wall: what all agree on, and all five with each practitioner."""

from collections.abc import Iterator, Sequence

from esteem_match.documents.blocks import RoleName
from esteem_match.documents.lead import role_name
from esteem_match.documents.phrases import View, room
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.wall.screens import (
    Agreed,
    Cell,
    Grid,
    Named,
    Row,
    Screen,
    Standing,
    in_parts,
)
from esteem_match.models import Label, Role, RoleFit, Sureness

ABREAST = 4  # practitioners on one screen
_STANDINGS: dict[Label, Standing] = {
    Label.RECOMMENDED: "recommended",
    Label.POSSIBLE: "possible",
    Label.NOT_NOW: "not_now",
}


def agreed(picture: RoundResult) -> Screen:
    """What is recommended with everyone, and what somebody's clear no rules out for all."""
    t = picture.words.t
    begin = [role for role in picture.roles if _for_everyone(picture, role)]
    leave = [role for role in picture.roles if room.refused(picture, role.id)]
    found = (
        (t("wall.begin"), _named(picture, begin)),
        (t("wall.leave"), _named(picture, leave)),
    )
    return Agreed(
        label=t("wall.agreed"),
        title=t("wall.agreed"),
        lists=tuple(Named(title=title, roles=roles) for title, roles in found if roles),
        text="" if begin else t("wall.agreed_none"),
    )


def _for_everyone(picture: RoundResult, role: Role) -> bool:
    fits = [(view, fit_of(view, role)) for view in picture.views.values()]
    open_to_all = role.id not in picture.split and role.id not in picture.declined
    return open_to_all and all(
        view.label(fit) == Label.RECOMMENDED and view.sureness(fit) != Sureness.OPEN
        for view, fit in fits
    )


def _named(picture: RoundResult, roles: Sequence[Role]) -> tuple[RoleName, ...]:
    view = next(iter(picture.views.values()))
    return tuple(role_name(view, fit_of(view, role)) for role in roles)


def fit_of(view: View, role: Role) -> RoleFit:
    return next(fit for fit in view.fits if fit.role == role.id)


def grids(picture: RoundResult) -> Iterator[Screen]:
    """The five roles with each practitioner, as many on a screen as can be read."""
    t, parts = picture.words.t, in_parts(tuple(picture.views), ABREAST)
    for at, numbers in enumerate(parts, start=1):
        more = len(parts) > 1
        title = t("wall.roles_part", number=at, count=len(parts)) if more else t("wall.roles")
        yield Grid(
            label=title,
            title=t("wall.roles"),
            heads=tuple(_head(picture, number) for number in numbers),
            rows=tuple(_row(picture, role, numbers) for role in picture.roles),
        )


def _head(picture: RoundResult, number: int) -> str:
    return room.named(picture, number) if number else picture.words.t("wall.group")


def _row(picture: RoundResult, role: Role, numbers: Sequence[int]) -> Row:
    views = [picture.views[number] for number in numbers]
    return Row(
        of=role_name(views[0], fit_of(views[0], role)),
        cells=tuple(_cell(picture, view, role) for view in views),
    )


def _cell(picture: RoundResult, view: View, role: Role) -> Cell:
    """What the group said goes before all sums: a clear no, and that it is to talk first."""
    t, fit = picture.words.t, fit_of(view, role)
    no = view.position(fit).no
    if no:
        own = "group" in no
        return Cell(standing="not_now", said=t("wall.no_group" if own else "wall.no_practitioner"))
    if role.id in picture.declined:
        return Cell(standing="not_now", said=t("agree.decision_no"))
    if role.id in picture.split:
        return Cell(standing="open", said=t("wall.talk_first"))
    if view.sureness(fit) == Sureness.OPEN:
        return Cell(standing="open", said=t("wall.not_known"))
    if view.word(fit).endswith("elsewhere"):
        return Cell(standing="not_now", said=t("wall.elsewhere"))
    standing = _STANDINGS[view.label(fit)]
    return Cell(standing=standing, said=t(f"wall.{standing}"))
