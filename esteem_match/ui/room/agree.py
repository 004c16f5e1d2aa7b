"""What the room agrees: written by one, seen by all, every change kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import NoReturn

import streamlit as st

from esteem_match import resources
from esteem_match.documents import agreement_document
from esteem_match.documents.board import whose
from esteem_match.documents.phrases.room import (
    DECISIONS,
    Picture,
    decided_before,
    refused,
    role_fields,
    shown,
    written,
)
from esteem_match.models import Role, State
from esteem_match.service import workshops
from esteem_match.ui import html, state
from esteem_match.ui.failures import TEXTS, telling
from esteem_match.ui.layout import button, heading, note, para, small
from esteem_match.ui.mine.code import day
from esteem_match.ui.mine.diary import offer_day
from esteem_match.ui.mine.longer import offer_longer
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, put_in, t

YEAR = timedelta(days=365)


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
    """A role is folded until something is written on it."""
    fields = role_fields(picture, role)
    with st.expander(md(role.name), expanded=any(map(picture.text, fields))):
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
            _write(guest, picture, key, fields)
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


def _write(guest: Guest, picture: Picture, key: str, fields: Mapping[str, str]) -> None:
    typed = {field: _field(guest, picture, field, label) for field, label in fields.items()}
    changed = {field: text for field, text in typed.items() if text != picture.text(field)}
    if button(t("agree.save"), f"save_{key}") and _keep(guest, changed):
        _saved(key)
    _tell_saved(key, changed=bool(changed))


def _field(guest: Guest, picture: Picture, field: str, label: str) -> str:
    """One field; its key grows with each change, so that it shows what was written elsewhere.

    What was typed and not saved is there again when its writer comes back from the picture.
    """
    now, key = picture.text(field), _key(guest, picture, field)
    if field.startswith("decision."):
        return _decision(key, label, now)
    draw = st.text_input if field.startswith(("by.", "until.")) else st.text_area
    state.begin(key, now)
    return str(draw(md(label), key=key, on_change=state.typed, args=(key,)))


def _key(guest: Guest, picture: Picture, field: str) -> str:
    return f"{field}_{picture.turn(field)}_{guest.room.tag if guest.room else ''}"


def _decision(key: str, label: str, now: str) -> str:
    at = now if now in DECISIONS else DECISIONS[0]
    state.begin(key, at)
    with st.container(key=f"choice_{key.replace('.', '_')}"):
        chosen = st.radio(
            md(label),
            DECISIONS,
            format_func=lambda one: md(t(f"agree.decision_{one}")),
            key=key,
            on_change=state.typed,
            args=(key,),
            width="stretch",
        )
    return str(chosen) if chosen != at else now


def _keep(guest: Guest, changes: Mapping[str, str], again: date | None = None) -> bool:
    """Whether this is kept; what is wrong is told, and all stays in its fields."""
    with telling("workshop.failed", **TEXTS, moved="workshop.moved"):
        workshops.agree(resources.store(), str(guest.writes), changes, again)
        return True
    return False


def _saved(key: str) -> NoReturn:
    state.put("agreed", key)
    st.rerun()


def _tell_saved(key: str, *, changed: bool) -> None:
    """Below its button, which so stays where it is pressed."""
    if changed:
        small(t("agree.unsaved"))
    elif state.get("agreed") == key:
        small(t("agree.saved"))


def _again(guest: Guest, picture: Picture) -> None:
    """The day to look again; half a year on is offered where nobody has chosen one."""
    heading(t("agree.again"))
    small(t("agree.again_what"))
    kept = picture.text("again")
    if guest.writes:
        _write_day(guest, picture, kept)
    elif kept:
        para(day(date.fromisoformat(kept)))
    else:
        small(t("agree.empty"))


def _write_day(guest: Guest, picture: Picture, kept: str) -> None:
    today, key = resources.store().today(), _key(guest, picture, "again")
    ahead = timedelta(days=picture.content.model.report.look_again_days)
    when = date.fromisoformat(kept) if kept else today + ahead
    state.begin(key, when)
    chosen = st.date_input(
        md(t("agree.again")),
        min_value=min(when, today),
        max_value=max(when, today + YEAR),
        format="DD/MM/YYYY",
        label_visibility="collapsed",
        key=key,
        on_change=state.typed,
        args=(key,),
    )
    if not isinstance(chosen, date):
        return
    said = chosen.isoformat()
    if button(t("agree.save"), "save_again") and _keep(guest, {"again": said}, chosen):
        _saved("again")
    _tell_saved("again", changed=said != kept)


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
