"""Whoever takes part goes along with their round: from the questions to the wait, and the picture.

People hold their phones side by side. So once the answering is over, nothing leads by itself to the
answers of one person, nor to their result.
"""

from typing import NoReturn

import streamlit as st

from esteem_match.models import OPEN, SHOWN
from esteem_match.store import Seated
from esteem_match.ui import browser, state
from esteem_match.ui.links import follow, go, target_of
from esteem_match.ui.person import Here

OWN = "own"  # the step of who asks for their own answers


def is_over(person: Here, step: str) -> bool:
    """Whether whoever comes to the questions at this step belongs in their workshop.

    Their own answers are theirs to look at once the picture is shown, and they ask for them. Who
    has opened them again, alone, has their steps again.
    """
    seat = person.seat
    if seat is None or seat.state in OPEN:
        return False
    if seat.state not in SHOWN or not step or has_moved_on(person):
        return True
    return person.record.finished and step != OWN


def has_moved_on(person: Here) -> bool:
    """Whether the answering has ended, or the picture come, since this tab was last drawn.

    A device that runs the workshop stays where its host is.
    """
    seat, before = person.seat, state.get("round")
    if seat is None or before is None or browser.host():
        return False
    *round_, stood = before
    moved = round_ == [seat.room, seat.number] and stood != seat.state
    return moved and stood not in SHOWN and seat.state not in OPEN


def note_round(seat: Seated) -> None:
    """What this tab shows of a round from here on."""
    state.put("round", (seat.room, seat.number, seat.state))


def go_along(person: Here, **told: str) -> NoReturn:
    """To the workshop, and there to the picture of the round that they sat in.

    A tap that came too late is told there, as long as the round stands where it was too late. Who
    touches a link to another page in this moment goes there.
    """
    seat, way = person.seat, target_of(browser.touched())
    if way and way.page not in ("assess", state.get("place")):
        follow(way)
    if seat and (st.query_params.get("late") or (way and way.params.get("late"))):
        told["late"] = seat.state
    if seat and seat.state in SHOWN and seat.number < seat.latest and not browser.host():
        told["view"] = "board"
    go("workshop", **told)


def own_answers(person: Here | None) -> dict[str, str]:
    """What the address of the questions says to lead to one's own answers, on purpose."""
    shown = person is not None and person.seat is not None and person.seat.state in SHOWN
    return {"step": OWN} if shown else {}
