"""A round's board for the host, and beside it for who takes part: built once, painted alike."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.documents import board_document
from esteem_match.documents.board import for_all, whose
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room import TALKED, RoundResult, apart, named
from esteem_match.render import screen
from esteem_match.service import workshops
from esteem_match.ui import browser
from esteem_match.ui.failures import telling
from esteem_match.ui.results.document import today
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.room.who import Guest
from esteem_match.ui.words import md, t


@once
def board(result: RoundResult, number: int, *, ticking: bool = False) -> str:
    """The board, or one practitioner's page of it, made once for all who see the same."""
    return screen(board_document(result, today(), number), ticking=ticking)


def show_board(guest: Guest, result: RoundResult) -> None:
    """For the host: with a practitioner of their choice, and what the room has talked about."""
    result, writes = for_all(result), guest.writes
    drawn = board(result, pick(result), ticking=writes is not None)
    ticked = browser.document({"html": drawn}, "document")
    if writes and ticked:
        _tick(writes, result, ticked)
    if result.board.group is not None:
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
    """The practitioner that is looked at, or 0 for all; asked for only where there are several."""
    if len(result.views) == 1 or result.board.group is None:
        return 0
    chosen = st.selectbox(
        md(t("board.pick")),
        (0, *result.views),
        format_func=lambda one: named(result, one) if one else t("board.everybody"),
        key="board_pick",
    )
    return chosen or 0


def _tick(host: str, result: RoundResult, ticked: Mapping[str, bool]) -> None:
    """Keeps which differences the room has talked about. The others see it on their phones."""
    known = {one.tick for one in apart.prompts(result)}
    said = {
        f"{TALKED}.{name}": str(result.number) if on else ""
        for name, on in ticked.items()
        if name in known and on != result.talked(name)
    }
    if said:
        with telling("workshop.failed"):
            workshops.agree(resources.store(), host, said)
            st.rerun()
