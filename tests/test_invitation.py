"""An invitation to a workshop: a page that says what to expect, and that nobody has to."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from esteem_match import codes
from esteem_match.documents.handouts.invitation import Invited, invitation_document, message
from esteem_match.render import FORMATS
from esteem_match.render.figures.qr import qr_on_paper
from tests.asking import given
from tests.papers import words
from tests.room_pages import ANSWERING, CLOSED, as_host, door, joined, opened, through
from tests.test_pages import word

LINK = "https://esteem.example.org/workshop#ABC234"
INVITED = Invited(
    name="The Tuesday Circle",
    day=date(2026, 12, 8),
    until=date(2026, 12, 22),
    address="https://esteem.example.org/workshop",
    link=LINK,
    code="ABC 234",
    least=5,
    minutes=10,
)
DAY = date(2026, 11, 30)


def pages(form: str, invited: Invited = INVITED) -> list[str]:
    made = FORMATS[form].render(invitation_document(invited, words(), qr_on_paper(LINK), DAY))
    found = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    return [" ".join(text.split()) for text in found]


def test_it_is_one_page_that_says_when_how_to_join_and_that_nobody_has_to() -> None:
    (page,) = pages("pdf")
    for text in ("The Tuesday Circle", "8 December 2026", "ABC 234", "22 December 2026"):
        assert text in page
    for key in ("invite.free", "invite.free_what", "invite.foot", "invite.practitioner"):
        assert word(key) in page


@pytest.mark.parametrize("name", ["x" * 120, "A <b> group & its #friends\u2019 circle"])
def test_a_long_or_odd_name_stands_in_it_as_it_was_typed(name: str) -> None:
    invited = INVITED.model_copy(update={"name": name})
    assert len(pages("pdf", invited)) == 1
    assert name in message(invited, words())


def test_large_print_is_two_pages_at_most() -> None:
    assert len(pages("pdf_large")) <= 2


def test_a_message_holds_the_link_and_the_code_to_type() -> None:
    text = message(INVITED, words())
    assert LINK in text
    assert INVITED.code in text
    assert word("invite.free_what") in text


@pytest.mark.usefixtures("own_pages")
def test_a_host_can_invite_as_long_as_people_can_join() -> None:
    host = opened()
    code = codes.pretty(door(host))
    app = as_host(host)
    assert word("invite.open") in [one.label for one in app.expander]
    sent = given(app, "document")["text"]
    assert f"#{door(host)}" in sent
    assert code in sent
    joined(host)
    through(host, ANSWERING, CLOSED)
    assert word("invite.open") not in [unescape(one.label) for one in as_host(host).expander]
