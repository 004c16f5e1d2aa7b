"""What the room agrees: written by one, seen by all, every change kept."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from esteem_match.documents import agreement_document, room_summary_document
from esteem_match.documents.board import whose
from esteem_match.documents.phrases.room import (
    RoundResult,
    asked_now,
    asks_of,
    boundary,
    by_rank,
    decided_before,
    decided_lines,
    fits,
    not_do_title,
    outcome,
    point_words,
    refused,
    role_fields,
    shown,
    suggested,
    titled,
    written,
)
from esteem_match.explain import Point
from esteem_match.models import Role, State
from esteem_match.ui import html
from esteem_match.ui.layout import heading, lines, note, para, small
from esteem_match.ui.mine.code import day
from esteem_match.ui.mine.diary import offer_day
from esteem_match.ui.mine.longer import offer_longer
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.room.asking import ask_member
from esteem_match.ui.room.host.asking import offer_asking
from esteem_match.ui.room.who import Guest
from esteem_match.ui.room.writing import write, write_day
from esteem_match.ui.words import md, put_in, t


def show_agreement(guest: Guest, result: RoundResult) -> None:
    """All that follows from the result, on one screen: the roles that fit come first."""
    _tell(guest)
    ask_member(guest, result)
    heading(t("agree.roles"))
    for role in by_rank(result):
        _role(guest, result, role)
    _boundaries(guest, result)
    _part(guest, result, "not_do", not_do_title(result), t("agree.not_do_what"))
    _part(guest, result, "disagree", t("agree.disagree"), t("agree.disagree_what"))
    _again(guest, result)
    offer_asking(guest, result)
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
    """What fits stands open, with what the result suggests; all else once something is on it."""
    fields = role_fields(result, role)
    said = [refused(result, role.id), decided_before(result, role.id)]
    unfolded = fits(result, role) or any(map(result.text, fields)) or bool(said[1])
    with st.expander(md(titled(result, role)), expanded=unfolded):
        small(put_in(role.line))
        if not said[0]:
            lines(suggested(result, role))
        for one in filter(None, (*said, outcome(result, role))):
            note(one)
        _block(guest, result, role.id, fields, still=_is_asked(result, role))


def _is_asked(result: RoundResult, role: Role) -> bool:
    """Whether members are asked about it now: it stands as it is until that is over."""
    now = asked_now(result)
    return now is not None and role.id in now.lines


def _boundaries(guest: Guest, result: RoundResult) -> None:
    """Those that somebody's answers touched, or on which something is written; below, the rest."""
    heading(t("agree.boundaries"))
    first = [one for one in result.points if one.touched or result.text(boundary(one))]
    if first:
        small(t("agree.boundaries_what"))
    for point in first:
        _boundary(guest, result, point)
    rest = [one for one in result.points if one not in first]
    if rest:
        with st.expander(md(t("agree.more"))):
            for point in rest:
                _boundary(guest, result, point)


def _boundary(guest: Guest, result: RoundResult, point: Point) -> None:
    field, (title, text) = boundary(point), point_words(result, point.agreement)
    with st.expander(md(title), expanded=bool(result.text(field))):
        para(text)
        _block(guest, result, point.agreement.id, {field: t("agree.boundary_note")})


def _part(guest: Guest, result: RoundResult, part: str, title: str, label: str) -> None:
    """A part with a heading of its own, and what the model asks there."""
    asks = asks_of(result, part)
    _block(guest, result, part, {part: label}, title, "" if asks == label else asks)


def _block(
    guest: Guest,
    result: RoundResult,
    key: str,
    fields: Mapping[str, str],
    title: str = "",
    what: str = "",
    *,
    still: bool = False,
) -> None:
    """A few fields that are written together; for those who do not write, their words."""
    with st.container(border=bool(title), key=f"agree_{key}"):
        if title:
            heading(title, 3)
        if what:
            small(what)
        if guest.writes is None or still:
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
        offer_day(date.fromisoformat(result.text("again")), room, decided_lines(result))
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
