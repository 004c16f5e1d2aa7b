"""Joining a workshop: its code, then how somebody takes part, with one clear yes."""

import streamlit as st

from esteem_match import codes, resources
from esteem_match.models import SIDE_OF, Seat
from esteem_match.store import Invitation, NotFound, StoreError
from esteem_match.ui import browser, state
from esteem_match.ui.code import day
from esteem_match.ui.layout import button, go, heading, note, para, show_step, small, wrong
from esteem_match.ui.person import Here, come_in, content_of
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import language, md, t

SEATS: tuple[Seat, ...] = ("member", "leader", "together", "practitioner")
MINUTES = 10
FAILURES_MOST = 10
FAILURES_MOST_IN_ALL = 300


def show_ways(guest: Guest) -> None:
    """Two ways: join, which most people want, and open. A code in the link is taken at once."""
    arrival = browser.come_to_workshop()
    if arrival.failed:
        wrong(t("host.unknown"))
    if arrival.join:
        _look_up(arrival.join)
    if st.query_params.get("told") == "left":
        note(t("room.left"))
    invitation = _invited()
    if invitation:
        _join_form(guest.person, invitation)
        return
    para(t("workshop.what"))
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
        if st.form_submit_button(md(t("join.next")), type="primary") and text.strip():
            _look_up(text)


def _look_up(text: str) -> None:
    """Goes on with a code that opens something; good codes are never counted, wrong ones are."""
    store = resources.store()
    if _crowded():
        wrong(t("join.crowded"))
        return
    try:
        code = codes.read_join(text)
        store.seats.invitation(code)
    except codes.BadCode:
        wrong(t("join.slip"))
    except NotFound:
        store.failures.note(_address(), "all")
        wrong(t("join.unknown"))
    except StoreError:
        wrong(t("workshop.failed"))
    else:
        state.put("join_code", code)
        show_step(view="join")


def _address() -> str:
    return f"address:{st.context.ip_address or 'here'}"


def _crowded() -> bool:
    count = resources.store().failures.count
    return count(_address(), MINUTES) >= FAILURES_MOST or count("all", 1) >= FAILURES_MOST_IN_ALL


def _invited() -> Invitation | None:
    code = state.get("join_code")
    if not code:
        return None
    try:
        return resources.store().seats.invitation(code)
    except NotFound:
        state.drop("join_code")
        return None


def _join_form(person: Here | None, invitation: Invitation) -> None:
    st.text(invitation.name)
    small(day(invitation.day))
    again = person and _again(person, invitation)
    with st.form("join_room", border=False):
        seat = _seat()
        _what_is_kept(invitation)
        with st.container(key="yes"):
            agreed = st.checkbox(md(t("join.yes")))
        if st.form_submit_button(md(t("join.go")), type="primary"):
            _join(person if again else None, seat, agreed)


def _seat() -> Seat | None:
    with st.container(key="choice_seat"):
        return st.radio(
            md(t("seat.question")),
            SEATS,
            index=None,
            format_func=lambda one: md(t(f"seat.{one}")),
            width="stretch",
        )


def _again(person: Here, invitation: Invitation) -> bool:
    """Whether somebody wants to take part with the answers that are on this device already."""
    if person.record.version != invitation.version:
        return False
    para(t("join.again"))
    names = {True: t("join.again_use"), False: t("join.again_new")}
    with st.container(key="choice_again"):
        use = st.radio(
            md(t("join.again")),
            list(names),
            format_func=lambda one: md(names[one]),
            label_visibility="collapsed",
            width="stretch",
        )
    if not use:
        small(t("join.again_new_what", code=codes.pretty(person.code)))
    return bool(use)


def _what_is_kept(invitation: Invitation) -> None:
    least = content_of(invitation.version, language()).model.workshop.min_voices
    para(t("join.kept", days=resources.store().keep_days))
    para(t("join.shown_group", least=least))
    small(t("join.shown_few"))
    para(t("join.shown_practitioner"))
    small(t("join.health"))


def _join(person: Here | None, seat: Seat | None, agreed: bool) -> None:
    if seat is None or not agreed:
        wrong(t("join.needed" if seat else "join.seat_needed"))
        return
    if person and person.record.side != SIDE_OF[seat]:
        wrong(t("join.other_side"))
        return
    try:
        _take_seat(person, str(state.get("join_code")), seat)
    except NotFound:
        wrong(t("join.unknown"))
    except StoreError:
        wrong(t("workshop.failed"))


def _take_seat(person: Here | None, code: str, seat: Seat) -> None:
    seats = resources.store().seats
    if person:
        seats.sit(person.code, code, seat)
        state.drop("join_code")
        go("workshop")
    come_in(seats.join(code, seat, t("join.version"), language()))
    state.drop("join_code")
    go("assess", step="code")
