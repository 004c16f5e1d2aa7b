"""A checklist on the real program: by hand, by keys, without a network, at any size."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Route, expect

from esteem_match import content
from esteem_match.models import Answer, Side
from esteem_match.store import Store
from tests import checklists_toy, toys
from tests.browser.conftest import Invite
from tests.browser.steps import DESK, PAINTED, PHONE, Guest, words
from tests.checklists_toy import BOXES, LIMITS, OFFER
from tests.live import LiveServer

pytestmark = pytest.mark.browser

TARGET = 44
SAYS = {
    "g.aa.no": "Practical things, such as rooms or money",
    "g.bb.no": "Contacts with others",
    "g.ask": "Our meetings: a practitioner comes only when we ask",
}
QUESTION = "What do you want to keep among yourselves?"


@dataclass
class Toy:
    """A server that asks the toy with checklists."""

    server: LiveServer
    store: Store
    version: str

    def seed(self, side: Side = "group", **answers: Answer) -> str:
        code = self.store.create(side, self.version, "1", "en")
        self.store.save(code, {name.replace("_", "."): one for name, one in answers.items()})
        return code


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    home = tmp_path_factory.mktemp("boxed")
    folder = toys.write(home / "questionnaires", said())
    server = LiveServer(home, env={"ESTEEM_QUESTIONNAIRES": str(folder)}).start()
    store = server.store()
    yield Toy(server, store, content.load(folder).version)
    store.close()
    server.stop()


def said() -> toys.Raw:
    """The toy with words as long as those of real questions."""
    files = checklists_toy.spoken()
    checklists_toy.checklist(files, LIMITS).update(text=QUESTION, help="Tick any.")
    for name, text in SAYS.items():
        toys.item(files, name)["text"] = text
    return files


@pytest.fixture
def code(toy: Toy) -> str:
    return toy.seed(g_name="The Tuesday Circle")


@pytest.fixture
def guest(invite: Invite, toy: Toy, code: str) -> Guest:
    return invite(toy.server).come_with(code).open("/assess?step=limits")


def label(guest: Guest, text: str) -> Locator:
    return guest.question(LIMITS).locator("label").filter(has_text=text)


def ticked(guest: Guest) -> list[str]:
    return guest.question(LIMITS).locator("label:has(:checked)").all_inner_texts()


def kept(toy: Toy, code: str) -> list[Answer]:
    answers = toy.store.load(code).answers
    return [answers.get(name, "open") for name in BOXES[LIMITS]]


def test_boxes_are_tapped_and_kept_and_stand_there_on_another_day(
    guest: Guest, toy: Toy, code: str
) -> None:
    label(guest, "Practical").tap()
    guest.acknowledged(lambda: label(guest, "Contacts").tap())
    assert kept(toy, code) == [1, 1, 0]
    guest.acknowledged(lambda: label(guest, "Practical").tap())
    assert kept(toy, code) == [0, 1, 0]
    guest.open("/assess?step=limits")
    assert ticked(guest) == [SAYS["g.bb.no"]]
    guest.open("/assess?step=check").sees(SAYS["g.bb.no"])
    guest.page.get_by_role("link", name=re.compile(re.escape(QUESTION))).last.tap()
    expect(guest.question(LIMITS).get_by_role("checkbox").first).to_be_focused()


def test_none_of_these_and_not_sure_stand_alone(guest: Guest, toy: Toy, code: str) -> None:
    for text, values in (
        ("Our meetings", [0, 0, 1]),
        ("None of these", [0, 0, 0]),
        ("Not sure", [None] * 3),
        ("Practical", [1, 0, 0]),
    ):
        label(guest, text).tap()
        guest.handed_over()
        assert len(ticked(guest)) == 1
        assert kept(toy, code) == values
    label(guest, "Practical").tap()
    guest.handed_over()
    assert ticked(guest) == ["None of these"]
    assert kept(toy, code) == [0, 0, 0]


def test_a_checklist_that_nobody_touches_stays_open(guest: Guest, toy: Toy, code: str) -> None:
    assert ticked(guest) == []
    guest.acknowledged(lambda: guest.tap("g.open", 1))
    guest.press("next_limits").heading(words("check.title"))
    assert kept(toy, code) == ["open"] * 3
    row = guest.page.locator(".answers div").filter(has_text=QUESTION)
    expect(row).to_contain_text(words("check.open"))


def test_what_is_ticked_without_a_network_waits_and_only_the_last_of_it_is_kept(
    guest: Guest, toy: Toy, code: str
) -> None:
    guest.page.route("**/answer", lambda route: route.abort())
    for text in ("Practical", "None of these", "Contacts", "Our meetings"):
        label(guest, text).tap()
    guest.sees(words("assess.unsaved"))
    assert kept(toy, code) == ["open"] * 3
    guest.page.unroute("**/answer")
    guest.handed_over()
    assert kept(toy, code) == [0, 1, 1]


def test_a_checklist_is_answered_by_keys_alone_and_shows_where_they_are(
    invite: Invite, toy: Toy, code: str
) -> None:
    guest = invite(toy.server, **DESK).come_with(code).open("/assess?step=limits")
    keys, boxes = guest.page.keyboard, guest.question(LIMITS).get_by_role("checkbox")
    boxes.first.focus()
    for at in range(5):
        expect(boxes.nth(at)).to_be_focused()
        row = guest.question(LIMITS).locator("label").nth(at)
        assert row.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
        keys.press("Space")
        guest.handed_over()
        keys.press("Tab")
    assert ticked(guest) == ["Not sure"]
    assert kept(toy, code) == [None] * 3


def late(route: Route) -> None:
    """What a slow line brings of the part that is open."""
    if route.request.post_data_json["step"] == "offer":
        time.sleep(1)
    route.continue_()


def test_a_clear_no_takes_the_part_of_its_role_away_at_once(invite: Invite, toy: Toy) -> None:
    code = toy.seed("practitioner")
    guest = invite(toy.server).come_with(code).open("/assess?step=offer")
    guest.page.route("**/part", late)
    guest.question(OFFER).locator("label").first.tap()
    guest.press("next_offer").heading("About can-bb")
    guest.page.go_back()
    guest.heading("About offer")
    guest.question(OFFER).locator("label").first.tap()
    guest.press("next_offer").heading("About can-aa")


def test_boxes_from_paper_are_typed_by_their_numbers(invite: Invite, toy: Toy) -> None:
    code = toy.seed()
    guest = invite(toy.server, **DESK).come_with(code).open("/assess?step=paper")
    guest.sees(words("paper.type_boxes")).page.keyboard.press("Enter")
    for _ in range(7):
        guest.page.keyboard.press("Enter")
    here = guest.page.locator("fieldset.now:focus-within legend")
    expect(here).to_have_text(f"9. {QUESTION}")
    guest.page.keyboard.type("13")
    guest.handed_over()
    assert kept(toy, code) == [1, 0, 1]
    guest.page.keyboard.type("1")
    guest.page.keyboard.press("Enter")
    expect(here).to_contain_text("10. ")
    guest.page.keyboard.type("0")
    expect(here).to_contain_text("11. ")
    guest.page.keyboard.press("Backspace")
    guest.page.keyboard.type("7")
    guest.sees(words("paper.no_such", most=2))
    guest.page.keyboard.press("Backspace")
    expect(here).to_contain_text("9. ")
    guest.handed_over()
    assert kept(toy, code) == [0, 0, 1]
    assert toy.store.load(code).answers["g.con.town"] == 0
    guest.page.keyboard.type("u")
    guest.handed_over()
    assert kept(toy, code) == [None] * 3


LOOKS: dict[str, dict[str, Any]] = {
    "phone": PHONE,
    "phone, dark": {**PHONE, "color_scheme": "dark"},
    "desk": DESK,
    "desk, dark": {**DESK, "color_scheme": "dark"},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("step", ["limits", "paper", "check"])
def test_a_checklist_is_for_everybody(
    invite: Invite, toy: Toy, code: str, look: str, step: str
) -> None:
    answers = {"g.aa.no": 1, "g.bb.no": 0, "g.ask": 1, "g.con.town": 0, "g.con.help": 0}
    toy.store.save(code, answers)
    guest = invite(toy.server, **LOOKS[look]).come_with(code).open(f"/assess?step={step}")
    guest.page.evaluate(PAINTED)
    found = Axe().run(guest.page, context="main").response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert guest.screen().sideways == 0
    assert guest.cut() == []
    heights = guest.page.locator("label:has(input[type=checkbox])").evaluate_all(
        "(all) => all.map((one) => Math.round(one.getBoundingClientRect().height))"
    )
    assert all(height >= TARGET for height in heights)
    assert bool(heights) == (step != "check")
