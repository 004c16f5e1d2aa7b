"""`score` takes answers as words, as printed on paper, or from KoBo, and comes to the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from esteem_match import content
from esteem_match.__main__ import app
from esteem_match.batch import MISSING
from esteem_match.cli.answers.cells import How, of_item, of_list, sides
from esteem_match.cli.plain import reading_of
from esteem_match.models import Checklist, Item, Question, Side
from esteem_match.paper import numbering
from tests import checklists_toy, toys

FILE = "pair_id,g.aa.need1,g.aa.wish1,g.stage,g.aa.no,g.bb.no,g.ask,p.aa.time\n"
PLACES = FILE + "1,0,4,1,0,1,1,3\n2,,0,0,,,,\n3,0,1,3,0,0,0,4\n"

Write = Callable[[str], Path]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["score", *map(str, words)])


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file of answers to the toy with checklists, in two languages."""
    files = checklists_toy.raw()
    files["group"]["options"]["five"][1] = "That\u2019s a small worry, or two"
    folder = toys.write(tmp_path / "own", files, {"pl": toys.translation(files)})
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))

    def _write(text: str) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def refused(*words: str | Path) -> list[str]:
    found = run(*words)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Traceback" not in found.stderr
    return found.stderr.splitlines()


LISTED = "pair_id,g.aa.need1,g.aa.wish1,g.stage,g.limits,p.aa.time\n"
SAME: dict[str, tuple[str, str]] = {
    "words": (
        "words",
        FILE + "1,Not us,Very hard,Settled,That would be fine,Please do not,Yes,Mostly\n"
        "2,not  sure,Fine,New,,,,\n"
        '3,FINE,"that\'s a small worry, or two.",ENDING,'
        "THAT would be fine,that would be FINE,NO,fully\n",
    ),
    "words of boxes in one cell": (
        "words",
        LISTED + '1,Not us,Very hard,Settled,"What about g.bb.no?, About g.ask",Mostly\n'
        "2,not sure,Fine,New,Not sure,\n"
        '3,Fine,"That\u2019s a small worry, or two",Ending,None of these,Fully\n',
    ),
    "paper": (
        "paper",
        LISTED + "1,6,5,2,2 3,4\n2,0,1,1,U,0\n3,1.0,2,4,0,5\n",
    ),
    "paper, with what else stands between numbers": (
        "paper",
        LISTED + '1,6,5,2,"3, 2",4\n2,,1,1,u,\n3,1,2,4,0,5\n',
    ),
    "kobo": (
        "kobo",
        LISTED + "1,na,4,1,g.bb.no g.ask,3\n2,unsure,0,0,__unsure,unsure\n3,0,1,3,__none,4\n",
    ),
    "kobo, with all that it adds": (
        "kobo",
        "start,end,pair_id,about__this,part__start/g.name,part__both/part__both__why,"
        "part__both/g.aa.need1,part__both/g.aa.wish1,part__start/g.stage,part__limits/g.limits,"
        "part__limits/g.limits/g.aa.no,part__limits/g.limits/g.ask,part__limits/g.limits/__none,"
        "part__can-aa/p.aa.time,group__name,_id,_uuid,_submission_time,_tags,__version__,_index\n"
        "2026-11-30T10:00,x,1,,Us,,na,4,1,g.bb.no g.ask,0,1,0,3,Us,9,u,t,,v,1\n"
        "x,x,2,,,,unsure,0,0,__unsure,0,0,0,unsure,,10,u,t,,v,2\n"
        "x,x,3,,,,0,1,3,__none,0,0,1,4,,11,u,t,,v,3\n",
    ),
    "kobo, with other signs before a question's name": (
        "kobo",
        LISTED.replace("g.aa", "survey/part__both-g.aa").replace("g.lim", "part__limits.g.lim")
        + "1,na,4,1,g.ask g.bb.no,3\n2,unsure,0,0,__unsure,\n3,0,1,3,__none,4\n",
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_each_way_of_writing_answers_comes_to_the_same(write: Write, name: str) -> None:
    how, text = SAME[name]
    found = run("--from", how, write(text))
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == run(write(PLACES)).stdout


@pytest.mark.parametrize(
    ("how", "item", "cell", "told"),
    [
        ("words", "g.aa.wish1", "Hardly", "found 'Hardly'; allowed are 'Fine', "),
        ("words", "g.limits", "About g.ask and more", "; allowed are 'What about g.aa.no?'"),
        ("words", "g.aa.wish1", "4", "found '4'"),
        ("paper", "g.aa.wish1", "6", "allowed are 0, 1, 2, 3, 4, 5 or an empty cell."),
        ("paper", "g.stage", "5", "allowed are 0, 1, 2, 3, 4 or an empty cell."),
        ("paper", "g.limits", "1 4", "allowed are 1, 2, 3, 0, U, more than one with blanks"),
        ("paper", "g.limits", "0 2", "found '0 2'"),
        ("kobo", "g.aa.wish1", "na", "allowed are 0, 1, 2, 3, 4, unsure or an empty cell."),
        ("kobo", "g.aa.wish1", "Very hard", "Export with 'XML values and headers'."),
        ("kobo", "g.limits", "__none g.ask", "found '__none g.ask'"),
    ],
)
def test_each_way_refuses_what_it_does_not_know(
    write: Write, how: str, item: str, cell: str, told: str
) -> None:
    (line,) = refused("--from", how, write(f"pair_id,{item}\n1,{cell}\n"))
    assert line.startswith(f"Row 2, column {item}: ")
    assert told in line


@pytest.mark.parametrize(
    ("how", "columns", "told"),
    [
        (
            "places",
            "g.limits",
            "g.limits is a list of boxes. Each has a column of its own: g.aa.no",
        ),
        ("paper", "g.aa.no", "on paper g.aa.no is a box of g.limits. Name one column g.limits"),
        (
            "kobo",
            "part__limits/g.limits/g.aa.no",
            "the boxes of g.limits have columns of their",
        ),
        ("kobo", "What about g.stage?", "Export with 'XML values and headers'."),
        ("words", "g.aa.no,g.limits", "'g.limits' is there twice."),
        ("kobo", "g.stage,part__start/g.stage", "'g.stage' is there twice."),
        ("places", "start,part__start/g.stage", "brings back from our form: add --from kobo."),
        ("words", "start", "'start' is not the id of a question."),
    ],
)
def test_a_column_that_the_way_does_not_know_is_refused(
    write: Write, how: str, columns: str, told: str
) -> None:
    lines = refused("--from", how, write(f"pair_id,{columns}\n"))
    assert any(told in line for line in lines)


def test_an_id_that_begins_with_a_digit_is_found_as_the_form_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = toys.raw()
    toys.item(files, "g.aa.wish1")["id"] = "2nd"
    toys.item(files, "p.see.aa.wish1")["mirrors"] = "2nd"
    folder = toys.write(tmp_path / "own", files)
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    plain, kobo = tmp_path / "plain.csv", tmp_path / "kobo.csv"
    plain.write_text("pair_id,2nd\n1,4\n")
    kobo.write_text("pair_id,part__aa/_2nd\n1,4\n")
    assert run("--from", "kobo", kobo).stdout == run(plain).stdout


def test_without_a_pair_id_a_row_of_kobo_goes_by_its_number(write: Write) -> None:
    found = run("--from", "kobo", write("part__both/g.aa.wish1,_id\n4,77\n"))
    assert found.stdout.splitlines()[1].startswith("77,aa,")
    assert refused(write("g.aa.wish1,_id\n4,77\n"))[0].startswith("There is no column pair_id.")


SHIPPED = reading_of(content.load(Path(__file__).parents[1] / "questionnaires"), How.PAPER)


def test_all_numbers_that_our_paper_prints_are_read_as_it_means_them() -> None:
    for side, one in sides(SHIPPED.content):
        asked = SHIPPED.content.side(side)
        if isinstance(one.asks, Checklist):
            codes = of_list(SHIPPED, side, one)
            for place, box in enumerate(one.items):
                ticked = bytes(int(at == place) for at, _ in enumerate(one.items))
                assert codes[str(numbering.yes(asked, box).answer)] == ticked
            assert set(codes[str(numbering.NONE)]) == {0}
            assert set(codes[numbering.UNSURE_BOX]) == {MISSING}
        elif one.kind != "text":
            size = len(asked.options[one.asks.options])
            codes = of_item(SHIPPED, side, one.asks)
            read = [codes[number][0] for number in printed(one, side)]
            extra = [0] if one.asks.not_applicable else []
            assert read == [MISSING, *range(size), *extra]


def printed(one: Question, side: Side) -> list[str]:
    assert isinstance(one.asks, Item)
    return [str(numbering.UNSURE), *map(str, numbering.ticks(SHIPPED.content.side(side), one.asks))]


def test_all_words_that_our_screen_shows_are_read() -> None:
    reading = SHIPPED._replace(how=How.WORDS)
    for side, one in sides(reading.content):
        words = reading.content.side(side).options
        if isinstance(one.asks, Checklist):
            codes = of_list(reading, side, one)
            both = "; ".join(box.text for box in one.items)
            assert (set(codes[both]), set(codes[one.asks.none])) == ({1}, {0})
            for place, box in enumerate(one.items):
                assert codes[box.text][place] == 1
                assert sum(codes[box.text]) == 1
        elif one.kind != "text":
            codes, listed = of_item(reading, side, one.asks), words[one.asks.options]
            assert [codes[option][0] for option in listed] == [*range(len(listed))]


# --- two files

GROUP = "pair_id,g.aa.wish1,g.aa.need1\nP1,4,3\nP2,0,1\n"
PRACTITIONER = "pair_id,p.aa.time,p.aa.want1\nP2,1,2\np1 ,3,4\n"


def test_two_files_are_joined_by_the_names_of_their_pairs(write: Write) -> None:
    both = "pair_id,g.aa.wish1,g.aa.need1,p.aa.time,p.aa.want1\nP1,4,3,3,4\nP2,0,1,1,2\n"
    found = run(write(GROUP), write(PRACTITIONER))
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == run(write(both)).stdout


def test_a_pair_that_is_in_one_file_only_is_scored_by_it_and_told(write: Write) -> None:
    group, other = write(GROUP + "P3,2,2\n"), write(PRACTITIONER + "P4,2,2\n")
    found = run(group, other)
    names = {line.split(",")[0] for line in found.stdout.splitlines()[1:]}
    assert names == {"P1", "P2", "P3", "P4"}
    first, second = found.stderr.splitlines()
    assert first == f"{group} does not name 'P4': its questions count as not answered there."
    assert second == f"{other} does not name 'P3': its questions count as not answered there."


def test_the_same_file_twice_is_refused(write: Write) -> None:
    path = write(GROUP)
    assert refused(path, path) == ["A file is named twice. Name each once."]


@pytest.mark.parametrize(
    ("other", "how", "told"),
    [
        (PRACTITIONER + "P1,0,0\n", "places", "pair_id 'p1' is there more than once."),
        ("pair_id,g.aa.wish1\nP1,4\n", "places", "both answer g.aa.wish1."),
        ("_id,p.aa.time\n7,4\n", "kobo", "There is no column pair_id, by which files are joined."),
        ("pair_id,p.aa.time\nP1,9\n", "places", "Row 2, column p.aa.time: found '9'"),
    ],
)
def test_files_that_cannot_be_joined_say_which_of_them_is_wrong(
    write: Write, other: str, how: str, told: str
) -> None:
    path = write(other)
    (line,) = refused("--from", how, write(GROUP), path)
    assert told in line
    assert str(path) in line
