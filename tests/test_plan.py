"""Who does what next: what follows from the result, changed on the page and taken along."""

import csv
import io
from html import unescape

import docx
import openpyxl
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.documents import Document, joint_document
from esteem_match.documents.phrases import View, plan
from esteem_match.documents.phrases.plan import Plan, Task
from esteem_match.render import FORMATS, screen, text
from esteem_match.ui.person import OF_ONE
from esteem_match.ui.results import page
from esteem_match.ui.results.plan import LIMIT, MOST
from esteem_match.ui.results.take import Paper
from tests.papers import CONTENT, DAY, VERSION, words
from tests.papers import made_up as both_sides
from tests.test_pages import open_page, press, shown, word
from tests.test_results import flat, made_up, pair, someone

NAME = "Zoë «Ó» <b>*Björk*</b>"
ARABIC = "اتصل بالمكتبة."
OWN = (Task("Ring the library.\nAsk for a room.", NAME, "Friday"), Task(ARABIC, "", ""))


def view() -> View:
    return View(CONTENT, *both_sides(), words(), version=VERSION)


def document(steps: Plan | None = None) -> Document:
    return joint_document(view(), DAY, steps)


# What it says


def test_what_somebody_wrote_stands_in_place_of_what_follows_from_the_result() -> None:
    said, own = text(document()), text(document(OWN))
    for task in plan.suggested(view(), DAY):
        assert task.what in said
        assert f"{task.what} | {task.who}" not in own
    assert f"{OWN[0].what} | {NAME} | Friday" in own
    assert ARABIC in own


@pytest.mark.parametrize("form", FORMATS)
def test_what_somebody_wrote_is_in_every_form_letter_by_letter(form: str) -> None:
    made = FORMATS[form].render(document((Task("Ring the library", NAME, "Friday"),)))
    assert all(one in _read(form, made) for one in ("Ring the library", NAME, "Friday"))


def _read(form: str, made: bytes) -> str:
    if form.startswith("pdf"):
        pages = PdfReader(io.BytesIO(made)).pages
        return " ".join(" ".join(one.extract_text() for one in pages).split())
    if form == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(made)).worksheets
        return " ".join(str(cell) for one in sheets for row in one.values for cell in row)
    if form.startswith("docx"):
        tables = docx.Document(io.BytesIO(made)).tables
        return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    return unescape(made.decode("utf-8-sig"))


def test_what_somebody_wrote_is_no_markup_and_no_formula() -> None:
    steps = (Task("=1+1", "<script>x</script>", "@when"),)
    for drawn in (screen(document(steps)), FORMATS["html"].render(document(steps)).decode()):
        assert "<script>x" not in drawn
        assert "&lt;script&gt;x" in drawn
    rows = csv.reader(io.StringIO(FORMATS["csv"].render(document(steps)).decode("utf-8-sig")))
    cells = [cell for row in rows for cell in row if "1+1" in cell or "@when" in cell]
    assert cells
    assert all(cell.startswith("'") for cell in cells)


def test_each_cell_that_somebody_wrote_runs_as_its_own_letters_do() -> None:
    drawn, paper = screen(document(OWN)), FORMATS["docx"].render(document(OWN))
    assert f'<th scope="row" dir="auto">{ARABIC}</th>' in drawn
    assert 'scope="row" dir="auto"' not in screen(document())
    (cell,) = [
        cell
        for table in docx.Document(io.BytesIO(paper)).tables
        for cell in table.column_cells(0)
        if cell.text == ARABIC
    ]
    assert cell.paragraphs[0].runs[0].font.rtl
    FORMATS["pdf"].render(document(OWN))


def test_an_empty_row_is_left_out_and_one_with_room_to_write_stays() -> None:
    found = plan.filled((Task(), Task(" ", "\n"), Task("", "Ali"), Task("Meet")))
    assert found == (Task("", "Ali"), Task("Meet"))


def test_where_all_is_taken_away_a_sentence_says_so() -> None:
    for steps in ((), (Task(),)):
        made = document(steps)
        assert word("plan.none") in text(made)
        assert word("together.who_what") not in text(made)
        assert word("together.who") in text(made)
    assert word("plan.none") not in text(document())


def test_a_very_long_row_is_painted_in_every_form() -> None:
    steps = (Task("Long words. " * 50, "x" * LIMIT, "y\n" * 20),)
    for form in FORMATS.values():
        assert form.render(document(steps))


# On the page

own_pages = pytest.mark.usefixtures("own_pages")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """What a page offers to take along, each time it is drawn."""
    found: list[Paper] = []
    monkeypatch.setattr(page, "take_away", lambda paper, *_summary: found.append(paper))
    return found


def shared() -> AppTest:
    example = made_up()
    return pair(dict(example.group), dict(example.practitioner))


def paper(taken: list[Paper]) -> str:
    return text(taken[-1].make(resources.store().today()))


def changing() -> AppTest:
    return press(shared(), "plan_change")


def field(name: str, step: int) -> str:
    return word(f"plan.{name}").replace("{number}", str(step))


def write(app: AppTest, step: int, **cells: str) -> AppTest:
    for name, said in cells.items():
        fields = app.text_area if name == "what" else app.text_input
        (found,) = [one for one in fields if one.label == field(name, step)]
        found.set_value(said)
    return app


def take_away(app: AppTest, step: int) -> AppTest:
    (found,) = [one for one in app.checkbox if one.label == field("away", step)]
    found.check()
    return app


