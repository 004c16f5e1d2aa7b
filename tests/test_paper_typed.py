"""A filled form, typed in from paper: the same answers and result as on the screen."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import journey, resources
from esteem_match.documents.phrases import UNSURE
from esteem_match.models import SIDES, Answer, Example, Side
from esteem_match.paper import numbers
from esteem_match.paper.sheet import sheet
from esteem_match.scoring import ORDER, score
from esteem_match.store import Store, StoreError
from esteem_match.web import posted
from esteem_match.web.protect import limit
from tests import checklists_toy, toys
from tests.asking import KEPT, asked, given, leave, post
from tests.papers import LIBRARY
from tests.room_pages import visit
from tests.test_pages import open_page, step, word
from tests.volunteer import Letters, ticked, worked_out

pytestmark = pytest.mark.usefixtures("own_pages", "patient")

EXAMPLES = [case.id for case in LIBRARY.examples["en"]]
ROW = re.compile(r'class="role-name">(.*?)</span> <span class="tag[^"]*">(.*?)<')


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hands of a test are quicker than any hand at a form."""
    quick = limit.Size(first=1000, most=1000, rate=1000, slow=1000)
    monkeypatch.setattr(posted, "_paces", limit.Buckets(quick))


class Typist:
    """Stands for whoever types: knows a paper form's ticks and writing by number."""

    def __init__(self, ticks: Mapping[int, Sequence[int]], written: Mapping[int, str]) -> None:
        self.ticks, self.written = ticks, written

    def types(self, app: AppTest) -> set[str]:
        """Hands over each answer as the page's script does; what is said of them."""
        form = given(app, "numbers")
        sent = [one for question in form["questions"] for one in self._answers(question)]
        return {post({"token": form["token"], **one}) for one in sent}

    def _answers(self, question: Mapping[str, Any]) -> Iterator[dict[str, object]]:
        """What is handed over of this question, as its number and its options stand on the page."""
        number = int(question["text"].split(".")[0])
        if number in self.written:
            assert "options" not in question
            yield {"item": question["id"], "answer": self.written[number]}
        elif number in self.ticks and "boxes" in question:
            yield {"answers": _boxes(question, self.ticks[number])}
        elif number in self.ticks:
            (tick,) = self.ticks[number]
            yield {"item": question["id"], "answer": _answer(question["options"], tick)}


def _boxes(question: Mapping[str, Any], ticks: Sequence[int]) -> dict[str, Answer]:
    """Each box by its number; 0 is for none of them, and no number at all for 'not sure'."""
    numbers = [int(words.split()[0]) for _, words in question["options"][:-2]]
    pairs = zip(question["boxes"], numbers, strict=True)
    return {box: int(number in ticks) if ticks else None for box, number in pairs}


def _answer(options: Sequence[Sequence[str]], key: int) -> Answer:
    """What a key stands for: the first option is 1, and 0 is the last, as it is printed."""
    value, words = options[key - 1]
    assert words.split()[0] == str(key)
    return None if value == UNSURE else int(value)


def example(name: str) -> Example:
    return next(case for case in resources.library().examples["en"] if case.id == name)


def on_paper(side: Side, answers: Mapping[str, Answer]) -> Typist:
    content = resources.library().contents["en"]
    number = numbers(content.side(side))
    words = {number[name]: said for name, said in answers.items() if isinstance(said, str)}
    return Typist(ticked(content, side, answers), words)


def type_in(typist: Typist, code: str) -> AppTest:
    app = open_page("assess", code, step="paper")
    assert not app.exception
    assert typist.types(app) <= {KEPT}
    return app


def end(app: AppTest) -> AppTest:
    """Presses the end of the form."""
    form = given(app, "numbers")
    return leave(app, form["to"], *(part["id"] for part in form["parts"]), form="numbers")


def new(side: Side) -> str:
    return resources.store().create(side, resources.library().version, "1", "en")


def on_screen(name: str) -> dict[str, str]:
    """What stands on the screen beside each role of an example."""
    shown = given(visit("together", query={"example": name}), "document")["html"]
    return dict(ROW.findall(shown))


