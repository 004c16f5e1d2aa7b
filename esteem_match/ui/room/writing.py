"""The fields of what a room agrees, for whoever writes: saved a part at a time, none unseen.

A field's key grows with each change, so that it shows what was written elsewhere. What was typed
and not saved is there again when its writer comes back from the result; and where another device
saved meanwhile, both stand.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NoReturn

import streamlit as st

from esteem_match import resources
from esteem_match.documents.phrases.room import (
    DECISIONS,
    RoundResult,
    is_open,
    not_do_title,
    point_words,
    role_fields,
    shown,
    titled,
)
from esteem_match.service import workshops
from esteem_match.ui import state
from esteem_match.ui.failures import TEXTS, telling
from esteem_match.ui.layout import button, small, warn
from esteem_match.ui.mine.code import day
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, t

YEAR = timedelta(days=365)


def write(guest: Guest, result: RoundResult, key: str, fields: Mapping[str, str]) -> None:
    """A few fields that are saved together."""
    typed = dict(_fields(guest, result, fields))
    changed = {field: text for field, text in typed.items() if text != result.text(field)}
    if button(t("agree.save"), f"save_{key}") and _keep(guest, result, changed):
        _saved(key)
    _tell_saved(key, changed=bool(changed))


def write_day(guest: Guest, result: RoundResult, kept: str) -> None:
    """The day to look again; the model's own is offered where nobody has chosen one."""
    today, key = resources.store().today(), _key(guest, result, "again")
    ahead = timedelta(days=result.content.model.report.look_again_days)
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
    _tell_clash(guest, result, "again")
    if not isinstance(chosen, date):
        return
    said = chosen.isoformat()
    pressed = button(t("agree.save"), "save_again")
    if pressed and _keep(guest, result, {"again": said}, chosen):
        _saved("again")
    _tell_saved("again", changed=said != kept)


def unsaved(guest: Guest, result: RoundResult) -> list[str]:
    """What was typed in this tab and is saved nowhere, by its names on the page."""
    return [
        name
        for field, name in _names(result)
        if (typed := _typed(guest, result, field, result.turn(field))) is not None
        and typed != result.text(field)
    ]


def undecided(result: RoundResult) -> list[str]:
    """The roles on which nothing is said or decided yet, and the day to look again."""
    names = [titled(result, role) for role in result.roles if is_open(result, role)]
    return names + ([] if result.text("again") else [t("agree.again")])


def _names(result: RoundResult) -> Iterator[tuple[str, str]]:
    for role in result.roles:
        for field, label in role_fields(result, role).items():
            yield field, f"{titled(result, role)}: {label}"
    for point in result.points:
        yield f"boundary.{point.agreement.id}", point_words(result, point.agreement)[0]
    yield from [("not_do", not_do_title(result)), ("disagree", t("agree.disagree"))]
    yield "again", t("agree.again")


def _fields(
    guest: Guest, result: RoundResult, fields: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each field with what stands in it now. On what is put off, only what has words is asked."""
    put_off = False
    for field, label in fields.items():
        left = _typed(guest, result, field, result.turn(field)) or result.text(field)
        if put_off and not left:
            continue
        typed = _field(guest, result, field, label)
        put_off = put_off or (field.startswith("decision.") and typed == "no")
        yield field, typed


def _field(guest: Guest, result: RoundResult, field: str, label: str) -> str:
    now, key = result.text(field), _key(guest, result, field)
    if field.startswith("decision."):
        typed = _decision(key, label, now)
    else:
        draw = st.text_input if field.startswith(("by.", "until.")) else st.text_area
        state.begin(key, now)
        typed = str(draw(md(label), key=key, on_change=state.typed, args=(key,)))
    _tell_clash(guest, result, field)
    return typed


def _key(guest: Guest, result: RoundResult, field: str, turn: int | None = None) -> str:
    at = result.turn(field) if turn is None else turn
    return f"{field}_{at}_{guest.room.tag if guest.room else ''}"


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


def _typed(guest: Guest, result: RoundResult, field: str, turn: int) -> str | None:
    """What was typed in this tab while the field had been written so often, as it would be kept."""
    found = state.left_typed(_key(guest, result, field, turn))
    if isinstance(found, date):
        return found.isoformat()
    is_open = field.startswith("decision.") and found == DECISIONS[0]
    return None if found is None or (is_open and not result.text(field)) else str(found)


def _tell_clash(guest: Guest, result: RoundResult, field: str) -> None:
    """Another device saved while this one was writing: the field has that, and here are its own."""
    for turn in range(result.turn(field)):
        mine, key = _typed(guest, result, field, turn), _key(guest, result, field, turn)
        if mine is None or mine == result.text(field):
            continue
        warn(t("agree.clash"))
        st.text(day(date.fromisoformat(mine)) if field == "again" else shown(result, field, mine))
        if button(t("agree.clash_done"), f"clash_{key}"):
            state.forget_typed(key)
            st.rerun()


def _keep(
    guest: Guest, result: RoundResult, changes: Mapping[str, str], again: date | None = None
) -> bool:
    """Whether this is kept; what is wrong is told, and all stays in its fields.

    Nothing is written over what somebody has saved since this page was drawn.
    """
    seen = {field: result.turn(field) for field in changes}
    with telling("workshop.failed", **TEXTS, moved="workshop.moved"):
        workshops.agree(resources.store(), str(guest.writes), changes, again, seen)
        for field in changes:
            state.forget_typed(_key(guest, result, field))
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
