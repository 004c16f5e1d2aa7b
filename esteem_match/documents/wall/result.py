"""The roles on a wall: what all agree on, and all five with each practitioner."""

from collections.abc import Iterator, Sequence

from esteem_match.documents.blocks import RoleName
from esteem_match.documents.board.grid import cell, fit_of, for_everyone
from esteem_match.documents.lead import role_name
from esteem_match.documents.phrases import room
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.wall.screens import (
    Agreed,
    Grid,
    Named,
    Row,
    Screen,
    in_parts,
)
from esteem_match.models import Role

ABREAST = 4  # practitioners on one screen


def agreed(picture: RoundResult) -> Screen:
    """What is recommended with everyone, and what somebody's clear no rules out for all."""
    t = picture.words.t
    begin = for_everyone(picture)
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


def _named(picture: RoundResult, roles: Sequence[Role]) -> tuple[RoleName, ...]:
    view = next(iter(picture.views.values()))
    return tuple(role_name(view, fit_of(view, role)) for role in roles)


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
        cells=tuple(cell(picture, view, role) for view in views),
    )
