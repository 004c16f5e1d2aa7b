"""How a part of the questions stands on a phone and on a wide screen."""

import pytest
from playwright.sync_api import expect

from esteem_match.models import Side
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import DESK, Guest, base, seed, words

pytestmark = pytest.mark.browser

MOST = 330  # pixels of a phone
THUMB = 44
TALL = """() => [...document.querySelectorAll(".ask.scale")].map((one) =>
  [one.dataset.item, Math.floor(one.getBoundingClientRect().height)])"""
TARGETS = """() => [...document.querySelectorAll(".choice")].map((one) =>
  Math.round(one.getBoundingClientRect().height))"""
COLUMNS = """() => [...document.querySelectorAll(".ask.scale")].map((one) =>
  [...one.querySelectorAll("input")].map((tick) => Math.round(tick.getBoundingClientRect().x)))"""
WORDS = """() => [...document.querySelectorAll(".ask.scale")].map((one) =>
  [...one.querySelectorAll(".choice span")].every((word) => word.offsetWidth > 1))"""
TO_END = "() => document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 1e6)"


def at(invite: Invite, store: Store, side: Side, step: str, **context: object) -> Guest:
    said = {"p.know": 2} if side == "practitioner" else {"g.name": "Wednesday Carers"}
    guest = invite(**context).come_with(seed(store, side, said)).open(f"/assess?step={step}")
    expect(guest.page.locator(".ask").first).to_be_visible()
    return guest


@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_a_question_on_a_scale_is_seen_whole_on_a_phone_and_each_answer_hit_with_a_thumb(
    invite: Invite, store: Store, side: Side
) -> None:
    tall = {}
    for part in base().side(side).sections:
        page = at(invite, store, side, part.id).page
        tall.update({item: height for item, height in page.evaluate(TALL) if height > MOST})
        assert min(page.evaluate(TARGETS), default=THUMB) >= THUMB, part.id
    assert not tall


def test_questions_of_one_scale_are_rows_of_a_table_on_a_wide_screen(
    invite: Invite, store: Store
) -> None:
    page = at(invite, store, "group", "place", **DESK).page
    hard, welcome = page.evaluate(COLUMNS)[:3], page.evaluate(COLUMNS)[3:]
    for rows, count in ((hard, 7), (welcome, 6)):
        assert len(rows) > 1
        assert {len(row) for row in rows} == {count}
        assert rows == rows[:1] * len(rows)
        assert rows[0] == sorted(set(rows[0]))
    assert page.evaluate(WORDS) == [True, False, False, True, False]


def test_a_row_of_the_table_is_still_a_named_question_with_named_answers(
    invite: Invite, store: Store
) -> None:
    guest = at(invite, store, "group", "place", **DESK)
    row = guest.question("g.rb.money").get_by_role("radio", name=words("answer.unsure"), exact=True)
    row.check()
    guest.handed_over()
    expect(
        guest.page.get_by_role("radio", name=words("answer.unsure"), checked=True)
    ).to_have_count(1)


def test_how_far_one_is_stays_in_sight(invite: Invite, store: Store) -> None:
    page = at(invite, store, "group", "place").page
    page.evaluate(TO_END)
    where = page.locator(".part-progress")
    expect(where).to_be_in_viewport()
    box = where.bounding_box()
    assert box is not None
    assert (round(box["y"]), box["height"] <= 56) == (0, True)
