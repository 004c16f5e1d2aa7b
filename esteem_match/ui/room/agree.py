"""What the room agrees: written by one, seen by all, every change kept."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from esteem_match.documents import agreement_document, room_summary_document
from esteem_match.documents.board import whose
from esteem_match.documents.phrases.room import (
    RoundResult,
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


def show_agreement(guest: Guest, result: RoundResult) -> None:
    """Roles, limits, boundaries, disagreement, and the day to look again."""
    _tell(guest)
    heading(t("agree.roles"))
    for role in result.roles:
        _role(guest, result, role)
    _block(guest, result, "not_do", {"not_do": t("agree.not_do_what")}, t("agree.not_do"))
    _boundaries(guest, result)
    _block(guest, result, "disagree", {"disagree": t("agree.disagree_what")}, t("agree.disagree"))
    _again(guest, result)
    _diary(guest, result)
    make = partial(agreement_document, result)
    summary = Paper("summary", partial(room_summary_document, result), whose(result))
    take_away(Paper("agreement", make, whose(result)), summary)


def _tell(guest: Guest) -> None:
    """Who writes, and whether it is agreed."""
    if guest.state == State.AGREED:
        note(t("agree.done"))
    elif guest.host is None:
        note(t("agree.read_only"))
    else:
        para(t("agree.what"))


def _role(guest: Guest, result: RoundResult, role: Role) -> None:
    """A role is folded until something is written on it, or was decided last time."""
    fields = role_fields(result, role)
    unfolded = any(map(result.text, fields)) or bool(decided_before(result, role.id))
    with st.expander(md(role.name), expanded=unfolded):
        small(put_in(role.line))
        for said in filter(None, (refused(result, role.id), decided_before(result, role.id))):
            note(said)
        _block(guest, result, role.id, fields)


def _boundaries(guest: Guest, result: RoundResult) -> None:
    heading(t("agree.boundaries"))
    small(t("agree.boundaries_what"))
    for point in result.points:
        agreed = point.agreement
        field = f"boundary.{agreed.id}"
        with st.expander(md(put_in(agreed.title)), expanded=bool(result.text(field))):
            para(put_in(agreed.text))
            _block(guest, result, agreed.id, {field: t("agree.boundary_note")})


def _block(
    guest: Guest,
    result: RoundResult,
    key: str,
    fields: Mapping[str, str],
    title: str = "",
) -> None:
    """A few fields that are written together; for those who do not write, their words."""
    with st.container(border=bool(title), key=f"agree_{key}"):
        if title:
            heading(title, 3)
        if guest.writes is None:
            _read(result, fields, asked=not title)
        else:
            write(guest, result, key, fields)
        _earlier(result, fields)


def _read(result: RoundResult, fields: Mapping[str, str], *, asked: bool) -> None:
    """What is written; `asked`: with what each field asks for, where no heading says it."""
    for field, label in fields.items():
        text = written(result, field)
        if text:
            if asked:
                st.html(html.question(label))
            st.text(text)
    if not any(result.text(field) for field in fields):
        small(t("agree.empty"))


def _again(guest: Guest, result: RoundResult) -> None:
    """The day to look again; half a year on is offered where nobody has chosen one."""
    heading(t("agree.again"))
    small(t("agree.again_what"))
    kept = result.text("again")
    if guest.writes:
        write_day(guest, result, kept)
    elif kept:
        para(day(date.fromisoformat(kept)))
    else:
        small(t("agree.empty"))


def _diary(guest: Guest, result: RoundResult) -> None:
    """The day for one's own calendar, once it is written."""
    room = guest.room.tag if guest.room else guest.seat.room if guest.seat else ""
    if result.text("again"):
        offer_day(date.fromisoformat(result.text("again")), room)
        if guest.person and guest.seat and guest.host is None:  # there, it may be a form from paper
            offer_longer(guest.person, view="agree")


def _earlier(result: RoundResult, fields: Mapping[str, str]) -> None:
    """Every change is kept: what was written before."""
    rows = [
        t(
            "agree.change",
            day=day(one.day),
            text=shown(result, field, one.value) or t("agree.empty"),
        )
        for field in fields
        for one in result.before(field)
    ]
    if rows:
        with st.expander(md(t("agree.changes"))):
            for row in rows:
                st.text(row)
