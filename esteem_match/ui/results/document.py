"""A document as one piece of a page: painted in one go, with its open questions as links."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import streamlit as st

from esteem_match import resources
from esteem_match.documents import Document
from esteem_match.documents.blocks import Block, Fold, Question
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.whose import Whose
from esteem_match.render import screen, text
from esteem_match.ui import browser, state
from esteem_match.ui.links import spoken
from esteem_match.ui.words import md, t
from esteem_match.web.links import address

Build = Callable[[View, date], Document]
"""What makes a document of a pair's answers."""

Act = Callable[[], None]
"""What draws something."""

Named = Callable[[View], Whose]
"""What tells whose it is."""


def today() -> date:
    return resources.store().today()


def show(kind: str, view: View, build: Build) -> None:
    """Built and painted anew only when what it rests on has changed since this tab showed it."""
    day = today()
    key = (kind, view.rests_on, day, *spoken().values())
    painted = state.kept(key, lambda: screen(build(view, day), _answered_at))
    browser.document({"html": painted}, "document")


class Pieces(NamedTuple):
    """A document as HTML: what stands before a fold, the fold, and what stands after it."""

    before: str
    title: str
    inside: str
    after: str


def show_around(fold: str, view: View, build: Build, rests: object, more: Act) -> None:
    """The same with `more` in one of its folds. `rests`: on what it rests besides."""
    day = today()
    key = (fold, view.rests_on, rests, day, *spoken().values())
    piece = state.kept(key, lambda: _pieces(build(view, day), fold))
    browser.document({"html": piece.before}, "document")
    with st.expander(md(piece.title), key=fold):
        st.html(piece.inside)
        more()
    browser.document({"html": piece.after}, "document_rest")


def _pieces(document: Document, key: str) -> Pieces:
    at, fold = next(
        (at, one)
        for at, one in enumerate(document.blocks)
        if isinstance(one, Fold) and one.key == key
    )

    def painted(blocks: tuple[Block, ...]) -> str:
        return screen(document.model_copy(update={"blocks": blocks}), _answered_at)

    before, after = document.blocks[:at], document.blocks[at + 1 :]
    return Pieces(painted(before), fold.title, painted(fold.blocks), painted(after))


def show_to_hand_over(document: Document) -> None:
    """The same with its text ready to copy, to share by the device's own means, and to print."""
    labels = {one: t(f"letter.{one}") for one in ("copy", "copied", "by_hand", "share", "print")}
    painted = screen(document, headed=True)
    told = {"html": painted, "text": text(document), "title": document.called}
    browser.document({**told, "labels": labels}, "handed")


def _answered_at(asked: Question) -> str:
    """Where a question is answered, and from there back to the result."""
    to = {"step": asked.section, "item": asked.item, "back": "results"}
    return address("assess", {**to, **spoken()})
