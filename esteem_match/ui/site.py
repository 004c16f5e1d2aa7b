"""Who runs this installation: on the start, at the consent, and on "about"."""

from functools import partial

import streamlit as st

from esteem_match import resources
from esteem_match.documents.handouts.notice import Keeping, notice_document
from esteem_match.documents.phrases import site as phrases
from esteem_match.documents.phrases.whose import Whose
from esteem_match.render import FORMATS, screen
from esteem_match.ui.layout import heading, lines, para, small
from esteem_match.ui.results.take import SUMMARY, Paper, download_buttons
from esteem_match.ui.words import md, rules, t, words


def say_responsible() -> None:
    """Who answers for what is kept, and where to complain."""
    for text in phrases.responsible(words(), resources.site()):
        para(text)


def say_host() -> None:
    """Who runs it, in a line."""
    small(phrases.hosted(words(), resources.site()))


def show_host() -> None:
    """All that is known of it."""
    site = resources.site()
    heading(t("site.title"))
    para(phrases.hosted(words(), site))
    if site.host:
        say_responsible()
    dangers = phrases.danger(words(), site)
    if dangers:
        heading(t("site.danger_title"))
        lines(dangers)


def show_notice() -> None:
    """What is kept, why and for how long: to read, and to take along."""
    make = partial(notice_document, words(), resources.site(), _keeping())
    with st.expander(md(t("notice.open"))):
        st.html(screen(make(resources.store().today())))
        download_buttons(
            Paper("notice", make, Whose((), ())), {one: FORMATS[one] for one in SUMMARY}
        )


def _keeping() -> Keeping:
    store = resources.store()
    return Keeping(
        days=store.keep_days,
        longer=store.times.longest_days,
        room=store.rooms.keep_room_days,
        least=rules().today.model.workshop.min_voices,
    )
