"""A link with a share code: whose it is, and a yes, before a practitioner's answers are shown."""

import streamlit as st

from esteem_match import journey, resources
from esteem_match.store import Sharer
from esteem_match.ui import browser, words
from esteem_match.ui.layout import button, heading, note, para
from esteem_match.ui.links import go, show_step
from esteem_match.ui.mine.code import day, enter_code
from esteem_match.ui.person import Here
from esteem_match.ui.together.sharing import join
from esteem_match.ui.welcome.return_link import Followed, agreed_to_open, look_up
from esteem_match.ui.words import t

KIND = "share"


def followed_share(person: Here | None) -> Followed[Sharer]:
    """Which group shares under the code of a link that was followed here."""
    record = person.record if person else None
    here = (record.share, *record.joined) if record else ()
    known = tuple(code for code in here if code)
    link = look_up(KIND, resources.store().sharer, known, t("together.unknown"), show_step)
    if link.opens and record and record.side == "group":
        browser.forget_link(KIND)
        return Followed(None, t("link.share_group"))
    return link


def ask_to_share(sharer: Sharer, person: Here | None) -> None:
    """Whether to look at both sides. Who has answered nothing yet does so first.

    The link stays in this tab until then.
    """
    with st.container(border=True):
        whose = {"name": sharer.name, "day": day(sharer.on)}
        para(t("link.share_named" if sharer.name else "link.share_some", **whose))
    if person is None:
        _answer_first()
        return
    para(t("together.enter_what"))
    para(t("link.care_share", no=t("link.no")))
    code = browser.link(KIND)
    if agreed_to_open(KIND, t("link.open_share"), another=False) and join(person, code):
        show_step()


def _answer_first() -> None:
    asked = resources.library().contents[words.language()].side("practitioner")
    minutes = journey.progress(asked, {}).minutes_left
    para(t("link.share_first", minutes=minutes))
    if button(t("link.share_begin"), "share_begin", main=True):
        go("welcome", door="practitioner")
    heading(t("link.share_have"))
    enter_code()


def tell_share_waits(person: Here) -> None:
    """On a result: a group is still waiting, where somebody came with its link."""
    if person.record.side == "practitioner" and browser.link(KIND):
        note(t("link.share_waits"))
        if button(t("together.enter_open"), "to_share_link"):
            go("together")
