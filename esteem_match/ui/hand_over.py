"""A group's letter: by itself, to hand over or to keep."""

from functools import partial

from esteem_match.documents import letter_document
from esteem_match.documents.phrases import View
from esteem_match.ui.document import show_to_hand_over, today
from esteem_match.ui.layout import button, small
from esteem_match.ui.take import take_away
from esteem_match.ui.ways import show_step
from esteem_match.ui.words import t


def offer_letter() -> None:
    small(t("results.letter_what"))
    if button(t("results.letter_open"), "letter_open"):
        show_step(page="letter")


def show_letter(view: View) -> None:
    show_to_hand_over(letter_document(view, today()))
    if button(t("letter.back"), "letter_back"):
        show_step()
    take_away("letter", partial(letter_document, view))
