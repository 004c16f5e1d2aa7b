"""What a page offers to take along: every form, on every page with a result, made when asked."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match.documents import Document
from esteem_match.documents.phrases.whose import Whose
from esteem_match.render import FORMATS, MAPS
from esteem_match.ui.results import take
from tests.room_pages import as_host, revealed, rows, visit
from tests.test_pages import headings, open_page, word
from tests.test_results import flat, made_up, pair, someone

pytestmark = pytest.mark.usefixtures("own_pages")


def letter() -> AppTest:
    return open_page("results", someone("group", flat("group", 3)), page="letter")


def offer() -> AppTest:
    return open_page("results", someone("practitioner", flat("practitioner", 3)), page="offer")


def board(view: str) -> AppTest:
    return as_host(revealed()[0], view=view)


PAGES = {
    "letter": letter,
    "offer": offer,
    "group": lambda: open_page("results", someone("group", flat("group", 3))),
    "practitioner": lambda: open_page("results", someone("practitioner", flat("practitioner", 3))),
    "joint": lambda: pair(flat("group", 3), flat("practitioner", 3)),
    "board": lambda: board("board"),
    "agreement": lambda: board("agree"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_result_can_be_taken_along_in_every_form_and_none_is_made_before(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(_paper: Document) -> bytes:
        raise AssertionError("a document was made though nobody asked for it")

    for kinds in ("FORMATS", "MAPS"):
        forms = getattr(take, kinds).items()
        unmade = {name: form._replace(render=too_early) for name, form in forms}
        monkeypatch.setattr(take, kinds, unmade)
    app = PAGES[name]()
    assert not app.exception
    assert word("report.take") in [one.label for one in app.expander]
    found = [one for one in app.get("download_button") if "take_" in one.proto.id]
    said = [one.label.replace("\\", "") for one in found]
    more = MAPS if name in ("joint", "board") else {}
    summary = take.SUMMARY if name in ("joint", "agreement") else ()
    assert (word("report.take_summary") in headings(app)) == bool(summary)
    assert said == [word(f"report.{form}") for form in (*FORMATS, *more, *summary)]


def test_a_file_is_called_what_it_is_whose_and_of_which_day() -> None:
    day = date(2027, 5, 3)
    for names, called in {
        ("The Lantern Group",): "-the-lantern-group",
        ("Ali", "The Larches"): "-ali-the-larches",
        ("", "Café 語 «Zoë» / ../x?.exe"): "-café-語-zoë-x-exe",
        ("\u202e\n", ""): "",
        ("x" * 200,): "-" + "x" * take.LONGEST,
    }.items():
        assert take.file_name("both", Whose(names, ()), day) == f"both{called}-2027-05-03"


def test_an_example_is_not_taken_along() -> None:
    app = visit("together", query={"example": made_up().id})
    assert rows(app)
    assert not app.get("download_button")
