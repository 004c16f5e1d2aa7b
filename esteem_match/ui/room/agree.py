"""What the room agrees: written by one, seen by all, every change kept."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from esteem_match.documents import agreement_document
from esteem_match.documents.board import whose
from esteem_match.documents.phrases.room import (
    Picture,
    decided_before,
    refused,
    role_fields,
    shown,
    written,
)
from esteem_match.models import Role, State
from esteem_match.ui import html
from esteem_match.ui.layout import heading, note, para, small
from esteem_match.ui.mine.code import day
from esteem_match.ui.mine.diary import offer_day
from esteem_match.ui.mine.longer import offer_longer
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.room.who import Guest
from esteem_match.ui.room.writing import write, write_day
from esteem_match.ui.words import md, put_in, t


def show_agreement(guest: Guest, picture: Picture) -> None:
    """Roles, limits, boundaries, disagreement, and the day to look again."""
    _tell(guest)
    heading(t("agree.roles"))
    for role in picture.roles:
        _role(guest, picture, role)
    _block(guest, picture, "not_do", {"not_do": t("agree.not_do_what")}, t("agree.not_do"))
    _boundaries(guest, picture)
    _block(guest, picture, "disagree", {"disagree": t("agree.disagree_what")}, t("agree.disagree"))
    _again(guest, picture)
    _diary(guest, picture)
    make = partial(agreement_document, picture)
    take_away(Paper("agreement", make, whose(picture)))


def _tell(guest: Guest) -> None:
    """Who writes, and whether it is agreed."""
    if guest.stage == State.AGREED:
        note(t("agree.done"))
    elif guest.host is None:
        note(t("agree.read_only"))
    else:
        para(t("agree.what"))


def _role(guest: Guest, picture: Picture, role: Role) -> None:
    """A role is folded until something is written on it, or was decided last time."""
    fields = role_fields(picture, role)
    told = any(map(picture.text, fields)) or bool(decided_before(picture, role.id))
    with st.expander(md(role.name), expanded=told):
        small(put_in(role.line))
        for said in filter(None, (refused(picture, role.id), decided_before(picture, role.id))):
            note(said)
        _block(guest, picture, role.id, fields)


def _boundaries(guest: Guest, picture: Picture) -> None:
    heading(t("agree.boundaries"))
    small(t("agree.boundaries_what"))
    for point in picture.points:
        agreed = point.agreement
        field = f"boundary.{agreed.id}"
        with st.expander(md(put_in(agreed.title)), expanded=bool(picture.text(field))):
            para(put_in(agreed.text))
            _block(guest, picture, agreed.id, {field: t("agree.boundary_note")})


def _block(
    guest: Guest,
    picture: Picture,
    key: str,
    fields: Mapping[str, str],
    title: str = "",
) -> None:
    """A few fields that are written together; for those who do not write, their words."""
    with st.container(border=bool(title), key=f"agree_{key}"):
        if title:
            heading(title, 3)
        if guest.writes is None:
            _read(picture, fields, asked=not title)
        else:
            write(guest, picture, key, fields)
        _earlier(picture, fields)


def _read(picture: Picture, fields: Mapping[str, str], *, asked: bool) -> None:
    """What is written; `asked`: with what each field asks for, where no heading says it."""
    for field, label in fields.items():
        text = written(picture, field)
        if text:
            if asked:
                st.html(html.question(label))
            st.text(text)
    if not any(picture.text(field) for field in fields):
        small(t("agree.empty"))


def _again(guest: Guest, picture: Picture) -> None:
    """The day to look again; half a year on is offered where nobody has chosen one."""
    heading(t("agree.again"))
    small(t("agree.again_what"))
    kept = picture.text("again")
    if guest.writes:
        write_day(guest, picture, kept)
    elif kept:
        para(day(date.fromisoformat(kept)))
    else:
        small(t("agree.empty"))


def _diary(guest: Guest, picture: Picture) -> None:
    """The day for one's own calendar, once it is written."""
    room = guest.room.tag if guest.room else guest.seat.room if guest.seat else ""
    if picture.text("again"):
        offer_day(date.fromisoformat(picture.text("again")), room)
        if guest.person and guest.seat and guest.host is None:  # there, it may be a form from paper
            offer_longer(guest.person, view="agree")


def _earlier(picture: Picture, fields: Mapping[str, str]) -> None:
    """Every change is kept: what was written before."""
    rows = [
        t(
            "agree.change",
            day=day(one.day),
            text=shown(picture, field, one.value) or t("agree.empty"),
        )
        for field in fields
        for one in picture.before(field)
    ]
    if rows:
        with st.expander(md(t("agree.changes"))):
            for row in rows:
                st.text(row)
