"""A group's own result: its needs, what it would welcome, and what it does not want."""

import streamlit as st

from esteem_match import explain
from esteem_match.models import Item
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.view import View
from esteem_match.ui.words import put_in, t


def show_needs(view: View) -> None:
    """The four areas of support as a profile in words."""
    heading(t("results.needs"))
    small(t("results.needs_what"))
    anchors = view.content.model.anchors
    rows = []
    for found in explain.needs(view.content, view.group):
        word = "unknown" if found.word is None else str(anchors.index(found.word))
        area = put_in(found.area.name)
        rows.append(t("results.needs_line", area=area, word=t(f"needs.{word}")))
    lines(rows)


def show_wished(view: View) -> None:
    """What the members said yes to, whatever the rules make of it."""
    heading(t("results.wished"))
    yes = wishes(view)[0]
    if yes:
        lines([said(view, item.id) for item in yes])
    else:
        para(t("results.wished_none"))


def show_unwanted(view: View) -> None:
    heading(t("results.unwanted"))
    closed = unwanted(view)
    if closed:
        lines([said(view, item) for item in closed])
    else:
        para(t("results.unwanted_none"))


def wishes(view: View) -> tuple[list[Item], list[Item], list[Item]]:
    """The help asked about by how welcome it is, at the model's lines: yes, perhaps, and no."""
    top, lines_of = view.content.model.top, view.content.model.lines
    found: tuple[list[Item], list[Item], list[Item]] = ([], [], [])
    for item in view.content.group.items():
        answer = view.group.get(item.id)
        if item.key == "wish" and isinstance(answer, int):
            below = (answer < lines_of.recommended * top) + (answer < lines_of.possible * top)
            found[below].append(item)
    return found


def unwanted(view: View) -> list[str]:
    """The items by which the group keeps something to itself."""
    return [item for fit in view.fits for item in fit.appropriate.closed_by]


def said(view: View, item_id: str) -> str:
    """A wish or a no in the group's own voice; question and answer where the file has no words."""
    says = view.items[item_id].says
    if says:
        return put_in(says)
    return t("reason.answer", question=view.question(item_id), answer=view.answer(item_id))


def show_own_words(view: View) -> None:
    """What the group wrote itself, where both sides look."""
    want, avoid = (str(view.group.get(f"g.words.{word}") or "") for word in ("want", "avoid"))
    if want or avoid:
        heading(t("together.words"))
    if want:
        st.text(want)
    if avoid:
        heading(t("letter.avoid"), 3)
        st.text(avoid)
