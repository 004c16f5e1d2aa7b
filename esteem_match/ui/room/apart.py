"""Where views differ in a room: the most useful talk first, each with a prompt, no winner."""

import streamlit as st

from esteem_match.say.room import Picture, Prompt, prompts
from esteem_match.ui import talk
from esteem_match.ui.layout import heading, para, small
from esteem_match.ui.words import esc, md, t

FIRST = 5


def show_apart(picture: Picture, first: int = FIRST) -> None:
    """All differences; the first few open, the rest folded."""
    found = prompts(picture)
    heading(t("board.differ"))
    if not found:
        para(t("board.differ_none"))
        return
    small(t("board.differ_what"))
    for one in found[:first]:
        _difference(one)
    if found[first:]:
        with st.expander(md(t("board.more"))):
            for one in found[first:]:
                _difference(one)


def _difference(one: Prompt) -> None:
    if one.apart:
        talk.show_apart(one.apart)
    else:
        st.html(f'<p class="question">{esc(one.question)}</p><p><b>{esc(one.alone)}</b></p>')
    small(one.ask)
