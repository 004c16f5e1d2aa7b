"""Answers in the words of the screen."""

from collections.abc import Iterable

import streamlit as st

from esteem_match import say
from esteem_match.models import Answer, Content, Item
from esteem_match.ui.words import esc, words


def choices(content: Content, item: Item) -> dict[int | str, str]:
    return say.choices(content, item, words())


def in_words(content: Content, item: Item, answer: Answer) -> str:
    return say.in_words(content, item, answer, words())


def side_by_side(question: str, said: Iterable[tuple[str, str]], kind: str = "") -> None:
    """A question, and below it what was said, each with whose it is or when it was."""
    cells = "".join(
        f"<div><small>{esc(whose)}</small><br><b>{esc(one)}</b></div>" for whose, one in said
    )
    look = f"pair {kind}".strip()
    st.html(f'<p class="question">{esc(question)}</p><div class="{look}">{cells}</div>')
