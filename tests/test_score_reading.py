"""`score` reads what other tools write, tells what it guessed, and refuses what may be wrong."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from esteem_match.__main__ import app
from tests import toys

PLAIN = "pair_id,g.aa.wish1,p.aa.time\nfirst,4,0\ncafé,2,3\n"

Write = Callable[[str, str | bytes], Path]


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file of answers to the toy content."""
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(toys.write(tmp_path / "own", toys.raw())))

    def _write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return _write


def refused(*words: str | Path, stdin: bytes | None = None) -> list[str]:
    found = run("score", *words, stdin=stdin)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Traceback" not in found.stderr
    return found.stderr.splitlines()


def workbook(*sheets: list[list[Any]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for number, lines in enumerate(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet("More")
        sheet.title = f"Sheet {number}"
        for line in lines:
            sheet.append(line)
    book.save(file)
    return file.getvalue()


# --- what tools write

SEMICOLONS, TABS = PLAIN.replace(",", ";"), PLAIN.replace(",", "\t")
ROWS = [line.split(",") for line in PLAIN.splitlines()]
TYPED = [ROWS[0], *([name, *map(int, numbers)] for name, *numbers in ROWS[1:])]
WRITTEN: dict[str, tuple[str | bytes, str]] = {
    "a mark of utf-8": ("\ufeff" + PLAIN, ""),
    "semicolons": (SEMICOLONS, "with semicolons between the columns."),
    "tabs": (TABS, "with tabs between the columns."),
    "excel's own line": ("sep=;\r\n" + SEMICOLONS, "with semicolons"),
    "excel's own line, quoted": ('"sep=|"\r\n' + PLAIN.replace(",", "|"), "with '|' between"),
    "excel's own line, with a mark": ("\ufeffsep=,\r\n" + PLAIN, ""),
    "utf-16, little end first": (TABS.encode("utf-16"), "is read as UTF-16."),
    "utf-16, big end first": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "is read as UTF-16."),
    "utf-16 without a mark": (PLAIN.encode("utf-16-le"), "is read as UTF-16."),
    "cp1252": (SEMICOLONS.encode("cp1252"), "is read as Windows-1252 (cp1252): look whether"),
    "quoted headers": ('"pair_id";"g.aa.wish1";"p.aa.time"\nfirst;4;0\ncafé;2;3\n', "semicolons"),
    "other case": (PLAIN.replace("pair_id,g.aa", "Pair_ID,G.AA"), ""),
    "whole floats": (PLAIN.replace("4,0", "4.0,0.0"), ""),
    "whole floats with a comma": (SEMICOLONS.replace("4;0", '4,0;"0,00"'), "semicolons"),
    "empty nameless columns": ("pair_id,g.aa.wish1,,p.aa.time,\nfirst,4,,0, \ncafé,2,,3,\n", ""),
    "empty cells beyond the last column": (PLAIN.replace("4,0", "4,0,,"), ""),
    "an .xlsx of texts": (workbook(ROWS), ""),
    "an .xlsx of numbers": (workbook(TYPED), ""),
    "an .xlsx of floats": (workbook([ROWS[0], ["first", 4.0, 0.0], ["café", 2.0, 3.0]]), ""),
    "an .xlsx with gaps": (workbook([ROWS[0], [], TYPED[1], [None, None], [*TYPED[2], None]]), ""),
    "an .xlsx of more sheets": (workbook(TYPED, [["x"]]), "has 2 sheets. The first, 'Sheet 0'"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_tools_write_is_read_alike_and_what_was_guessed_is_told(
    write: Write, name: str
) -> None:
    data, note = WRITTEN[name]
    plain = run("score", write("plain.csv", PLAIN))
    assert (plain.exit_code, plain.stderr) == (0, "")
    found = run("score", write("answers", data))
    assert (found.exit_code, found.stdout) == (0, plain.stdout)
    assert note in found.stderr
    assert bool(found.stderr) == bool(note)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_comes_through_a_pipe_is_read_as_a_file_is(write: Write, name: str) -> None:
    data = WRITTEN[name][0]
    found = run("score", "-", stdin=data if isinstance(data, bytes) else data.encode())
    assert found.stdout == run("score", write("plain.csv", PLAIN)).stdout


def test_a_semicolon_within_a_quoted_header_divides_nothing(write: Write) -> None:
    text = PLAIN.replace("pair_id", '"a; b; c; d",pair_id').replace("\n", "\nx,", 2)
    found = run("score", "--ignore-unknown", write("a.csv", text))
    assert found.stdout == run("score", write("plain.csv", PLAIN)).stdout


def test_what_pandas_writes_of_a_column_with_gaps_is_read(write: Write, tmp_path: Path) -> None:
    frame = pd.DataFrame({"pair_id": ["a", "b"], "g.aa.wish1": [4, None], "p.aa.time": [0, 1]})
    plain = run("score", write("plain.csv", "pair_id,g.aa.wish1,p.aa.time\na,4,0\nb,,1\n")).stdout
    frame.to_csv(tmp_path / "frame.csv", index=False)
    frame.to_excel(tmp_path / "frame.xlsx", index=False)
    assert run("score", tmp_path / "frame.csv").stdout == plain
    assert run("score", tmp_path / "frame.xlsx").stdout == plain


def test_results_name_the_versions_of_rules_and_content(write: Write) -> None:
    found = pd.read_csv(io.StringIO(run("score", write("plain.csv", PLAIN)).stdout))
    version = toys.library().version
    assert {*found["content_version"]} == {version}
    assert {*found["rules_version"].astype(str)} == {str(toys.raw()["roles"]["version"])}


def test_a_file_of_results_begins_with_the_mark_by_which_excel_finds_its_letters(
    write: Write, tmp_path: Path
) -> None:
    source = write("plain.csv", PLAIN)
    run("score", source, "-o", tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    assert not run("score", source).stdout_bytes.startswith(b"\xef\xbb\xbf")


# --- side columns

BESIDE = "pair_id,age,g.aa.wish1,g.aa.wihs1,,p.aa.time\nfirst,51,4,4,x,0\ncafé,,2,,,3\n"


def test_side_columns_are_listed_and_left_alone_where_that_is_asked_for(write: Write) -> None:
    found = run("score", "--ignore-unknown", write("beside.csv", BESIDE))
    assert found.stdout == run("score", write("plain.csv", PLAIN)).stdout
    listed = "'age', 'g.aa.wihs1' (perhaps g.aa.wish1 is meant), 1 column without a name"
    assert found.stderr == f"Left alone, for no question has such an id: {listed}.\n"


def test_without_that_each_is_refused_with_the_way_out(write: Write) -> None:
    lines = refused(write("beside.csv", BESIDE))
    assert len(lines) == 2
    assert all("--ignore-unknown" in line for line in lines)


def test_the_index_that_pandas_writes_is_a_nameless_column_and_told_once(write: Write) -> None:
    (line,) = refused(write("index.csv", ",pair_id,g.aa.wish1\n" + "0,first,4\n" * 3000))
    assert line.startswith("Row 2, column 1: found '0'. Row 1 has no name for column 1.")


# --- the other scale

OTHER = "These look like numbers from 1 to 5, not from 0 to 4: there is a 5 (first in row 3,"


def test_numbers_that_look_like_the_other_scale_are_refused_with_that_sentence(
    write: Write,
) -> None:
    rows = "".join(f"{n},{n % 5 + 1},{(n + 2) % 5 + 1}\n" for n in range(3, 5000))
    (line,) = refused(write("one.csv", "pair_id,g.aa.wish1,p.aa.time\n" + rows))
    assert line.startswith(OTHER)
    assert "--from paper" in line


def test_a_single_5_among_numbers_from_0_is_a_slip(write: Write) -> None:
    rows = "1,4\n" * 2000 + "2,5\n" * 30 + "3,4\n" * 3000 + "4,0\n"
    lines = refused(write("slip.csv", "pair_id,g.aa.wish1\n" + rows))
    assert lines[0].startswith("Row 2002, column g.aa.wish1: found '5'; allowed are 0, 1, 2, 3, 4")
    assert "--from paper" in lines[0]


def test_a_0_of_a_veto_or_a_fact_says_nothing_of_the_scale(write: Write) -> None:
    text = "pair_id,g.aa.wish1,g.aa.no,g.stage\n1,1,0,0\n2,5,0,0\n"
    (line,) = refused(write("one.csv", text))
    assert line.startswith(OTHER)


def test_numbers_from_0_that_are_read_as_paper_are_told_and_not_refused(write: Write) -> None:
    note = "There is a 0, read as 'not sure', and no 5. If your answers go from 0 to 4, leave out"
    text = "pair_id,g.aa.wish1\n1,4\n2,0\n"
    found = run("score", "--from", "paper", write("low.csv", text))
    assert (found.exit_code, found.stderr.startswith(note)) == (0, True)
    found = run("score", "--from", "paper", write("high.csv", text + "3,5\n"))
    assert (found.exit_code, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("cell", "way"), [("Very hard", "words"), ("VERY  HARD", "words"), ("unsure", "kobo")]
)
def test_a_cell_that_another_way_of_writing_knows_names_that_way(
    write: Write, cell: str, way: str
) -> None:
    (line,) = refused(write("a.csv", f"pair_id,g.aa.wish1\n1,{cell}\n"))
    assert line.endswith(f"If all answers are written so, add --from {way}.")


# --- what is no table

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
DAMAGED = workbook(TYPED).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet2.xml")
NO_TABLES: dict[str, tuple[bytes, str]] = {
    "an old or locked workbook": (OLD, "Save it as .xlsx without a password, or as CSV."),
    "a damaged workbook": (DAMAGED, "is not a workbook (.xlsx) that can be read."),
    "another zip": (b"PK\x03\x04 nothing", "is not a workbook (.xlsx) that can be read."),
    "an empty workbook": (workbook([]), "Row 1 must name the columns"),
    "formulas without results": (
        workbook([["pair_id", "g.aa.wish1"], ["1", "=1+1"]]),
        "has formulas that nothing has worked out yet. Open it in a spreadsheet, and save it.",
    ),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_refused_with_what_to_do(write: Write, name: str) -> None:
    data, sentence = NO_TABLES[name]
    assert any(sentence in line for line in refused(write("answers.xlsx", data)))
    assert any(sentence in line for line in refused("-", stdin=data))


@pytest.mark.parametrize("absent", ["NA", "NaN", "nan", "n/a", "."])
def test_a_word_for_a_missing_answer_is_refused_with_what_to_write(
    write: Write, absent: str
) -> None:
    (line,) = refused(write("r.csv", f"pair_id,g.aa.wish1\n1,{absent}\n"))
    assert "Leave the cell empty where an answer is missing." in line
