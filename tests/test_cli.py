"""The command line keeps its forms, and says in sentences what it can't do."""

import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from esteem_match import __version__, batch, resources
from esteem_match.__main__ import app
from esteem_match.cli import files
from esteem_match.cli.answers import progress, results, table
from esteem_match.cli.answers.cells import Reading
from esteem_match.cli.problems import MOST, CommandError
from esteem_match.models import Answer, Content, RoleFit
from esteem_match.scoring import score
from esteem_match.store import open_store
from tests import checklists_toy, toys
from tests.models_toy import LAW, answered, contents, split, toy

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = [
    "id",
    "questionnaire",
    "section",
    "asked_with",
    "key",
    "role",
    "area",
    "kind",
    "options",
    "floor",
    "effect",
    "source",
    "text",
]
RESULTS = [
    *("pair_id", "role", "need", "wish", "capacity", "intention", "appropriate", "achievable"),
    *("fit", "fit_low", "fit_high", "label", "label_low", "label_high", "sureness", "chance"),
    *("rules_version", "content_version"),
]
PAIRS = contents().flatmap(
    lambda c: st.tuples(st.just(c), st.lists(answered(c), min_size=1, max_size=7))
)

Table = list[dict[str, str]]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def sentences(result: Result) -> list[str]:
    """What went to stderr, of a command that failed as it should."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def table_of(text: str) -> Table:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy content in place of the shipped one."""
    folder = toys.write(tmp_path / "own", toys.raw())
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    return folder


@pytest.fixture
def sheet(tmp_path: Path, own: Path) -> Callable[[str | bytes], Path]:
    """Writes a file of answers to the toy content."""
    assert own.is_dir()

    def write(text: str | bytes) -> Path:
        path = tmp_path / "answers.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


Sheet = Callable[[str | bytes], Path]


# --- the program itself


def test_the_program_starts_as_a_module() -> None:
    ran = python("-m", "esteem_match", "--help")
    assert ran.returncode == 0
    assert all(
        name in ran.stdout for name in ("check", "items", "score", "purge", "demo", "translate")
    )


@pytest.mark.parametrize(
    "words",
    [(), ("nonsense",), ("score",), ("items", "--format", "xml"), ("demo", "--case", "X9")],
)
def test_a_wrong_use_ends_with_2_and_says_what_is_right(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert "Usage" in result.output


def python(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)], cwd=ROOT, text=True, capture_output=True, **options
    )


def test_the_versions_of_program_rules_and_content_are_told() -> None:
    result, library = run("--version"), resources.content.load(resources.folder())
    rules = shipped().model.version
    told = [f"ESTEEM Match {__version__}", f"rules {rules}", f"content {library.version}"]
    assert (result.exit_code, result.stdout.splitlines()) == (0, told)


def test_the_programs_version_is_told_where_the_content_cannot_be_read(own: Path) -> None:
    (own / "group.toml").write_text("id = ", encoding="utf-8")
    result = run("--version")
    assert (result.exit_code, result.stdout) == (1, f"ESTEEM Match {__version__}\n")
    assert "group.toml" in result.stderr


def test_the_installed_command_can_be_completed_by_a_shell() -> None:
    asking = {
        "_ESTEEM_MATCH_COMPLETE": "complete_bash",
        "COMP_WORDS": "esteem-match s",
        "COMP_CWORD": "1",
    }
    found = python(
        "-c",
        "from esteem_match.__main__ import installed; installed()",
        env={**os.environ, **asking},
    )
    assert found.stdout.split() == ["score", "serve"]
    assert "--show-completion" not in run("--help").stdout, "python -m can't be completed"


def test_a_codebook_in_a_file_begins_with_the_mark_for_excel(tmp_path: Path) -> None:
    for form, mark in (("csv", "\ufeff"), ("json", "")):
        path = tmp_path / f"items.{form}"
        assert run("items", "--format", form, "-o", path).exit_code == 0
        text = run("items", "--format", form).stdout
        assert path.read_bytes().decode() == mark + text


# --- check


