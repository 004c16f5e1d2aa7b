"""The day to look again, to take along into one's own calendar."""

from datetime import date

import streamlit as st

from esteem_match import resources
from esteem_match.diary import calendar
from esteem_match.ui.layout import small
from esteem_match.ui.words import md, t


def offer_day(when: date, tag: str) -> None:
    """A file for a calendar: the day and no names. `tag` names what is looked at again."""
    today = resources.store().today()
    st.download_button(
        md(t("again.diary")),
        calendar(when, t("again.diary_title"), t("again.diary_says"), tag, today),
        file_name=t("again.diary_file"),
        mime="text/calendar",
        on_click="ignore",
        key="diary",
    )
    small(t("again.diary_what"))