def say(app: AppTest, path: str) -> AppTest:
    (found,) = [one for one in app.button if one.label == word(path)]
    return found.click().run()


def steps(app: AppTest) -> int:
    return len(app.text_area)


@own_pages
def test_what_follows_from_the_result_stands_there_to_be_changed() -> None:
    app = shared()
    assert not app.text_area
    assert word("plan.stays") not in shown(app)
    app = press(app, "plan_change")
    suggested = [one.value for one in app.text_area]
    assert suggested[-1] == word("together.again_title")
    assert all(one in unescape(shown(app)) for one in suggested)


@own_pages
def test_a_step_that_was_changed_is_on_the_page_and_in_all_that_it_makes(
    taken: list[Paper],
) -> None:
    app = changing()
    before = app.text_area[0].value
    app = say(write(app, 1, what="Ring <Ann>", who=NAME, when="Friday"), "plan.save")
    assert not app.text_area
    assert "<Ann>" not in shown(app)
    assert "Ring <Ann>" in unescape(shown(app))
    assert f"Ring <Ann> | {NAME} | Friday" in paper(taken)
    assert f"{before} | {word('together.who_practitioner')}" not in paper(taken)
    assert word("plan.stays") in shown(app)


@own_pages
def test_a_step_can_be_added_and_one_taken_away(taken: list[Paper]) -> None:
    app = changing()
    before = steps(app)
    gone = app.text_area[1].value
    app = say(take_away(app, 2), "plan.more")
    assert steps(app) == before
    assert gone not in [one.value for one in app.text_area]
    app = say(write(app, before, what="Book the hall"), "plan.save")
    assert "Book the hall" in paper(taken)
    assert f"{gone} |" not in paper(taken)


@own_pages
def test_a_step_that_was_emptied_is_left_out_and_with_none_left_a_sentence_stands(
    taken: list[Paper],
) -> None:
    app = changing()
    for step in range(1, steps(app) + 1):
        app = write(app, step, what="", who=" ", when="")
    app = say(app, "plan.save")
    assert word("plan.none") in shown(app)
    assert word("plan.none") in paper(taken)
    app = say(say(press(app, "plan_change"), "plan.more"), "plan.save")
    assert word("plan.none") in shown(app)


@own_pages
def test_nothing_changes_before_it_is_saved(taken: list[Paper]) -> None:
    app = write(changing(), 1, what="Ring Ann")
    before = paper(taken)
    app = say(app, "plan.leave")
    assert not app.text_area
    assert paper(taken) == before
    assert word("plan.stays") not in shown(app)
    assert "Ring Ann" not in [one.value for one in press(app, "plan_change").text_area]


@own_pages
def test_steps_saved_as_they_were_are_nobodys_own() -> None:
    assert word("plan.stays") not in shown(say(changing(), "plan.save"))


@own_pages
def test_what_cant_be_kept_is_told_at_its_step_and_all_stays_in_its_field(
    taken: list[Paper],
) -> None:
    app = write(changing(), 1, what="Ring Ann")
    app = say(write(app, 2, who="x" * (LIMIT + 1)), "plan.save")
    assert word("bad.too_long").replace("{limit}", str(LIMIT)) in shown(app)
    assert app.text_area[0].value == "Ring Ann"
    assert "Ring Ann" not in paper(taken)
    app = say(write(app, 2, who="Ann"), "plan.save")
    assert "Ring Ann" in paper(taken)


@own_pages
def test_one_can_begin_again_from_the_suggestions(taken: list[Paper]) -> None:
    suggested = [one.value for one in changing().text_area]
    app = say(write(changing(), 1, what="Ring Ann"), "plan.save")
    app = say(press(app, "plan_change"), "plan.again")
    assert [one.value for one in app.text_area] == suggested
    assert "Ring Ann" in paper(taken)
    app = say(app, "plan.save")
    assert "Ring Ann" not in paper(taken)
    assert word("plan.stays") not in shown(app)


@own_pages
def test_there_is_an_end_to_the_steps() -> None:
    app = changing()
    for _ in range(MOST - steps(app)):
        app = write(say(app, "plan.more"), 1, what="Meet")
        app = write(app, steps(app), what="Meet again")
    assert steps(app) == MOST
    assert word("plan.more") not in [one.label for one in app.button]
    assert word("plan.most").replace("{count}", str(MOST)) in shown(app)


@own_pages
def test_the_plan_of_one_pair_is_not_that_of_another() -> None:
    one = someone("group", flat("group", 3))
    code = resources.store().share(one)
    for answer in (3, 4):
        named = flat("practitioner", answer, p_name=f"Helper {answer}")
        resources.store().join(someone("practitioner", named), code)
    app = press(open_page("together", one), "plan_change")
    app = say(write(app, 1, what="Ring Ann"), "plan.save")
    assert "Ring Ann" in shown(app)
    (pick,) = [box for box in app.selectbox if box.key == "pick"]
    first, other = pick.options
    assert "Ring Ann" not in shown(pick.select(other).run())
    assert "Ring Ann" in shown(app.selectbox(key="pick").select(first).run())


def test_who_comes_next_in_this_tab_finds_nobody_elses_plan() -> None:
    """These are forgotten when somebody comes in or steps out."""
    assert "plans" in OF_ONE


@own_pages
def test_the_steps_of_an_example_are_there_to_read() -> None:
    app = open_page("together", example=made_up().id)
    assert "plan_change" not in {str(one.key) for one in app.button}
    assert word("together.again_title") in shown(app)
