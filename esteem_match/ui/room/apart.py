"""Where views differ in a room: the most useful talk first, each with a prompt, no winner."""

import streamlit as st

from esteem_match import workshop
from esteem_match.ui.layout import heading, para, small
from esteem_match.ui.room.picture import Picture, named
from esteem_match.ui.view import in_words
from esteem_match.ui.words import esc, md, put_in, t

FIRST = 5


def show_apart(picture: Picture, first: int = FIRST) -> None:
    """All differences; the first few open, the rest folded."""
    found = workshop.differences(picture.content, picture.board)
    heading(t("board.differ"))
    if not found:
        para(t("board.differ_none"))
        return
    small(t("board.differ_what"))
    for one in found[:first]:
        _difference(picture, one)
    if found[first:]:
        with st.expander(md(t("board.more"))):
            for one in found[first:]:
                _difference(picture, one)


def _difference(picture: Picture, one: workshop.Difference) -> None:
    st.html(f'<p class="question">{esc(put_in(one.item.text))}</p>{_pair(picture, one)}')
    small(_prompt(one))


def _prompt(one: workshop.Difference) -> str:
    """A question that opens the talk."""
    if one.item.kind == "choice":
        return t("board.ask_run")
    asks = {
        "picture": "board.ask_picture",
        "among": "board.ask_members",
        "leaders": "board.ask_leaders",
    }
    return t(asks[one.kind])


def _pair(picture: Picture, one: workshop.Difference) -> str:
    if one.ours is None or one.theirs is None:
        return f"<p><b>{esc(t('board.differ_members'))}</b></p>"
    ours, theirs = _names(picture, one)
    said = in_words(picture.content, one.item, one.ours)
    if one.number is not None and one.item.id in _divided(picture):
        said = t("board.differ_short")
    cells = _cell(ours, said) + _cell(theirs, in_words(picture.content, one.item, one.theirs))
    return f'<div class="pair">{cells}</div>'


def _divided(picture: Picture) -> tuple[str, ...]:
    """The questions on which the mean word may be nobody's."""
    return picture.board.group.differ if picture.board.group else ()


def _names(picture: Picture, one: workshop.Difference) -> tuple[str, str]:
    if one.number is None:
        return t("board.differ_leaders"), t("board.differ_others")
    who = named(picture, one.number)
    return t("board.differ_group"), t("board.differ_practitioner", practitioner=who)


def _cell(name: str, said: str) -> str:
    return f"<div><small>{esc(name)}</small><br><b>{esc(said)}</b></div>"
