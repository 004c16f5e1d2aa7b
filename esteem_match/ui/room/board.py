"""A round's board for the host, and beside it for who takes part: built once, painted alike."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.documents import board_document
from esteem_match.documents.board import for_all, whose
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room import TALKED, RoundResult, named
from esteem_match.models import Role
from esteem_match.render import screen
from esteem_match.service import workshops
from esteem_match.ui import browser
from esteem_match.ui.failures import telling
from esteem_match.ui.layout import heading
from esteem_match.ui.results.document import today
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, t


@once
def board(result: RoundResult, number: int) -> str:
    """The board with this practitioner, made once for all who see the same."""
    return screen(board_document(result, today(), number))


def show_board(guest: Guest, result: RoundResult) -> None:
    """For the host: with a practitioner of their choice, and what the room has talked about."""
    result = for_all(result)
    browser.document({"html": board(result, pick(result))}, "document")
    if result.board.group is not None:
        _talked(guest, result)
        take_away(_paper(result))


def show_beside(result: RoundResult) -> None:
    """For who takes part, below the board that stands on the stage: a file to take along."""
    if result.board.group is None:
        return
    fold = st.expander(md(t("report.take")), key="take_wanted", on_change="rerun")
    if fold.open:
        with fold:
            take_away(_paper(result))


def _paper(result: RoundResult) -> Paper:
    mapped = all(view.side is None for view in result.views.values())
    return Paper("board", partial(board_document, result), whose(result), mapped)


def pick(result: RoundResult) -> int:
    """The practitioner that is looked at; asked for only where there are several."""
    numbers = list(result.views)
    if len(numbers) == 1:
        return numbers[0]
    chosen = st.selectbox(
        md(t("board.pick")), numbers, format_func=lambda one: named(result, one), key="board_pick"
    )
    return chosen or numbers[0]


def _talked(guest: Guest, result: RoundResult) -> None:
    """A tick for each role, for whoever writes; the others see it on the role's card."""
    if guest.writes is None:
        return
    heading(t("board.talked"))
    for role in result.roles:
        with st.container(key=f"talk_{role.id}"):  # a tick is another box then: focus stays here
            _tick_of(guest.writes, result, role)


def _tick_of(host: str, result: RoundResult, role: Role) -> None:
    done, name = result.talked(role.id), f"{TALKED}.{role.id}"
    key = f"talked_{role.id}_{result.turn(name)}"
    ticked = st.checkbox(md(role.name), value=done, key=key)
    if ticked != done:
        _tick(host, name, str(result.number) if ticked else "")


def _tick(host: str, name: str, said: str) -> None:
    with telling("workshop.failed"):
        workshops.agree(resources.store(), host, {name: said})
        st.rerun()
