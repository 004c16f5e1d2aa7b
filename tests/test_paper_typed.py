"""A filled form, typed in from paper: the same answers and result as on the screen."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import journey, resources
from esteem_match.models import SIDES, Answer, Example, Side
from esteem_match.paper.sheet import sheet
from esteem_match.scoring import score
from esteem_match.store import Store, StoreError
from esteem_match.ui import browser
from esteem_match.ui.browser import Typed
from tests.papers import LIBRARY
from tests.room_pages import visit
from tests.volunteer import Letters, ticked, worked_out

pytestmark = pytest.mark.usefixtures("own_pages")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
EXAMPLES = [case.id for case in LIBRARY.examples["en"]]
ROW = re.compile(r"<tr>\s*<td>(.*?)</td>\s*<td>(.*?)</td>")


class Typist:
    """Stands for the browser: knows a paper form's ticks and writing by number, and types them."""

    def __init__(self, ticks: Mapping[int, int], written: Mapping[int, str]) -> None:
        self.ticks, self.written = ticks, written
        self.form: dict[str, Any] = {}
        self.done = False

    def __call__(self, form: dict[str, Any]) -> Typed:
        self.form = form
        questions = [one for part in form["parts"] for one in part["questions"]]
        return Typed({one["id"]: key for one in questions for key in self._keys(one)}, self.done)

    def _keys(self, question: Mapping[str, Any]) -> Iterator[str]:
        """The key for this question, as its number and its options stand on the page."""
        number = int(question["text"].split(".")[0])
        if number in self.written:
            assert "options" not in question
            yield self.written[number]
        if number in self.ticks:
            assert any(words.split()[0] == str(self.ticks[number]) for words in question["options"])
            yield str(self.ticks[number])


def example(name: str) -> Example:
    return next(case for case in resources.library().examples["en"] if case.id == name)


def on_paper(side: Side, answers: Mapping[str, Answer]) -> Typist:
    content = resources.library().contents["en"]
    number = {item.id: at for at, item in enumerate(content.side(side).items(), start=1)}
    words = {number[name]: said for name, said in answers.items() if isinstance(said, str)}
    return Typist(ticked(content, side, answers), words)


def type_in(typist: Typist, code: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(browser, "numbers", typist)
    app = AppTest.from_file(str(ROOT / "esteem_match/navigation.py"), default_timeout=PATIENCE)
    app.query_params["step"] = "paper"
    app.session_state["_esteem"] = {"code": code}
    app.switch_page(str(ROOT / "pages/assess.py")).run()
    assert not app.exception
    return app


def new(side: Side) -> str:
    return resources.store().create(side, resources.library().version, "1", "en")


def shown(name: str) -> dict[str, str]:
    """What stands on the screen beside each role of an example."""
    bodies = (
        str(getattr(one, "body", "")) for one in visit("together", query={"example": name}).main
    )
    return dict(row for body in bodies if "<table" in body for row in ROW.findall(body))


def in_words(letters: Letters) -> set[str]:
    """How the screen may say what the sheet comes to; what may still be two things is open."""
    words = resources.library().words["en"]
    lowest, highest = letters
    said = [lowest.name.lower()] if lowest == highest else ["open", "unsure"]
    return {words[f"label.{one}"] for one in said}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_case_typed_from_paper_gives_the_result_of_the_screen_and_of_the_hand(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All twelve published cases leave questions open; paper and screen leave the same ones."""
    content, case = resources.library().contents["en"], example(name)
    kept: dict[Side, dict[str, Answer]] = {}
    for side in SIDES:
        code = new(side)
        typist = on_paper(side, getattr(case, side))
        type_in(typist, code, monkeypatch)
        kept[side] = dict(resources.store().load(code).answers)
        assert kept[side] == getattr(case, side)
    counted = [journey.counted(content.side(side), kept[side]) for side in SIDES]
    fits = score(content, *counted)
    assert fits == score(content, case.group, case.practitioner)
    by_hand = worked_out(sheet(content), *(ticked(content, side, kept[side]) for side in SIDES))
    assert by_hand == {fit.role: (fit.label_low, fit.label_high) for fit in fits}
    roles, on_screen = content.model.roles, shown(name)
    assert len(on_screen) == len(roles)
    assert all(on_screen[role.name] in in_words(by_hand[role.id]) for role in roles)


def test_the_end_of_the_form_leads_to_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    typist = on_paper("group", example("made-up").group)
    app = type_in(typist, new("group"), monkeypatch)
    typist.done = True
    app.run()
    assert app.query_params["step"] in ("check", ["check"])


def test_not_sure_is_kept_and_an_empty_question_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    code = new("group")
    type_in(Typist({10: 0, 11: 6}, {}), code, monkeypatch)
    assert resources.store().load(code).answers == {"g.rb.need1": None, "g.rb.need2": 5}


def test_what_was_typed_before_does_not_undo_what_another_device_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = new("group")
    typist = Typist({10: 2}, {})
    app = type_in(typist, code, monkeypatch)
    resources.store().save(code, {"g.rb.need1": 4})
    typist.ticks = {10: 2, 11: 3}
    app.run()
    assert resources.store().load(code).answers == {"g.rb.need1": 4, "g.rb.need2": 2}


def test_what_cannot_be_kept_waits_says_so_and_is_kept_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, save = new("group"), Store.save

    def broken(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Store, "save", broken)
    typist = Typist({10: 2}, {})
    app = type_in(typist, code, monkeypatch)
    said = resources.library().words["en"]["assess.unsaved_failed"]
    assert any(said in str(getattr(one, "body", "")) for one in app.main)
    monkeypatch.setattr(Store, "save", save)
    app.run()
    assert resources.store().load(code).answers == {"g.rb.need1": 1}


def test_a_text_that_cannot_be_kept_is_told_and_holds_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typist = Typist({}, {1: "a\u202eb"})
    app = type_in(typist, new("group"), monkeypatch)
    typist.done = True
    app.run()
    said = resources.library().words["en"]["bad.control_characters"]
    assert any(said in str(getattr(one, "body", "")) for one in app.main)
    assert app.query_params["step"] in ("paper", ["paper"])
