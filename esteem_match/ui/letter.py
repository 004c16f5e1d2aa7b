"""A group's page to hand over or to keep, in its own words."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.documents import letter_document
from esteem_match.documents.phrases import View, letter
from esteem_match.ui.layout import button, heading, lines, para, small
from esteem_match.ui.take import take_away
from esteem_match.ui.ways import show_step
from esteem_match.ui.words import t


def offer_letter() -> None:
    heading(t("letter.title"))
    para(t("results.letter_what"))
    if button(t("results.letter_open"), "letter_open"):
        show_step(page="letter")


def show_letter(view: View) -> None:
    """What is said, part by part; a part of which nothing is said is left out."""
    for line in letter.head(view, resources.store().today()):
        small(line)
    for word, texts in letter.parts(view).items():
        heading(t(f"letter.{word}"))
        if word in letter.OWN_WORDS:
            st.text(texts[0])
        else:
            lines(texts)
    para(t("letter.close"))
    if button(t("letter.back"), "letter_back"):
        show_step()
    take_away("letter", partial(letter_document, view))
