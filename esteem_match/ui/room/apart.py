"""Where views differ in a room: the most useful talk first, each with a prompt, no winner."""

import streamlit as st

from esteem_match.documents.phrases.apart import Prompt, prompts, wish_lines
from esteem_match.documents.phrases.room import Picture
from esteem_match.ui import html, talk
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.words import md, t


def show_apart(picture: Picture) -> None:
    """All differences; some folded."""
    found, expected = prompts(picture), wish_lines(picture)
    heading(t("board.differ"))
    if not found and not expected:
        para(t("board.differ_none"))
        return
    small(t("board.differ_what"))
    lines(expected)
    for one in found:
        if one.first:
            _difference(one)
    rest = [one for one in found if not one.first]
    if rest:
        with st.expander(md(t("board.more"))):
            for one in rest:
                _difference(one)


def _difference(one: Prompt) -> None:
    if one.apart:
        talk.show_apart(one.apart)
    else:
        st.html(html.question(one.question) + html.bold(one.alone))
    small(one.ask)
