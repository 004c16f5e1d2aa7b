"""Inviting people to a workshop: a page to hand out, and a message to send."""

from datetime import date
from functools import partial

import streamlit as st

from esteem_match import codes, journey
from esteem_match.documents import Document
from esteem_match.documents.handouts.invitation import Invited, invitation_document, message
from esteem_match.documents.phrases.whose import Whose
from esteem_match.render import FORMATS
from esteem_match.render.figures.qr import qr_on_paper
from esteem_match.store import Room
from esteem_match.ui.layout import small
from esteem_match.ui.links import home
from esteem_match.ui.results.take import SUMMARY, Paper, download_buttons
from esteem_match.ui.room.wall import PAGE
from esteem_match.ui.together.pass_on import show_message
from esteem_match.ui.words import md, rules, t, words
from esteem_match.words import Words


def offer_invitation(room: Room, code: str) -> None:
    with st.expander(md(t("invite.open"))):
        small(t("invite.open_what"))
        invited = _invited(room, code)
        paper = Paper("invite", partial(_page, invited, words()), Whose((room.name,), ()))
        download_buttons(paper, {one: FORMATS[one] for one in SUMMARY})
        small(t("invite.message_what"))
        show_message(message(invited, words()), t("invite.title"))


def _page(invited: Invited, words: Words, on: date) -> Document:
    """Its QR code is drawn only for whoever wants the page: this one is run with each who joins."""
    return invitation_document(invited, words, qr_on_paper(invited.link), on)


def _invited(room: Room, code: str) -> Invited:
    content, link = rules().of(room.version), f"{home(PAGE)}#{code}"
    return Invited(
        name=room.name,
        day=room.day,
        until=room.until,
        address=home(PAGE),
        link=link,
        code=codes.pretty(code),
        least=content.model.workshop.min_voices,
        minutes=journey.least_and_most(content.group)[0],
    )
