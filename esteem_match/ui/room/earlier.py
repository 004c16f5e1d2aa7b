"""The result of an earlier round, one tap away for the host and for all who took part in it."""

from esteem_match.documents.board import for_all
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.ui import browser
from esteem_match.ui.layout import button, note
from esteem_match.ui.links import show_step
from esteem_match.ui.room.board import board, pick, show_beside
from esteem_match.ui.words import t


def look_back(number: int) -> None:
    if button(t("board.look_back", number=number), "look_back"):
        show_step(view="board", round=str(number))


def show_earlier(result: RoundResult) -> None:
    """It is read, and nothing is written on it any more."""
    note(t("board.earlier", number=result.number))
    if button(t("workshop.back"), "to_workshop"):
        show_step()
    seen = for_all(result)
    browser.document({"html": board(seen, pick(seen))}, "document")
    show_beside(result)
