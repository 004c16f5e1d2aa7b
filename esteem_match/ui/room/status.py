"""Where a round stands, for somebody who takes part: one piece of HTML.

News of a room reach all its phones in one moment. So the browser fetches this piece by itself
(POST /part), and the page around it is run when the crowd is gone.
"""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from esteem_match import resources
from esteem_match.documents.board import for_all
from esteem_match.documents.phrases.room import Picture, named
from esteem_match.models import SHOWN, State
from esteem_match.store import Seated
from esteem_match.ui import browser, html
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask
from esteem_match.ui.questions.asked import first_step, more_to_open, not_reached, sections
from esteem_match.ui.room.board import board
from esteem_match.ui.room.result import picture_for
from esteem_match.ui.words import words
from esteem_match.words import Words

STEP = "status"
_TITLES = {True: "board.title", False: "workshop.title"}


class Status(NamedTuple):
    """`step` is what counts as a new screen, `title` names it; `beat`: the room's, as it stands.

    `counts`: it says how many have finished, and is fetched now and then without any news.
    """

    step: str
    title: str
    html: str
    beat: int
    counts: bool = False


def show(person: Here, now: Status) -> None:
    """Shows it, and has the browser fetch it anew with the room's news."""
    browser.status({**now._asdict(), "token": ask.own_token(person)})


def show_picture(person: Here, picture: Picture) -> None:
    """A result of a round; one of a round before stands still, and the status is below it."""
    drawn, seat = shown(picture, picked()), person.seat
    if seat is not None and seat.state in SHOWN:
        show(person, _status("board", words(), drawn, seat.beat))
    else:
        browser.document({"html": drawn}, "document")


def picked() -> int:
    """The practitioner that somebody chose to look at; 0 for none yet."""
    return number_in(st.query_params.get("with", ""))


def number_in(asked: str) -> int:
    """The number that an address asks for; 0 where it holds none."""
    return int(asked) if asked.isdecimal() and len(asked) < 3 else 0


def status(person: Here, words: Words, pick: int = 0) -> Status | None:
    """What it shows now; None for who did not join the newest round. It names no group."""
    seat, words = person.seat, replace(words, group="")
    if seat is None or seat.number != seat.latest:
        return None
    if seat.state in SHOWN:
        picture = picture_for(person.code, seat, words)
        return _status("board", words, shown(picture, pick), seat.beat) if picture else None
    drawn = html.heading(seat.name) + _waiting(person, seat, words)
    told = _status(f"wait_{seat.state}", words, drawn, seat.beat)
    return told._replace(counts=seat.state == State.ANSWERING and seat.finished)


def _status(step: str, words: Words, drawn: str, beat: int) -> Status:
    return Status(step, words.t(_TITLES[step == "board"]), drawn, beat)


def _waiting(person: Here, seat: Seated, words: Words) -> str:
    t = words.t
    if seat.state == State.ANSWERING:
        return _answering(person, seat, words)
    if seat.state == State.CLOSED:
        return html.box("note", t("room.closed"))
    told = t("room.gathering_kept") if person.answers else t("room.gathering")
    return html.box("note", told) + html.small(t("room.paced") if seat.paced else "")


def _answering(person: Here, seat: Seated, words: Words) -> str:
    t = words.t
    shut = more_to_open(person)
    if seat.finished:
        return html.box("note", t("room.next_part")) if shut else _finished(seat, words)
    if shut and not not_reached(person):
        way = html.way("assess", t("room.unfinish"), {"step": "check"})
        return html.box("note", t("room.next_part")) + way
    way = html.way("assess", t("room.to_questions"), {"step": _next_part(person)}, main=True)
    return html.box("note", _open_now(person, words) if seat.paced else t("room.answering")) + way


def _finished(seat: Seated, words: Words) -> str:
    """How far all are, and what comes next."""
    t = words.t
    done = html.box("note", t("room.finished")) + html.para(_how_far(seat, words))
    return done + html.para(t("room.finished_next")) + html.small(t("room.finish_what"))


def _open_now(person: Here, words: Words) -> str:
    """Which part is open, told by itself to whoever waits for it."""
    parts = sections(person)
    title = words.put_in(parts[-1].title) if parts else ""
    return words.t("room.part_open", number=len(parts), title=title)


def _how_far(seat: Seated, words: Words) -> str:
    """How many have finished, in all; nothing where the workshop has just gone."""
    found = resources.store().rooms.pulses([seat.room]).get(seat.room)
    if found is None:
        return ""
    return words.t("wall.finished", finished=found.finished, joined=found.joined)


def _next_part(person: Here) -> str:
    """Where to go on; the code was shown to whoever joined."""
    step = first_step(person)
    return sections(person)[0].id if step == "code" else step


def shown(picture: Picture, pick: int) -> str:
    """The board of a round, with the link to what is agreed, and to each practitioner."""
    picture = for_all(picture)
    agree = html.way("workshop", picture.words.t("host.see_agreement"), {"view": "agree"})
    return agree + _others(picture, pick) + board(picture, number_of(picture, pick))


def number_of(picture: Picture, pick: int) -> int:
    """The practitioner that is looked at: the one that was picked, if there; else the first."""
    return pick if pick in picture.views else next(iter(picture.views))


def _others(picture: Picture, pick: int) -> str:
    if len(picture.views) < 2:
        return ""
    now = number_of(picture, pick)
    ways = (_way_to(picture, one, here=one == now) for one in picture.views)
    return html.small(picture.words.t("board.pick")) + "".join(ways)


def _way_to(picture: Picture, one: int, *, here: bool) -> str:
    asked = {"view": "board", "with": str(one)}
    return html.way("workshop", named(picture, one), asked, here=here)