def in_words(letters: Letters) -> tuple[str, ...]:
    """How the screen may begin to say what the sheet comes to, or what lies between two letters."""
    words = resources.library().words["en"]
    lowest, highest = map(ORDER.index, letters)
    said = [label.name.lower() for label in ORDER[lowest : highest + 1]]
    elsewhere = ["elsewhere"] if "not_now" in said else []
    return tuple(words[f"label.{one}"] for one in (*said, *elsewhere))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_case_typed_from_paper_gives_the_result_of_the_screen_and_of_the_hand(name: str) -> None:
    """All twelve published cases leave questions open; paper and screen leave the same ones."""
    content, case = resources.library().contents["en"], example(name)
    kept: dict[Side, dict[str, Answer]] = {}
    for side in SIDES:
        code = new(side)
        type_in(on_paper(side, getattr(case, side)), code)
        kept[side] = dict(resources.store().load(code).answers)
        assert kept[side] == getattr(case, side)
    counted = [journey.counted(content.side(side), kept[side]) for side in SIDES]
    fits = score(content, *counted)
    assert fits == score(content, case.group, case.practitioner)
    by_hand = worked_out(sheet(content), *(ticked(content, side, kept[side]) for side in SIDES))
    assert by_hand == {fit.role: (fit.label_low, fit.label_high) for fit in fits}
    roles, beside = content.model.roles, on_screen(name)
    assert len(beside) == len(roles)
    assert all(beside[role.name].startswith(in_words(by_hand[role.id])) for role in roles)


def test_the_end_of_the_form_leads_to_the_check() -> None:
    app = type_in(on_paper("group", example("made-up").group), new("group"))
    assert step(end(app)) == "check"


def test_not_sure_is_kept_and_an_empty_question_stays_open() -> None:
    code = new("group")
    type_in(Typist({2: [0], 3: [6]}, {}), code)
    assert resources.store().load(code).answers == {"g.rb.room": None, "g.rb.money": 5}


def test_boxes_typed_from_paper_are_kept_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = toys.write(tmp_path / "boxed", checklists_toy.spoken())
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    resources.reset()
    code = new("group")
    type_in(Typist({9: [1, 3], 10: [0]}, {}), code)
    limits, contacts = {"g.aa.no": 1, "g.bb.no": 0, "g.ask": 1}, {"g.con.town": 0, "g.con.help": 0}
    assert resources.store().load(code).answers == {**limits, **contacts}
    type_in(Typist({9: []}, {}), code)
    assert resources.store().load(code).answers == {**dict.fromkeys(limits), **contacts}


def test_a_form_shows_what_is_kept_and_begins_where_nothing_is() -> None:
    code = new("group")
    questions = asked(type_in(Typist({2: [0], 3: [6]}, {1: " Owls"}), code).run(), "numbers")
    assert questions["g.rb.room"]["said"] == UNSURE
    assert questions["g.rb.money"]["said"] == "5"
    assert questions["g.name"]["said"] == "Owls"
    reached = {name for name, one in questions.items() if one["reached"]}
    assert reached == set(resources.store().load(code).answers)


def test_what_was_typed_before_does_not_undo_what_another_device_wrote() -> None:
    code = new("group")
    app = type_in(Typist({2: [2]}, {}), code)
    resources.store().save(code, {"g.rb.room": 4})
    assert Typist({3: [3]}, {}).types(app.run()) == {KEPT}
    assert asked(app, "numbers")["g.rb.room"]["said"] == "4"
    assert resources.store().load(code).answers == {"g.rb.room": 4, "g.rb.money": 2}


def test_what_cannot_be_kept_waits_says_so_and_is_kept_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, typist = new("group"), Typist({2: [2]}, {})
    app = open_page("assess", code, step="paper")

    def broken(*_: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_saving", broken)
        assert typist.types(app) == {"store"}
        end(app)
        assert step(app) == "paper"
    assert typist.types(app.run()) == {KEPT}
    assert resources.store().load(code).answers == {"g.rb.room": 1}
    assert step(end(app)) == "check"


def test_a_text_that_cannot_be_kept_is_told_and_never_taken_for_an_empty_one() -> None:
    code = new("group")
    app = open_page("assess", code, step="paper")
    (told,) = Typist({}, {1: "a" * 999}).types(app)
    assert given(app, "numbers")["words"]["bad"][told] == word("bad.too_long")
    assert resources.store().load(code).answers == {}
