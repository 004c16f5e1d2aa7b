"""Joining a workshop: its code, then how somebody takes part, with one clear yes."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from esteem_match import codes, resources
from esteem_match.models import SIDE_OF, Seat
from esteem_match.service import seats
from esteem_match.service.failure import Failure, as_failure
from esteem_match.store import Invitation, Seated
from esteem_match.ui import state
from esteem_match.ui.blank_forms import lead_to_forms
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import button, heading, note, para, small, submit, wrong
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here, come_in
from esteem_match.ui.room.host import paper
from esteem_match.ui.room.who import Guest
from esteem_match.ui.site import say_responsible
from esteem_match.ui.words import language, md, t
from esteem_match.web.protect.address import whose

SEATS: tuple[Seat, ...] = ("member", "leader", "together", "practitioner")
Enter = Callable[[str], None]
REFUSED = {
    "length": "join.slip",
    "letters": "join.slip",
    "gone": "join.unknown",
    "crowded": "join.crowded",
}


def show_join_or_open(guest: Guest) -> None:
    """Two ways: join, which most people want, and open."""
    if st.query_params.get("told") == "left":
        note(t("room.left"))
    invitation = _invited()
    if invitation:
        _join_form(guest, invitation)
        return
    para(t("workshop.what"))
    lead_to_forms()
    heading(t("workshop.join_title"))
    small(t("workshop.join_what"))
    enter_join_code()
    heading(t("workshop.open_title"))
    small(t("workshop.open_what"))
    if button(t("workshop.open_go"), "to_open"):
        show_step(view="open")


def enter_join_code() -> None:
    """The six signs, as they are shown on the wall."""
    with st.form("join_code", border=False):
        text = st.text_input(md(t("join.code")), max_chars=20, autocomplete="off")
        small(t("join.code_what"))
        if submit(t("join.next"), "join_code", main=True) and text.strip():
            _look_up(text)


def _look_up(text: str) -> None:
    """Goes on with a code that opens something."""
    with telling("workshop.failed", **REFUSED):
        seats.look_up(resources.store(), text, _address())
        state.put("join_code", codes.read_join(text))
        show_step(view="join")


def follow(text: str, seat: Seated | None) -> dict[str, str]:
    """The step to which a link's code leads. Raises Failure where it opens nothing.

    To the form of its round; to the workshop itself, where this is the seat that it leads to.
    """
    found = seats.look_up(resources.store(), text, _address())
    if seat and (found.room, found.number) == (seat.room, seat.number):
        return {}
    state.put("join_code", codes.read_join(text))
    return {"view": "join"}


def _address() -> str:
    return f"address:{whose(st.context.ip_address)}"


def _invited() -> Invitation | None:
    code = state.get("join_code")
    if not code:
        return None
    try:
        with as_failure():
            return resources.store().seats.invitation(code)
    except Failure as failure:
        if failure.code != "gone":
            raise
        state.drop("join_code")
        return None


def _join_form(guest: Guest, invitation: Invitation) -> None:
    heading(invitation.name)
    small(day(invitation.day))
    person = _with_answers(guest, invitation)
    again = person is not None and _again(person)
    with st.form("join_room", border=False):
        seat = _seat()
        small(t("seat.leader_what", least=_least(invitation)))
        _what_is_kept(invitation)
        with st.container(key="yes"):
            agreed = st.checkbox(md(t("join.yes")))
        if submit(t("join.go"), "join_room", main=True):
            enter = partial(paper.take, guest.person) if _runs(guest, invitation) else come_in
            _join(person if again else None, seat, agreed, enter, chosen=again is not None)


def _seat() -> Seat | None:
    with st.container(key="choice_seat"):
        return st.radio(
            md(t("seat.question")),
            SEATS,
            index=None,
            format_func=lambda one: md(t(f"seat.{one}")),
            width="stretch",
        )


def _with_answers(guest: Guest, invitation: Invitation) -> Here | None:
    """Who may take part with answers from before. On the host's device, each form is a new one."""
    person = guest.person
    fits = person is not None and person.record.version == invitation.version
    return person if fits and not _runs(guest, invitation) else None


def _runs(guest: Guest, invitation: Invitation) -> bool:
    """Whether this device runs the workshop that it is invited to."""
    return guest.room is not None and guest.room.tag == invitation.room


def _again(person: Here) -> bool | None:
    """Whether somebody takes part with the answers on this device; None until they choose."""
    para(t("join.again"))
    names = {True: t("join.again_use"), False: t("join.again_new")}
    with st.container(key="choice_again"):
        use = st.radio(
            md(t("join.again")),
            list(names),
            index=None,
            format_func=lambda one: md(names[one]),
            label_visibility="collapsed",
            width="stretch",
        )
    if use is False:
        last = day(person.record.answered or person.record.changed)
        small(t("join.again_new_what", day=last, code=codes.pretty(person.code)))
    return use


def _what_is_kept(invitation: Invitation) -> None:
    least = _least(invitation)
    para(t("join.kept", days=resources.store().keep_days))
    para(t("join.shown_group", least=least))
    small(t("join.shown_few"))
    para(t("join.shown_practitioner"))
    small(t("join.health"))
    say_responsible()


def _least(invitation: Invitation) -> int:
    return resources.content_of(invitation.version, language()).model.workshop.min_voices


def _join(
    person: Here | None, seat: Seat | None, agreed: bool, enter: Enter, *, chosen: bool
) -> None:
    if not chosen:
        wrong(t("join.again_needed"))
        return
    if seat is None or not agreed:
        wrong(t("join.needed" if seat else "join.seat_needed"))
        return
    if person and person.record.side != SIDE_OF[seat]:
        wrong(t("join.other_side"))
        return
    with telling(
        "workshop.failed",
        gone="join.unknown",
        refused="join.other_room" if person else "workshop.failed",
    ):
        _take_seat(person, str(state.get("join_code")), seat, enter)


def _take_seat(person: Here | None, code: str, seat: Seat, enter: Enter) -> None:
    store = resources.store()
    if person:
        seats.sit(store, person.code, code, seat)
        state.drop("join_code")
        go("workshop")
    state.once("join", lambda: enter(seats.join(store, code, seat, t("join.version"), language())))
    state.drop("join_code")
    go("assess", step="code")