def test_sound_content_is_summed_up() -> None:
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    library = resources.content.load(resources.folder())
    said = {line[:24].strip(): line[24:] for line in result.stdout.splitlines()}
    assert said["version"] == library.version
    assert said["roles"] == "5"
    assert said["questions, group"].startswith(
        str(len(list(library.contents["en"].group.questions())))
    )
    assert set(said) == {
        *("questions, group", "questions, practitioner", "roles", "leadership models"),
        *("tensions", "advice", "languages", "published cases", "made-up pairs", "version"),
        *("run by", "in danger", "places nearby"),
    }


def test_every_problem_of_a_content_is_told_in_one_line_each(tmp_path: Path) -> None:
    raw = toys.raw()
    toys.item(raw, "g.stage")["options"] = "nowhere"
    toys.item(raw, "p.aa.time")["source"] = ["NOBODY"]
    lines = sentences(run("check", toys.write(tmp_path, raw)))
    assert any("g.stage" in line and "nowhere" in line for line in lines)
    assert any("p.aa.time" in line and "NOBODY" in line for line in lines)
    assert all(line.endswith(".") for line in lines)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert sentences(run("check", tmp_path / "away")) == [f"There is no folder {tmp_path}/away."]
    assert sentences(run("check", "two\nlines")) == ["There is no folder two lines."]


def test_every_command_on_content_says_what_is_wrong_with_it(own: Path, sheet: Sheet) -> None:
    answers = sheet("pair_id\n1\n")
    (own / "group.toml").write_text("id = ", encoding="utf-8")
    for words in (["check"], ["items"], ["demo"], ["score", str(answers)]):
        assert any("group.toml" in line for line in sentences(run(*words)))


# --- translate


def test_a_translation_is_begun_in_the_folder_in_use_and_then_only_completed(own: Path) -> None:
    path = own / "translations" / "cy.toml"
    path.parent.rmdir()
    first = run("translate", "cy")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith(f"{path}: added ")
    told = sentences(run("check"))
    assert "translations/cy.toml, language, name: is empty. Write a text." in told
    begun = path.read_bytes()
    assert run("translate", "cy").stdout.startswith(f"{path} lacks no part.")
    assert path.read_bytes() == begun
    path.write_bytes(begun.replace(b'"welcome.title" = ""', b""))
    assert run("translate", "cy", own).stdout == f"{path}: added 1 empty text to fill in.\n"


def test_a_file_that_cannot_be_completed_stays_as_it_is(own: Path) -> None:
    path = own / "translations" / "cy.toml"
    path.write_text("group = 3\n")
    assert "can't be added to" in sentences(run("translate", "cy"))[0]
    assert path.read_text() == "group = 3\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Welsh",), "'Welsh' is not the code of another language"),
        (("en",), "'en' is not the code of another language"),
        (("cy", "nowhere"), "There is no folder nowhere."),
    ],
)
def test_what_cannot_be_translated_is_told(own: Path, words: tuple[str, ...], said: str) -> None:
    (found,) = sentences(run("translate", *words))
    assert said in found
    assert not list((own / "translations").iterdir())


# --- items


def test_the_codebook_has_exactly_its_columns_in_their_order() -> None:
    assert next(csv.reader(io.StringIO(run("items").stdout))) == CODEBOOK
    found = json.loads(run("items", "--format", "json").stdout)
    assert all(list(row) == CODEBOOK for row in found)


def test_the_codebook_lists_every_question_in_the_order_of_asking() -> None:
    content = shipped()
    ids = [item.id for item in content.items()]
    assert [row["id"] for row in table_of(run("items").stdout)] == ids
    assert [row["id"] for row in json.loads(run("items", "--format", "json").stdout)] == ids


def test_both_forms_of_the_codebook_say_the_same() -> None:
    in_csv = table_of(run("items", "--format", "csv").stdout)
    for row, twin in zip(json.loads(run("items", "--format", "json").stdout), in_csv, strict=True):
        assert " | ".join(row.pop("options")) == twin.pop("options")
        assert ";".join(row.pop("source")) == twin.pop("source")
        assert ("true" if row.pop("floor") else "") == twin.pop("floor")
        assert {name: cell or "" for name, cell in row.items()} == twin


def test_the_practitioners_picture_has_a_role_and_an_area_but_no_key() -> None:
    mirrors = {item.id for item in shipped().practitioner.items() if item.mirrors and item.role}
    rows = [row for row in table_of(run("items").stdout) if row["id"] in mirrors]
    assert rows
    assert all(row["role"] and row["area"] and not row["key"] for row in rows)


