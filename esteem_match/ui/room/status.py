"""Where a round stands, for somebody who takes part: one piece of HTML.

News of a room reach all its phones in one moment. So the browser fetches this piece by itself
(POST /part), and the page around it is run when the crowd is gone.
"""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from esteem_match import resources
from esteem_match.documents.board import for_all
from esteem_match.documents.phrases.room import RoundResult, asked_now
from esteem_match.models import SHOWN, State
from esteem_match.store import Seated
from esteem_match.ui import browser, html
from esteem_match.ui.person import Here
from esteem_match.ui.questions import ask
from esteem_match.ui.questions.asked import first_step, more_to_open, not_reached, sections
from esteem_match.ui.room.asking import is_asked
from esteem_match.ui.room.board import board
from esteem_match.ui.room.result import result_for
from esteem_match.ui.words import words
from esteem_match.words import Words

STEP = "status"
_TITLES = {True: "board.title", False: "workshop.title"}


class Status(NamedTuple):
    """`step` counts as a new screen, `title` names it; `revision`: the room's, as it stands.

    `counts`: it says how many have finished, and is fetched now and then without any news.
    `shown`: names the round whose result it is, and `countdown` what is said until that appears.
    """

    step: str
    title: str
    html: str
    revision: int
    counts: bool = False
    shown: str = ""
    countdown: str = ""


def show(person: Here, now: Status) -> None:
    """Shows it, and has the browser fetch it anew with the room's news."""
    browser.status({**now._asdict(), "token": ask.own_token(person)})


def show_result(person: Here, result: RoundResult) -> None:
    """A result of a round; one of a round before stands still, and the status is below it."""
    seat = person.seat
    drawn = shown(result, picked(), seat)
    if seat is not None and seat.state in SHOWN:
        show(person, _result(words(), drawn, seat))
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
        result = result_for(person.code, seat, words)
        return _result(words, shown(result, pick, seat), seat) if result else None
    drawn = html.heading(seat.name) + _waiting(person, seat, words)
    told = _status(f"wait_{seat.state}", words, drawn, seat.revision)
    return told._replace(counts=seat.state == State.ANSWERING and seat.finished)


def _status(step: str, words: Words, drawn: str, revision: int) -> Status:
    return Status(step, words.t(_TITLES[step == "board"]), drawn, revision)


def _result(words: Words, drawn: str, seat: Seated) -> Status:
    told = _status("board", words, drawn, seat.revision)
    return told._replace(
        shown=round_of(seat.room, seat.number), countdown=words.t("room.countdown")
    )


def round_of(room: str, number: int) -> str:
    """Names a round of a workshop; it opens nothing."""
    return f"{room}.{number}"


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
        way = html.link_button("assess", t("room.unfinish"), {"step": "check"})
        return html.box("note", t("room.next_part")) + way
    way = html.link_button(
        "assess", t("room.to_questions"), {"step": _next_part(person)}, main=True
    )
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
    found = resources.store().rooms.news([seat.room]).get(seat.room)
    if found is None:
        return ""
    return words.t("wall.finished", finished=found.finished, joined=found.joined)


def _next_part(person: Here) -> str:
    """Where to go on; the code was shown to whoever joined."""
    step = first_step(person)
    return sections(person)[0].id if step == "code" else step


def shown(result: RoundResult, pick: int, seat: Seated | None) -> str:
    """The board of a round, with the link to what is agreed, and to each practitioner."""
    result = for_all(result)
    asked = asked_now(result) is not None and is_asked(seat)
    called = result.words.t("agree.live_link" if asked else "host.see_agreement")
    agree = html.link_button("workshop", called, {"view": "agree"}, main=asked)
    return agree + _others(result, pick) + board(result, number_of(result, pick))


def number_of(result: RoundResult, pick: int) -> int:
    """The practitioner that is looked at: the one that was picked, if there; else all of them."""
    return pick if pick in result.views else 0


def _others(result: RoundResult, pick: int) -> str:
    if len(result.views) < 2 or result.board.group is None:
        return ""
    now, t = number_of(result, pick), result.words.t
    ways = [_link_to(one, str(one), here=one == now) for one in result.views]
    everybody = _link_to(0, t("board.everybody"), here=not now)
    return html.small(t("board.pick")) + html.numbers(t("board.pick"), [everybody, *ways])


def _link_to(one: int, said: str, *, here: bool) -> str:
    return html.link_button("workshop", said, {"view": "board", "with": str(one)}, here=here)
