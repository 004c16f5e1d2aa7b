"""What the room agrees: written by one, seen by all, every change kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

import streamlit as st

from esteem_match import journey, resources
from esteem_match.journey import BadAnswer
from esteem_match.models import Role
from esteem_match.reports import agreement_document
from esteem_match.say.room import DECISIONS, Picture, role_fields, shown, written
from esteem_match.store import StoreError
from esteem_match.ui import html
from esteem_match.ui.code import day
from esteem_match.ui.diary import offer_day
from esteem_match.ui.layout import heading, note, para, small, submit, wrong
from esteem_match.ui.longer import offer_longer
from esteem_match.ui.room.who import Guest
from esteem_match.ui.take import take_away
from esteem_match.ui.words import md, put_in, t

LIMIT = 600
YEAR = timedelta(days=365)


def show_agreement(guest: Guest, picture: Picture) -> None:
    """Roles, limits, boundaries, disagreement, and the day to look again."""
    if guest.host is None:
        note(t("agree.read_only"))
    else:
        para(t("agree.what"))
    heading(t("agree.roles"))
    for role in picture.roles:
        _role(guest, picture, role)
    _block(guest, picture, "not_do", {"not_do": t("agree.not_do_what")}, t("agree.not_do"))
    _boundaries(guest, picture)
    _block(guest, picture, "disagree", {"disagree": t("agree.disagree_what")}, t("agree.disagree"))
    _again(guest, picture)
    _diary(guest, picture)
    take_away("agreement", partial(agreement_document, picture))


def _role(guest: Guest, picture: Picture, role: Role) -> None:
    """A role is folded until something is written on it."""
    fields = role_fields(picture, role)
    with st.expander(md(role.name), expanded=any(map(picture.text, fields))):
        small(put_in(role.line))
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
            _write(guest.writes, picture, key, fields)
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


def _write(host: str, picture: Picture, key: str, fields: Mapping[str, str]) -> None:
    with st.form(f"form_{key}", border=False):
        typed = {field: _field(picture, field, label) for field, label in fields.items()}
        if submit(t("agree.save"), f"form_{key}"):
            _keep(host, {f: text for f, text in typed.items() if text != picture.text(f)})


def _field(picture: Picture, field: str, label: str) -> str:
    """One field; its key grows with each change, so that it shows what was written elsewhere."""
    key, now = f"{field}_{picture.turn(field)}", picture.text(field)
    if field.startswith("decision."):
        at = DECISIONS.index(now) if now in DECISIONS else 0
        options = dict.fromkeys(DECISIONS)
        with st.container(key=f"choice_{field.replace('.', '_')}"):
            chosen = st.radio(
                md(label),
                list(options),
                index=at,
                format_func=lambda one: md(t(f"agree.decision_{one}")),
                key=key,
                width="stretch",
            )
        return "" if chosen == DECISIONS[0] and not now else str(chosen)
    draw = st.text_input if field.startswith(("by.", "until.")) else st.text_area
    return str(draw(md(label), now, max_chars=LIMIT, key=key))


def _keep(host: str, changes: Mapping[str, str], again: date | None = None) -> None:
    try:
        clean = {field: journey.clean_text(text, LIMIT) or "" for field, text in changes.items()}
        resources.store().rooms.agree(host, clean, again)
    except BadAnswer as problem:
        wrong(t(f"bad.{problem.code}", limit=LIMIT))
    except StoreError:
        wrong(t("workshop.failed"))
    else:
        st.rerun()


def _again(guest: Guest, picture: Picture) -> None:
    """The day to look again; half a year on where nobody has chosen one."""
    heading(t("agree.again"))
    small(t("agree.again_what"))
    kept = picture.text("again")
    ahead = timedelta(days=picture.content.model.report.look_again_days)
    today = resources.store().today()
    when = date.fromisoformat(kept) if kept else today + ahead
    if guest.writes is None:
        para(day(when))
        return
    with st.form("form_again", border=False):
        last = max(when, today + YEAR)
        chosen = st.date_input(
            md(t("agree.again")),
            when,
            min(when, today),
            last,
            format="DD/MM/YYYY",
            label_visibility="collapsed",
        )
        if submit(t("agree.save"), "form_again") and isinstance(chosen, date):
            _keep(guest.writes, {"again": chosen.isoformat()}, chosen)


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
