"""What the wall shows, chosen on the console: next, back, or any of its screens."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.service import workshops
from esteem_match.store import Room
from esteem_match.ui import html, state
from esteem_match.ui.layout import button, heading, small
from esteem_match.ui.links import home, spoken
from esteem_match.ui.room.host.steps import attempt
from esteem_match.ui.room.wall import PAGE, Screens, screens
from esteem_match.ui.words import md, t, words


def steer_wall(host: str, room: Room) -> None:
    """The link that opens it, in a tab of its own; and, where it has several screens, which one."""
    found = screens(host, room, words(), home(PAGE))
    with st.container(border=True, key="wall"):
        heading(t("wall.title"), 3)
        small(t("wall.now", screen=found.now.label, at=found.at, of=len(found.all)))
        if len(found.all) > 1:
            _next_and_back(host, room, found)
            _jump(host, room, found)
        known = not state.get("cookieless")  # a tab of its own knows nobody without a cookie
        draw = html.link_button_apart if known else html.link_button
        st.html(draw(PAGE, t("wall.open"), {"view": "wall", **spoken()}))
        small(t("wall.open_what"))


def _next_and_back(host: str, room: Room, found: Screens) -> None:
    with st.container(horizontal=True):
        if found.at > 1 and button(t("wall.back"), "wall_back"):
            _show(host, room, found.kept(found.at - 1))
        if found.at < len(found.all) and button(t("wall.next"), "wall_next"):
            _show(host, room, found.kept(found.at + 1))


def _jump(host: str, room: Room, found: Screens) -> None:
    """The field begins anew with each screen, also where somebody else chose it."""
    chosen = st.selectbox(
        md(t("wall.jump")),
        range(1, len(found.all) + 1),
        index=found.at - 1,
        format_func=lambda at: t("wall.screen", number=at, screen=found.all[at - 1].label),
        key=f"wall_jump_{room.state}_{found.at}",
    )
    if chosen != found.at:
        _show(host, room, found.kept(chosen))


def _show(host: str, room: Room, screen: int) -> None:
    attempt(partial(workshops.show_on_wall, resources.store(), host, room, screen))
