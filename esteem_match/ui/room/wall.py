"""The wall: one screen of a workshop for a whole room, steered by whoever runs it.

It is one piece of HTML. The browser fetches it with the room's news (POST /wall), so that it
follows them without a run of the page.
"""

from dataclasses import replace
from typing import NamedTuple

from esteem_match import codes
from esteem_match.documents import wall as documents
from esteem_match.documents.wall import Now, Screen
from esteem_match.models import SHOWN
from esteem_match.render.figures.qr import qr_inline
from esteem_match.render.wall import wall
from esteem_match.store import Room
from esteem_match.ui import browser
from esteem_match.ui.links import home
from esteem_match.ui.room.result import result_of
from esteem_match.ui.room.status import round_of
from esteem_match.ui.room.who import Guest, how_many
from esteem_match.ui.words import words
from esteem_match.words import Words

PAGE = "workshop"
LAST = 999
"""Kept for the last screen: it stays there, however many what is written adds before it."""


class OnWall(NamedTuple):
    """What the browser draws. `people`: as the page tells the long poll. No page is run for it."""

    step: str
    title: str
    html: str
    revision: int
    people: str
    wait: None = None
    shown: str = ""
    countdown: str = ""


class Screens(NamedTuple):
    """All screens of a wall as its round stands, and which of them it shows, counted from 1."""

    all: tuple[Screen, ...]
    at: int

    @property
    def now(self) -> Screen:
        return self.all[self.at - 1]

    def kept(self, at: int) -> int:
        """What is kept of one of them, so that the same is found again."""
        return LAST if at == len(self.all) else at


def show_wall(guest: Guest) -> None:
    """The wall, and nothing else: no page is around it."""
    if guest.room is None or guest.host is None:
        return
    told = on_wall(guest.host, guest.room, words(), home(PAGE))
    browser.status({**told._asdict(), "path": "/wall", "room": guest.room.tag}, "wall")


def screens(host: str, room: Room, words: Words, address: str) -> Screens:
    """What there is to show on the wall of a workshop now."""
    words = replace(words, group="")
    joined, finished = how_many(room)
    code = codes.pretty(room.join_code) if room.join_code else ""
    now = Now(room.state, room.name, _short(address), code, joined, finished)
    found = documents.screens(now, result_of(host, room, words), words)
    at = room.wall or documents.first(room.state, found)
    return Screens(found, min(at, len(found)))


def on_wall(host: str, room: Room, words: Words, address: str) -> OnWall:
    """The screen that the wall shows, painted. `address`: of the page to join."""
    found, t = screens(host, room, words, address), words.t
    place = t("wall.at", at=found.at, of=len(found.all)) if len(found.all) > 1 else ""
    qr = qr_inline(f"{address}#{room.join_code}", t("wall.qr")) if room.join_code else ""
    people = ".".join(map(str, (*how_many(room), room.wall)))
    html = wall(found.now, place, qr)
    step, label = f"wall_{room.state}_{found.at}", found.now.label
    drawn = OnWall(step, label, html, room.revision, people)
    if room.state not in SHOWN:
        return drawn
    named = round_of(room.tag, room.number)
    return drawn._replace(shown=named, countdown=t("room.countdown"))


def _short(address: str) -> str:
    """An address as people type it."""
    return address.partition("://")[2]
