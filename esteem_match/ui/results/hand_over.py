"""What one side hands over, on a page of its own: a letter, or what a practitioner can offer."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import streamlit as st

from esteem_match.documents import letter_document, offer_document
from esteem_match.documents.phrases import View, letter, offer
from esteem_match.models import Side
from esteem_match.ui.layout import button, small
from esteem_match.ui.links import show_step
from esteem_match.ui.results.document import Build, Named, show_to_hand_over, today
from esteem_match.ui.results.take import Paper, take_away
from esteem_match.ui.words import t


class Handed(NamedTuple):
    """The page's name in an address and in the words of the screen, and what it is made by."""

    name: str
    build: Build
    whose: Named

    def paper(self, view: View) -> Paper:
        return Paper(self.name, partial(self.build, view), self.whose(view))


HANDED: Mapping[Side, Handed] = {
    "group": Handed("letter", letter_document, letter.whom),
    "practitioner": Handed("offer", offer_document, offer.whose),
}


def handed_over(side: Side) -> Handed | None:
    """The page to hand over, where the address asks for this side's."""
    return HANDED[side] if st.query_params.get("page") == HANDED[side].name else None


def offer_page(side: Side) -> None:
    name = HANDED[side].name
    small(t(f"results.{name}_what"))
    if button(t(f"results.{name}_open"), f"{name}_open"):
        show_step(page=name)


def show_handed_over(page: Handed, view: View) -> None:
    show_to_hand_over(page.build(view, today()))
    if button(t("letter.back"), f"{page.name}_back"):
        show_step()
    take_away(page.paper(view))
