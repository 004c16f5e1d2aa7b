"""A group's page to hand over or to keep, in its own words; on the screen and as a text file."""

import streamlit as st

from esteem_match import resources
from esteem_match.models import Item
from esteem_match.ui.code import day
from esteem_match.ui.group import said, unwanted, wishes
from esteem_match.ui.layout import button, heading, lines, para, show_step, small
from esteem_match.ui.view import View
from esteem_match.ui.words import md, t

_OWN_WORDS = {"words": "want", "avoid": "avoid"}


def offer_letter() -> None:
    heading(t("letter.title"))
    para(t("results.letter_what"))
    if button(t("results.letter_open"), "letter_open"):
        show_step(page="letter")


def show_letter(view: View) -> None:
    """What is said, part by part; a part of which nothing is said is left out."""
    head, parts = _head(view), _parts(view)
    for line in head:
        small(line)
    for word, texts in parts.items():
        heading(t(f"letter.{word}"))
        if word in _OWN_WORDS:
            st.text(texts[0])
        else:
            lines(texts)
    para(t("letter.close"))
    st.download_button(
        md(t("letter.keep")),
        _as_text(head, parts),
        file_name=t("letter.file"),
        mime="text/plain",
        on_click="ignore",
    )
    if button(t("letter.back"), "letter_back"):
        show_step()


def _head(view: View) -> list[str]:
    """Whom it comes from, where the group has said its name, and of which day it is."""
    name = str(view.group.get("g.name") or "")
    today = day(resources.store().today())
    return [*([t("letter.from", name=name)] if name else []), t("letter.on", day=today)]


def _parts(view: View) -> dict[str, list[str]]:
    yes, perhaps, no = wishes(view)
    parts = {
        "welcome": [said(view, item.id) for item in yes] or [_nothing(perhaps, no, view)],
        "perhaps": [said(view, item.id) for item in perhaps],
        "later": [said(view, item.id) for item in no if not _closed(view, item)],
        "no": [said(view, item) for item in unwanted(view)],
        **{word: [str(view.group.get(f"g.words.{own}") or "")] for word, own in _OWN_WORDS.items()},
    }
    told = {word: [text for text in texts if text] for word, texts in parts.items()}
    return {word: texts for word, texts in told.items() if texts}


def _nothing(perhaps: list[Item], no: list[Item], view: View) -> str:
    """What stands where no help is welcome: a thank you, once the group has said so."""
    if perhaps:
        return ""
    return t("letter.nothing_now" if no or unwanted(view) else "letter.nothing")


def _closed(view: View, item: Item) -> bool:
    """Whether the page says already that the group keeps all of this to itself."""
    return any(fit.role == item.role and fit.appropriate.closed_by for fit in view.fits)


def _as_text(head: list[str], parts: dict[str, list[str]]) -> str:
    blocks = ["\n".join([t("letter.title"), *head])]
    for word, texts in parts.items():
        blocks.append("\n".join([t(f"letter.{word}"), *(f"- {text}" for text in texts)]))
    return "\n\n".join([*blocks, t("letter.close"), t("frame.aid")]) + "\n"
