"""`check` knows every word that the program shows, and the names that it puts into each."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from esteem_match import content, resources
from esteem_match.content import ContentError
from esteem_match.content.checks.screen import asked
from esteem_match.content.files import read
from tests import asked as listing
from tests import toys
from tests.test_house import OURS, _asked_anywhere

SHIPPED = Path(__file__).resolve().parents[1] / "questionnaires"


def test_every_word_that_the_code_asks_for_is_in_the_list() -> None:
    found = {name for name in _asked_anywhere() if "{" not in name}
    assert found <= asked().keys() | {name for name in found if name.startswith(listing.OWN)}


def test_the_list_is_that_of_the_shipped_words() -> None:
    """If not: `python -m tests.asked`."""
    assert listing.PLACE.read_text(encoding="utf-8").splitlines() == listing.lines()


def test_each_name_in_braces_is_put_in_wherever_its_words_are_asked_for() -> None:
    calls = [call for path in OURS for call in _calls(path)]
    assert len(calls) > 500
    lost = {
        (path, *sorted(asked()[path] - names))
        for path, names in calls
        if path in asked() and not asked()[path] <= names
    }
    assert not lost


def _calls(path: Path) -> Iterator[tuple[str, set[str]]]:
    """The words that t() is called with, and what is put in; where that is not written, nothing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        first, names = node.args[0], {one.arg for one in node.keywords}
        if name == "t" and isinstance(first, ast.Constant) and None not in names:
            yield str(first.value), {one for one in names if one}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return toys.write(tmp_path, read(SHIPPED)[0])


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        content.load(folder, shown=True)
    return [str(problem) for problem in caught.value.problems]


def changed(folder: Path, before: str, after: str) -> Path:
    path = folder / "interface.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


def test_shipped_words_are_all_there(folder: Path) -> None:
    assert content.load(folder, shown=True).version == content.load(SHIPPED).version


def test_a_missing_word_is_named(folder: Path) -> None:
    changed(folder, '"ask_no" = "Not now", ', "")
    assert problems(folder) == [
        "interface.toml, again, ask_no: is missing, and the program shows it. Write its text."
    ]


def test_of_a_misspelt_word_both_names_are_told(folder: Path) -> None:
    changed(folder, '"ask_no" = "Not now"', '"ask_on" = "Not now"')
    strange, missing = problems(folder)
    assert strange.startswith("interface.toml, again, ask_on: is shown nowhere. Perhaps")
    assert missing.startswith("interface.toml, again, ask_no: is missing")


def test_a_misspelt_and_a_lost_name_in_braces_are_told(folder: Path) -> None:
    changed(folder, "Go back to what I said on {day}", "Go back to what I said on {dya}")
    changed(
        folder, "You answered on {before} and on {after}.", "You answered on {before} in {group}."
    )
    put = "Put each name in braces where it belongs."
    assert problems(folder) == [
        f"interface.toml, again, answered: has lost {{after}}. {put}",
        "interface.toml, again, take_back: has {dya}, which nobody fills in."
        " Only {day}, {group} may stand here.",
        f"interface.toml, again, take_back: has lost {{day}}. {put}",
    ]


def test_a_server_does_not_start_on_words_that_are_not_all_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(changed(folder, '"ask_no" = "Not now", ', "")))
    resources.reset()
    with pytest.raises(ContentError):
        resources.library()
    resources.reset()
