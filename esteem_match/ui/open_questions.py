"""Open questions as links: to where the reader answers them, and from there back to the result."""

from collections.abc import Iterable

import streamlit as st

from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.sure import Asked, first_word, to_answer, to_ask
from esteem_match.ui import html
from esteem_match.ui.layout import heading, small
from esteem_match.ui.talk import first_and_more
from esteem_match.ui.ways import link
from esteem_match.ui.words import esc, t

_QUESTIONS = 5


def show_next(view: View) -> None:
    """What the reader can answer next; of a practitioner, what to ask the group, too."""
    mine = to_answer(view)
    if mine:
        heading(t("results.next_answers"))
        small(t("results.next_answers_what"))
        st.html(listed(mine))
    if view.seen:
        _show_ask(to_ask(view))


def _show_ask(found: list[str]) -> None:
    if found:
        heading(t("results.ask"))
        small(t("results.ask_what"))
        first_and_more(found, t("results.ask_more"), _QUESTIONS)


def listed(found: Iterable[Asked]) -> str:
    return f'<ul class="open">{"".join(f"<li>{_one(asked)}</li>" for asked in found)}</ul>'


def first(view: View, asked: Asked) -> str:
    """The one question to answer first, or to ask the other side."""
    return html.small(first_word(view, asked)) + listed([asked])


def _one(asked: Asked) -> str:
    if not asked.section:
        return esc(asked.text)
    return link("assess", esc(asked.text), step=asked.section, item=asked.item, back="results")