def test_floors_and_effects_stand_where_the_content_has_them() -> None:
    rows = {row["id"]: row for row in json.loads(run("items", "--format", "json").stdout)}
    for item in shipped().items():
        assert (rows[item.id]["floor"], rows[item.id]["effect"]) == (item.floor, item.effect)
    assert any(row["floor"] for row in rows.values())


def test_the_codebook_says_of_a_box_in_which_question_it_is_asked(own: Path) -> None:
    toys.write(own, checklists_toy.raw())
    rows = {row["id"]: row["asked_with"] for row in table_of(run("items").stdout)}
    boxes = {box: name for name, found in checklists_toy.BOXES.items() for box in found}
    assert {name: rows[name] for name in boxes} == boxes
    assert not any(said for name, said in rows.items() if name not in boxes)


def test_a_checklist_is_counted_as_one_question(own: Path) -> None:
    toys.write(own, checklists_toy.spoken())
    told = run("check").stdout
    assert re.search(r"questions, group +11, about \d+ minutes", told)
    assert re.search(r"questions, practitioner +16, about \d+ minutes", told)


def test_the_codebook_is_utf_8_whatever_the_terminal_speaks(own: Path) -> None:
    raw = toys.raw()
    toys.item(raw, "g.name")["text"] = "Wie heißt ihr? 名前"
    toys.write(own, raw)
    ran = subprocess.run(
        [sys.executable, "-m", "esteem_match", "items"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={"ESTEEM_QUESTIONNAIRES": str(own), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert "Wie heißt ihr? 名前" in ran.stdout.decode("utf-8")


def shipped() -> Content:
    library = resources.content.load(ROOT / "questionnaires")
    return library.contents[library.base]


# --- score: what comes out


def test_a_pair_gives_a_row_for_each_role_in_the_models_order(sheet: Sheet) -> None:
    result = run("score", sheet("pair_id\nfirst\nsecond\n"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0].split(",") == RESULTS
    rows = table_of(result.stdout)
    assert [(row["pair_id"], row["role"]) for row in rows] == [
        (pair, role) for pair in ("first", "second") for role in ("aa", "bb")
    ]


@LAW
@given(PAIRS)
def test_every_number_and_word_is_that_of_the_exact_rules(
    case: tuple[Content, list[dict[str, Answer]]],
) -> None:
    content, pairs = case
    rows = iter(scored(content, pairs))
    for pair in pairs:
        for fit in score(content, *split(pair)):
            assert list(next(rows).values())[1:-2] == exactly(fit)


def scored(content: Content, pairs: Sequence[Mapping[str, Answer]]) -> Table:
    """Through a file; 'does not apply' is written as the 0 that it counts as."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        names = [item.id for item in content.items() if item.mirrors is None]
        top = {
            item.id: content.model.top if item.not_applicable else 99 for item in content.items()
        }
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["pair_id", *names])
            for number, pair in enumerate(pairs):
                cells = (_cell(pair.get(name), top[name]) for name in names)
                writer.writerow([number, *cells])
        return table_of("".join(in_places(path, content)))


def in_places(path: Path, content: Content) -> Iterator[str]:
    return results.scored([path], Reading([content]), lambda _: None, lambda _: None)


def _cell(answer: Answer, top: int) -> str:
    return "" if not isinstance(answer, int) else str(answer if answer <= top else 0)


def exactly(fit: RoleFit) -> list[str]:
    keys = [float(key.expected) for key in fit.keys.values()]
    sides = [fit.appropriate.value.expected, fit.achievable.value.expected]
    numbers = [*keys, *sides, fit.value.expected, fit.value.low, fit.value.high]
    labels = (fit.label.value, fit.label_low.value, fit.label_high.value)
    return [fit.role, *map(repr, numbers), *labels, fit.sureness.value, f"{float(fit.chance):.4f}"]


def test_a_table_made_from_the_codebook_is_scored_as_it_stands(tmp_path: Path) -> None:
    rows = table_of(run("items").stdout)
    answers = {row["id"]: _highest(row) for row in rows}
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["pair_id", *answers])
        writer.writeheader()
        writer.writerow({"pair_id": "best", **answers})
    result = run("score", path)
    assert result.exit_code == 0
    assert {row["label"] for row in table_of(result.stdout)} == {"recommended"}
    assert {row["fit"] for row in table_of(result.stdout)} == {"1.0"}


def _highest(row: Mapping[str, str]) -> str:
    if row["kind"] == "text":
        return "Any words, and a comma"
    return "0" if row["kind"] == "veto" else str(row["options"].count(" | "))


def test_missing_columns_and_empty_cells_are_the_same(sheet: Sheet) -> None:
    absent = run("score", sheet("pair_id,g.aa.wish1\n1,4\n")).stdout
    empty = run("score", sheet("pair_id,g.aa.wish1,g.aa.need1,p.aa.time\n1,4,, \n")).stdout
    assert absent == empty
    assert ",open," in absent


def test_texts_and_the_picture_of_the_group_never_count(sheet: Sheet) -> None:
    without = run("score", sheet("pair_id,g.aa.wish1\n1,4\n")).stdout
    text = "pair_id,g.name,g.aa.wish1,p.see.aa.need1,p.work\n1,Us,4,4,2\n"
    assert run("score", sheet(text)).stdout == without


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffpair_id,g.aa.wish1\n1,4\n",
        "pair_id,g.aa.wish1\r\n1,4\r\n",
        "pair_id,g.aa.wish1\r1,4\r",
        "pair_id,g.aa.wish1\n1,4",
        "pair_id,g.aa.wish1\n\n1,4\n,\n  ,\n\n",
        'pair_id , g.aa.wish1\n"1"," 4 "\n',
        "g.aa.wish1,pair_id\n4,1\n",
    ],
)
def test_what_programs_write_in_different_ways_is_read_alike(sheet: Sheet, text: str) -> None:
    plain = run("score", sheet("pair_id,g.aa.wish1\n1,4\n")).stdout
    assert run("score", sheet(text)).stdout == plain


def test_the_same_pair_may_come_again(sheet: Sheet) -> None:
    rows = table_of(run("score", sheet("pair_id\nsame\nsame\n")).stdout)
    assert [row["pair_id"] for row in rows] == ["same"] * 4


def test_a_table_without_pairs_gives_the_header_alone(sheet: Sheet) -> None:
    assert run("score", sheet("pair_id,g.aa.wish1\n")).stdout.splitlines() == [",".join(RESULTS)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(sheet: Sheet, sign: str) -> None:
    out = run("score", sheet(f'pair_id\n"{sign}1+1"\n')).stdout
    pairs = {row["pair_id"] for row in csv.DictReader(io.StringIO(out, newline=""))}
    assert pairs == {f"'{sign}1+1"}


@pytest.mark.parametrize("name", ['a "b", c', "two\nlines", "a;b", "Ωmega", "'quoted"])
def test_any_other_name_comes_back_as_it_was(sheet: Sheet, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    out = run("score", sheet(f"pair_id\n{quoted}\n")).stdout
    assert {row["pair_id"] for row in csv.DictReader(io.StringIO(out, newline=""))} == {name}


def test_a_file_takes_the_place_of_an_older_one(sheet: Sheet, tmp_path: Path) -> None:
    source, target = sheet("pair_id\n1\n"), tmp_path / "results.csv"
    target.write_text("old", encoding="utf-8")
    result = run("score", source, "-o", target)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert target.read_text(encoding="utf-8") == "\ufeff" + run("score", source).stdout


# --- score: what is refused


BAD_CELLS = {
    "5": "allowed are 0, 1, 2, 3, 4 or an empty cell.",
    "-1": "allowed are 0, 1, 2, 3, 4 or an empty cell.",
    "NA": "allowed are 0, 1, 2, 3, 4 or an empty cell.",
    "²": "allowed are 0, 1, 2, 3, 4 or an empty cell.",
    "True": "allowed are 0, 1, 2, 3, 4 or an empty cell.",
    "2.5": "Write whole numbers.",
    "3.01": "Write whole numbers.",
}


@pytest.mark.parametrize("cell", BAD_CELLS)
def test_a_bad_cell_is_named_by_row_and_column(sheet: Sheet, cell: str) -> None:
    (line,) = sentences(run("score", sheet(f"pair_id,g.aa.wish1\n1,0\n\n2,{cell}\n")))
    assert line.startswith(f"Row 4, column g.aa.wish1: found {cell!r}; ")
    assert BAD_CELLS[cell] in line


@pytest.mark.parametrize(
    ("item", "cell", "allowed"),
    [
        ("g.aa.no", "2", "0, 1 or an empty cell"),
        ("g.stage", "4", "0, 1, 2, 3 or an empty cell"),
        ("p.see.aa.need1", "5", "0, 1, 2, 3, 4 or an empty cell"),
        ("p.see.stage", "4", "0, 1, 2, 3 or an empty cell"),
        ("g.aa.need1", "5", "'Does not apply' is written 0."),
    ],
)
def test_each_question_has_its_own_range(sheet: Sheet, item: str, cell: str, allowed: str) -> None:
    (line,) = sentences(run("score", sheet(f"pair_id,{item},g.bb.need1\n1,{cell},0\n")))
    assert allowed in line
    assert run("score", sheet(f"pair_id,{item}\n1,{int(cell) - 1}\n")).exit_code == 0


def test_rows_are_numbered_as_a_spreadsheet_shows_them(sheet: Sheet) -> None:
    text = 'pair_id,g.name,g.aa.wish1\n1,"two\nlines",4\n\n2,x,9\n'
    (line,) = sentences(run("score", sheet(text)))
    assert line.startswith("Row 4, ")


def test_all_bad_cells_are_listed_up_to_a_limit(sheet: Sheet) -> None:
    few = sentences(run("score", sheet("pair_id,g.aa.wish1,g.aa.no\n,9,9\n2,4,7\n3,4,0,0\n")))
    starts = ["Row 2, column pair_id", "Row 2, column g.aa.wish1", "Row 2, column g.aa.no"]
    starts += ["Row 3, column g.aa.no", "Row 4 has 4 cells"]
    assert all(line.startswith(start) for line, start in zip(few, starts, strict=True))
    many = sentences(run("score", sheet("pair_id,g.aa.wish1\n" + "1,9\n" * 5000)))
    assert len(many) == MOST + 1
    assert many[-1] == f"These are the first {MOST}; there may be more."


def test_a_break_in_the_file_does_not_hide_the_bad_cells_before_it(sheet: Sheet) -> None:
    start, broken = b"pair_id,g.aa.wish1\n", b"1,4\n" * 9000 + b'"open,4\n'
    one, last = sentences(run("score", sheet(start + b"1,9\n" + broken)))
    assert (one.startswith("Row 2, "), "Row 9003 can't be read" in last) == (True, True)
    many = sentences(run("score", sheet(start + b"1,9\n" * MOST + broken)))
    assert all(line.startswith("Row ") for line in many[:-1])
    assert many[MOST:] == [f"These are the first {MOST}; there may be more."]


def test_a_bad_cell_far_down_is_found_and_nothing_is_written(sheet: Sheet, tmp_path: Path) -> None:
    rows = "1,4\n" * (3 * table.CHUNK) + "1,9\n"
    target = tmp_path / "results.csv"
    (line,) = sentences(run("score", sheet("pair_id,g.aa.wish1\n" + rows)))
    assert line.startswith(f"Row {3 * table.CHUNK + 2}, column g.aa.wish1")
    target.write_text("old", encoding="utf-8")
    run("score", tmp_path / "answers.csv", "-o", target)
    assert target.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"answers.csv", "own", "results.csv"}


BAD_FILES: Mapping[str, tuple[str | bytes, str]] = {
    "empty": ("", "Row 1 must name the columns"),
    "blank": ("\n\n1\n", "Row 1 must name the columns"),
    "no pair": ("g.aa.wish1\n4\n", "There is no column pair_id."),
    "unknown": ("pair_id,g.aa.wish9\n1,4\n", "Row 1, column 2: 'g.aa.wish9' is not the id"),
    "near": ("pair_id,g.aa.wihs1\n1,4\n", "Perhaps g.aa.wish1 is meant."),
    "doubled": ("pair_id,g.aa.no,g.aa.no\n1,0,0\n", "Row 1, column 3: 'g.aa.no' is there twice"),
    "two pairs": ("pair_id,pair_id\n1,1\n", "Row 1, column 2: 'pair_id' is there twice"),
    "nameless": ("pair_id,g.aa.no,\n1,0,x\n", "Row 2, column 3: found 'x'. Row 1 has no name"),
    "few cells": ("pair_id,g.aa.no\n1\n", "Row 2 has 1 cells, but row 1 names 2 columns."),
    "many cells": ("pair_id,g.aa.no\n1,0,0\n", "Row 2 has 3 cells, but row 1 names 2 columns."),
    "no name": ("pair_id,g.aa.no\n ,0\n", "Row 2, column pair_id: is empty."),
    "a bar": ("pair_id|g.aa.no\n1|0\n", "There is no column pair_id."),
    "no cp1252": (b"pair_id\ncaf\x81\n", "is neither UTF-8 nor UTF-16 nor Windows-1252"),
    "two encodings": (b"pair_id\ncaf\xc3\xa9\ncaf\xe9\n", "or more than one of them"),
    "odd utf-16": (b"\xff\xfep\0a\0i", "begins as UTF-16, but not all of it is."),
    "broken utf-8": (b"\xef\xbb\xbfpair_id\ncaf\xe9", "begins as UTF-8, but not all of it is."),
    "open quote": ('pair_id\n"1\n2\n', "Row 2 can't be read"),
    "endless line": ("pair_id\n" + "x" * 70_000, "Row 2 can't be read"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_table_of_answers_is_refused_in_a_sentence(
    sheet: Sheet, name: str
) -> None:
    text, sentence = BAD_FILES[name]
    lines = sentences(run("score", sheet(text)))
    assert any(sentence in line for line in lines)


def test_several_bad_columns_are_named_at_once(sheet: Sheet) -> None:
    lines = sentences(run("score", sheet("g.aa.no,g.aa.no,bar,foo\n0,0,0,0\n")))
    assert len(lines) == 4


def test_what_is_found_cannot_write_into_the_terminal(sheet: Sheet) -> None:
    (line,) = sentences(run("score", sheet("pair_id,g.aa.no\n1,\x1b[31m" + "x" * 900 + "\n")))
    assert "\x1b" not in line
    assert len(line) < 200


def test_a_file_that_is_not_there_is_named(own: Path, tmp_path: Path) -> None:
    assert own.is_dir()
    assert sentences(run("score", tmp_path / "no.csv")) == [
        f"{tmp_path}/no.csv can't be read: no such file or directory."
    ]
    assert "can't be read" in sentences(run("score", tmp_path))[0]


def test_a_place_that_cannot_take_the_results_is_named_before_anything_is_read(
    sheet: Sheet, tmp_path: Path
) -> None:
    source = sheet("not even a header that is right\n")
    places = {
        tmp_path / "away" / "r.csv": "There is no folder",
        source / "r.csv": "There is no folder",
        tmp_path: "is not a file",
        source: "is the file of the answers",
    }
    for target, sentence in places.items():
        assert sentence in sentences(run("score", source, "-o", target))[0]
    assert source.read_text(encoding="utf-8").startswith("not even")


def test_a_name_that_the_system_refuses_is_told(sheet: Sheet, tmp_path: Path) -> None:
    (line,) = sentences(run("score", sheet("pair_id\n1\n"), "-o", tmp_path / ("x" * 254)))
    assert "can't be written: file name too long." in line


def test_a_full_disk_leaves_the_old_file_and_no_part_of_the_new(tmp_path: Path, own: Path) -> None:
    assert own.is_dir()
    source, target = tmp_path / "answers.csv", tmp_path / "results.csv"
    source.write_text("pair_id\n" + "1\n" * 3000, encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    ran = python(
        *("-m", "esteem_match", "score", source, "-o", target),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "can't be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"answers.csv", "own", "results.csv"}


def test_whoever_stops_reading_hears_no_complaint(own: Path, tmp_path: Path) -> None:
    assert own.is_dir()
    source = tmp_path / "answers.csv"
    source.write_text("pair_id\n" + "1\n" * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "esteem_match", "score", str(source)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.readline()
        ran.stdout.close()
        assert ran.stderr.read() == b""


# --- score: long input


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path: Path) -> None:
    peak(tmp_path, 2_000)  # what is made once and kept is not counted
    assert peak(tmp_path, 40_000) < 1.25 * peak(tmp_path, 2_000)


def peak(folder: Path, rows: int) -> int:
    """The most bytes that were held at a time while so many complete rows were scored."""
    content = toy()
    names = batch.compile(content).items
    source = folder / f"{rows}.csv"
    line = ",".join("1" if name.endswith("1") else "0" for name in names)
    with source.open("w", encoding="utf-8") as file:
        file.write(f"pair_id,{','.join(names)}\n")
        file.writelines(f"{number},{line}\n" for number in range(rows))
    tracemalloc.start()
    files.write_file(folder / "results.csv", in_places(source, content))
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_long_input_says_how_far_it_is_beside_the_results(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "LINE_EVERY", 2 * table.CHUNK)
    result = run("score", sheet("pair_id\n" + "1\n" * (5 * table.CHUNK)))
    told = [f"{n * table.CHUNK:,} pairs are scored." for n in (2, 4)]
    assert result.stderr.splitlines() == told
    assert len(result.stdout.splitlines()) == 1 + 2 * 5 * table.CHUNK


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_counts_up_and_ends_before_anything_else_is_said() -> None:
    terminal = Terminal()
    with progress.progress(terminal) as tell:
        for done in (5_000, 9_999, 10_000, 11_024, 120_000):
            tell(done)
    lines = [f"\r{done} pairs are scored." for done in ("10,000", "11,024", "120,000")]
    assert terminal.getvalue() == "".join(lines) + "\n"


def test_a_short_table_says_nothing_on_a_terminal() -> None:
    terminal = Terminal()
    with progress.progress(terminal) as tell:
        tell(9_999)
    assert terminal.getvalue() == ""


def test_chunks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "answers.csv"
    source.write_text(
        "pair_id,g.a.need1,p.a.no\n" + "".join(f"{n},{n % 5},{n % 2}\n" for n in range(50)),
        encoding="utf-8",
    )
    at_once = list(in_places(source, toy()))
    monkeypatch.setattr(table, "CHUNK", 7)
    assert list(in_places(source, toy())) == at_once


def test_an_error_after_the_first_lines_leaves_no_file(tmp_path: Path) -> None:
    def breaking() -> Iterable[str]:
        yield "first\n"
        raise CommandError(["It went wrong."])

    with pytest.raises(CommandError):
        files.write_file(tmp_path / "results.csv", breaking())
    stream = io.BytesIO()
    with pytest.raises(CommandError):
        files.write_stream(stream, breaking())
    assert (list(tmp_path.iterdir()), stream.getvalue()) == ([], b"")


# --- purge


@pytest.fixture
def database(url: str, own_store: None) -> str:  # noqa: ARG001
    return url


def test_purge_deletes_what_has_expired_and_says_how_many(database: str) -> None:
    old = open_store(database, clock=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    for _ in range(2):
        old.create("group", "v", "1", "en")
    old.close()
    open_store(database).create("group", "v", "1", "en")
    assert run("purge").stdout == "Deleted 2 expired records.\n"
    assert run("purge").stdout == "Deleted 0 expired records.\n"


def test_purge_takes_the_clock_at_its_word_where_it_is_told_to(database: str) -> None:
    """It was ahead for days: what was confirmed then holds until somebody says that it is right."""
    ahead = [datetime(2090, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    store = open_store(database)
    for moment in ahead:
        store._calendar.machine = lambda moment=moment: moment
        store.tidy()
    store.close()
    for words, right in ((["purge"], False), (["purge", "--clock-is-right"], True)):
        assert run(*words).stdout == "Deleted 0 expired records.\n"
        again = open_store(database)
        assert (again.today().year < 2090) is right
        again.close()


def test_purge_says_what_is_wrong_with_the_store(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database
    monkeypatch.setenv("ESTEEM_KEEP_DAYS", "never")
    (line,) = sentences(run("purge"))
    assert "ESTEEM_KEEP_DAYS" in line


def test_purge_makes_no_database_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere/esteem.db")
    resources.reset()
    (line,) = sentences(run("purge"))
    assert str(tmp_path / "elsewhere" / "esteem.db") in line
    assert list(tmp_path.iterdir()) == []
