"""A document as one piece of a page: painted in one go, with its open questions as links."""

from collections.abc import Callable
from datetime import date

from esteem_match import resources
from esteem_match.documents import Document
from esteem_match.documents.blocks import Question
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.whose import Whose
from esteem_match.render import screen, text
from esteem_match.ui import browser, state
from esteem_match.ui.links import spoken
from esteem_match.ui.words import t
from esteem_match.web.links import address

Build = Callable[[View, date], Document]
"""What makes a document of a pair's answers."""

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
