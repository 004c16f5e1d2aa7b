"""The form with which somebody takes a seat: how they take part, with one clear yes.

The browser draws it and posts its press (route.py): a whole room may join in one moment.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from esteem_match import codes, resources
from esteem_match.documents.phrases.site import responsible
from esteem_match.models import Seat
from esteem_match.render.html import templates
from esteem_match.service import seats
from esteem_match.service.failure import Failure, as_failure
from esteem_match.store import Invitation, JoinForm
from esteem_match.ui import browser, state
from esteem_match.ui.links import follow, go, show_step, target_of
from esteem_match.ui.person import Here, come_in
from esteem_match.ui.questions.ask import own_token
from esteem_match.ui.room.host import paper
from esteem_match.ui.room.join.code import tell_left
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import language, t, words

STEP = "form"  # the screen that the form is
SEATS: tuple[Seat, ...] = ("member", "leader", "together", "practitioner")
TOLD: Mapping[str, str] = {
    "again": "join.again_needed",
    "seat": "join.seat_needed",
    "yes": "join.needed",
    "other_side": "join.other_side",
    "other_room": "join.other_room",
    "gone": "join.unknown",
    "failed": "workshop.failed",
    "slow": "frame.wait",
    "waits": "join.waits",
}
"""What the form says of itself, by what is missing, or what came of its press."""
TEMPLATES = templates(Path(__file__).with_name("templates"))


def is_invited() -> bool:
    """Whether this tab has the code of a workshop, and not joined yet."""
    return bool(state.get("join_code"))


def go_on_if_joined(guest: Guest) -> None:
    """Whoever has taken a seat by the form of this tab goes on: to their code, or where they
    touched a link meanwhile.
    """
    pressed, form = state.pop("join_done"), state.get("join_form")
    seat = seats.taken(resources.store(), form) if form else None
    if not (pressed or seat):
        return
    state.drop("join_form", "join_code")
    if seat:
        _come_in(guest, form.code, seat.room)
    if way := target_of(browser.touched()):
        follow(way)
    if seat:
        go("assess", step="code")
    go("workshop")


def _come_in(guest: Guest, code: str, room: str) -> None:
    if _runs(guest, room):
        paper.take(guest.person, code)
    else:
        come_in(code)


def show_form(guest: Guest) -> None:
    """The form, and all that is said of itself; the page around it is run once."""
    invitation = _invited()
    if invitation is None:
        show_step(view="join")
    tell_left()
    person = _with_answers(guest, invitation)
    browser.join(
        {
            "html": _html(invitation, person),
            "lang": language(),
            "token": resources.store().tokens.make_form(_form(str(state.get("join_code")))),
            "own": own_token(person) if person else "",
            "keeps": not _runs(guest, invitation.room),
            "words": {name: t(path) for name, path in TOLD.items()},
        }
    )


def _invited() -> Invitation | None:
    try:
        with as_failure():
            return resources.store().seats.invitation(str(state.get("join_code")))
    except Failure as failure:
        if failure.code != "gone":
            raise
        state.drop("join_code")
        return None


def _form(join_code: str) -> JoinForm:
    """One return code for each form of this tab: sent twice, it takes one seat."""
    form: JoinForm | None = state.get("join_form")
    if form is None or form.join_code != join_code:
        form = JoinForm(codes.new(), join_code)
        state.put("join_form", form)
    return form


def _html(invitation: Invitation, person: Here | None) -> str:
    store, record = resources.store(), person.record if person else None
    said: dict[str, Any] = {
        "step": STEP,
        "words": words(),
        "invitation": invitation,
        "seats": SEATS,
        "days": store.keep_days,
        "least": _least(invitation),
        "responsible": responsible(words(), resources.site()),
        "earlier": words().day(record.answered or record.changed) if record else "",
        "code": codes.pretty(person.code) if person else "",
    }
    return TEMPLATES.get_template("form.html").render(said)


def _with_answers(guest: Guest, invitation: Invitation) -> Here | None:
    """Who may take part with answers from before. On the host's device, each form is a new one."""
    person = guest.person
    fits = person is not None and person.record.version == invitation.version
    return person if fits and not _runs(guest, invitation.room) else None


def _runs(guest: Guest, room: str) -> bool:
    """Whether this device runs that workshop: it keeps no code of a form from paper."""
    return guest.room is not None and guest.room.tag == room


def _least(invitation: Invitation) -> int:
    return resources.content_of(invitation.version, language()).model.workshop.min_voices
