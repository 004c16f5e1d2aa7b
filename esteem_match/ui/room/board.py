"""The picture of a round: drawn from its board alone, for a projector and for a phone."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.documents import board_document
from esteem_match.documents.phrases import View, room
from esteem_match.documents.phrases.room import TALKED, Picture, named
from esteem_match.models import RoleFit
from esteem_match.store import StoreError
from esteem_match.ui.layout import heading, lines, note, small, wrong
from esteem_match.ui.picture import show_bars, show_map
from esteem_match.ui.roles import show_first, show_roles, show_summary
from esteem_match.ui.room.apart import show_apart
from esteem_match.ui.room.stage import number_of, picked
from esteem_match.ui.room.who import Guest
from esteem_match.ui.take import take_away
from esteem_match.ui.talk import show_leadership, show_tensions
from esteem_match.ui.words import md, t


def show_board(guest: Guest, picture: Picture) -> None:
    """For the wall: where views differ first, then the map, and the roles with their reasons."""
    note(t("board.rests"))
    _tell_sides(picture)
    view = _pick(picture)
    if picture.board.group is not None:
        _whole(guest, picture, view)


def _whole(guest: Guest, picture: Picture, view: View) -> None:
    show_first(view)
    show_summary(view)
    show_moved(picture)
    show_apart(picture)
    _map(picture, view)
    show_roles(view, lambda fit: _talk(guest, picture, fit))
    show_bars(view)
    show_tensions(view)
    show_leadership(view, t("results.run"))
    take_away("board", partial(board_document, picture))


def show_beside(picture: Picture) -> None:
    """For who takes part, below the picture that stands on the stage: its map, and what to take."""
    view = picture.views[number_of(picture, picked())]
    if picture.board.group is None:
        return
    if view.side is None and st.toggle(md(t("workshop.map")), key="map_wanted"):
        _map(picture, view)
    fold = st.expander(md(t("report.take")), key="take_wanted", on_change="rerun")
    if fold.open:
        with fold:
            take_away("board", partial(board_document, picture))


def _map(picture: Picture, view: View) -> None:
    if view.side is None:
        show_map(view, list(picture.views.values()))
        if len(picture.views) > 1:
            small(t("board.map_numbers"))


def _tell_sides(picture: Picture) -> None:
    draw = note if picture.board.group is None else small
    for text in room.sides(picture):
        draw(text)


def _pick(picture: Picture) -> View:
    """The practitioner that is looked at; asked for only where there are several."""
    numbers = list(picture.views)
    if len(numbers) == 1:
        return picture.views[numbers[0]]
    chosen = st.selectbox(
        md(t("board.pick")), numbers, format_func=lambda one: named(picture, one), key="board_pick"
    )
    return picture.views[chosen or numbers[0]]


def _talk(guest: Guest, picture: Picture, fit: RoleFit) -> None:
    """On a card: what the group has decided, or that views differ; and the tick 'talked about'.

    Whatever comes or goes here stays in one place, so that nothing after it loses its focus.
    """
    with st.container():
        _decided(picture, fit)
    with st.container():
        _talked(guest, picture, fit)


def _decided(picture: Picture, fit: RoleFit) -> None:
    said = room.standing_of(picture, fit.role)
    if said:
        note(said)


def _talked(guest: Guest, picture: Picture, fit: RoleFit) -> None:
    done, name = picture.talked(fit.role), f"{TALKED}.{fit.role}"
    if guest.writes is None:
        if done:
            small(t("board.talked_done"))
        return
    key = f"talked_{fit.role}_{picture.turn(name)}"
    ticked = st.checkbox(md(t("board.talked")), value=done, key=key)
    if ticked != done:
        _tick(guest.writes, name, str(picture.number) if ticked else "")


def _tick(host: str, name: str, said: str) -> None:
    try:
        resources.store().rooms.agree(host, {name: said})
    except StoreError:
        wrong(t("workshop.failed"))
    else:
        st.rerun()


def show_moved(picture: Picture) -> None:
    """What moved since the round before, role by role and in words."""
    said = room.moved_lines(picture)
    if said:
        heading(t("board.moved"))
        small(t("board.moved_what"))
        lines(said)
