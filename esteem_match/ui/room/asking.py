"""Members say on their own phones whether they can live with what was decided."""

from collections.abc import Mapping

import streamlit as st

from esteem_match import resources
from esteem_match.documents.phrases.room import RoundResult, asked_now, by_rank, shown, titled
from esteem_match.models import Asking, Role
from esteem_match.service import seats
from esteem_match.store import Seated
from esteem_match.ui import html, state
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import heading, note, small, submit, warn
from esteem_match.ui.person import Here
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, t
from esteem_match.workshop import MEMBERS

SEND = "live_send"
_JOINT = " · "


def is_asked(seat: Seated | None) -> bool:
    """Whether somebody who sits there may be asked: a member of the newest round."""
    return seat is not None and seat.number == seat.latest and seat.seat in MEMBERS


def ask_member(guest: Guest, result: RoundResult) -> None:
    """What is asked now, with what somebody has said already; all others are told of it."""
    asking = asked_now(result)
    if asking is None:
        _tell_late()
        return
    if guest.host or guest.person is None or not is_asked(guest.seat):
        note(t("agree.asking"))
        return
    said = resources.store().seats.replied(guest.person.code)
    with st.form("living"):
        heading(t("agree.live_title"), 3)
        small(t("agree.live_what", least=result.content.model.workshop.min_voices))
        roles = [role for role in by_rank(result) if role.id in asking.lines]
        chosen = {role.id: _line(result, asking, role, said) for role in roles}
        if submit(t("agree.live_send"), SEND, main=True):
            _keep(guest.person, {line: one for line, one in chosen.items() if one is not None})
    if said:
        small(t("agree.live_sent"))


def _tell_late() -> None:
    """To somebody who sent what they say when it had just ended."""
    if SEND in state.presses():
        state.presses().discard(SEND)
        warn(t("agree.live_over"))


def _line(result: RoundResult, asking: Asking, role: Role, said: Mapping[str, bool]) -> bool | None:
    """A decision as it stood when it was asked, and what somebody says of it."""
    decision, *more = asking.lines[role.id].items()
    st.html(html.question(titled(result, role)))
    st.text(_JOINT.join(filter(None, (shown(result, *decision), *(text for _, text in more)))))
    with st.container(key=f"choice_live_{role.id}"):
        return st.radio(
            md(titled(result, role)),
            (True, False),
            index=None if role.id not in said else int(not said[role.id]),
            format_func=lambda one: md(t("agree.live_yes" if one else "agree.live_no")),
            label_visibility="collapsed",
            key=f"live_{role.id}_{asking.number}_{len(result.asked)}",
        )


def _keep(person: Here, said: Mapping[str, bool]) -> None:
    with telling("workshop.failed", late="agree.live_over"):
        seats.reply(resources.store(), person.code, said)
        st.rerun()
