"""Days to take along into one's own calendar: to look again, and until when answers are kept."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from esteem_match import resources
from esteem_match.diary import calendar
from esteem_match.ui.layout import small
from esteem_match.ui.links import home, is_local
from esteem_match.ui.mine.code import day
from esteem_match.ui.person import Here
from esteem_match.ui.words import md, t

WEEK = timedelta(days=7)  # long enough before answers go to open them once more


def offer_day(when: date, tag: str, agreed: Sequence[str] = ()) -> None:
    """A file for a calendar: the day, what was `agreed` in lines, and nobody's name.

    `tag` names what is looked at again.
    """
    _offer("diary", when, tag, timedelta(0), agreed)
    small(t("again.diary_agreed" if agreed else "again.diary_what"))


def offer_end(person: Here) -> None:
    """The same for the day until which answers are kept: its alarm comes a week before."""
    _offer("diary_end", person.record.expires, f"{person.tag} end", WEEK)


def _offer(kind: str, when: date, tag: str, ahead: timedelta, more: Sequence[str] = ()) -> None:
    """An address that means nothing to another device stays out."""
    address, today = "" if is_local() else home(), resources.store().today()
    title, says = t(f"again.{kind}_title"), "\n".join((t(f"again.{kind}_says"), *more))
    st.download_button(
        md(t(f"again.{kind}", day=day(when))),
        calendar(when, title, says, tag, today, address=address, ahead=ahead),
        file_name=t(f"again.{kind}_file"),
        mime="text/calendar",
        on_click="ignore",
        key=kind,
    )
