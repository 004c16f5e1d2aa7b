"""A group's own result: its needs, what it does not want, and its page for a practitioner."""

import streamlit as st

from esteem_match import explain
from esteem_match.models import Item
from esteem_match.ui.layout import button, heading, lines, para, show_step, small
from esteem_match.ui.view import View
from esteem_match.ui.words import md, put_in, t


def show_needs(view: View) -> None:
    """The four areas of support as a profile in words."""
    heading(t("results.needs"))
    small(t("results.needs_what"))
    anchors = view.content.model.anchors
    for found in explain.needs(view.content, view.group):
        name = put_in(found.area.name)
        word = "unknown" if found.word is None else str(anchors.index(found.word))
        para(t("results.needs_line", area=name, word=t(f"needs.{word}")))


def show_wished(view: View) -> None:
    """What the members said yes to, whatever the rules make of it."""
    heading(t("results.wished"))
    wished = _wished(view)
    if wished:
        lines(wished)
    else:
        para(t("results.wished_none"))


def show_unwanted(view: View) -> None:
    heading(t("results.unwanted"))
    closed = [item for fit in view.fits for item in fit.appropriate.closed_by]
    if closed:
        lines([_said(view, item) for item in closed])
    else:
        para(t("results.unwanted_none"))


def _said(view: View, item_id: str) -> str:
    """A yes in the group's own voice; question and answer where the file has no words for it."""
    says = view.items[item_id].says
    if says:
        return put_in(says)
    return t("reason.answer", question=view.question(item_id), answer=view.answer(item_id))


def show_own_words(view: View) -> None:
    """What the group wrote itself, where both sides look."""
    texts = [str(view.group.get(f"g.words.{word}") or "") for word in ("want", "avoid")]
    titles = [t("letter.words"), t("letter.avoid")]
    written = [(title, text) for title, text in zip(titles, texts, strict=True) if text]
    if written:
        heading(t("together.words"))
    for title, text in written:
        heading(title, 3)
        st.text(text)


def offer_letter() -> None:
    heading(t("letter.title"))
    para(t("results.letter_what"))
    if button(t("results.letter_open"), "letter_open"):
        show_step(page="letter")


def show_letter(view: View) -> None:
    """The page to hand over or to keep, in the group's own words."""
    parts = _letter(view)
    for title, texts in parts:
        heading(title)
        for text in texts:
            st.text(text)
    para(t("letter.close"))
    st.download_button(
        md(t("letter.keep")),
        _as_text(parts),
        file_name=t("letter.file"),
        mime="text/plain",
        on_click="ignore",
    )
    if button(t("letter.back"), "letter_back"):
        show_step()


def _letter(view: View) -> list[tuple[str, list[str]]]:
    own = {word: str(view.group.get(f"g.words.{word}") or "") for word in ("want", "avoid")}
    return [
        (t("letter.welcome"), _wished(view) or [t("letter.nothing")]),
        (t("letter.no"), _refused(view) or [t("letter.nothing_no")]),
        (t("letter.words"), [own["want"] or t("letter.nothing")]),
        (t("letter.avoid"), [own["avoid"] or t("letter.nothing")]),
    ]


def _wished(view: View) -> list[str]:
    return [_said(view, item.id) for item in view.content.group.items() if _is_wish(view, item)]


def _is_wish(view: View, item: Item) -> bool:
    """From the model's line for 'recommended' up: what reads as a yes."""
    answer = view.group.get(item.id)
    top, line = view.content.model.top, view.content.model.lines.recommended
    return item.key == "wish" and isinstance(answer, int) and answer >= line * top


def _refused(view: View) -> list[str]:
    return [_said(view, item) for fit in view.fits for item in fit.appropriate.closed_by]


def _as_text(parts: list[tuple[str, list[str]]]) -> str:
    blocks = [t("letter.title"), t("letter.from")]
    blocks += ["\n".join([title, *(f"- {text}" for text in texts)]) for title, texts in parts]
    return "\n\n".join([*blocks, t("letter.close"), t("frame.aid")]) + "\n"
