"""Our form, filled in on KoBo and exported, scores as the same answers do in a plain table."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner, Result

from esteem_match import content, journey
from esteem_match.__main__ import app
from esteem_match.interchange import Form, form
from esteem_match.models import SIDES, Answer, Library, Side
from tests import checklists_toy, toys
from tests.test_interchange import code, drawn, rows

ROOT = Path(__file__).resolve().parents[1]
PAIRS = [f"P{number:02}" for number in range(1, 30)]

Filled = Mapping[str, Mapping[str, Answer]]


@pytest.fixture(params=["shipped", "toy"])
def library(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Library:
    folder = ROOT / "questionnaires"
    if request.param == "toy":
        folder = toys.write(tmp_path / "own", checklists_toy.raw())
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    return content.load(folder)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["score", *map(str, words)])


def filled(one: Form, chance: Random) -> Filled:
    """Some answers of each pair to what is asked of it, 'not sure' and none among them."""
    found = {}
    for pair in PAIRS:
        answers = drawn(one, chance)
        asked = {item.id for part in journey.asked(one.asked, answers) for item in part.items}
        found[pair] = {name: answer for name, answer in answers.items() if name in asked}
    return found


def columns(one: Form) -> Iterator[tuple[str, str]]:
    """Each question of the workbook: its name, and its column in an export, with its groups."""
    path: list[str] = []
    for row in rows(one, "survey"):
        if row["type"] == "begin_group":
            path.append(row["name"])
        elif row["type"] == "end_group":
            path.pop()
        else:
            yield row["name"], "/".join([*path, row["name"]])


def exported(one: Form, answers: Filled, path: Path) -> Path:
    """What KoBo makes of it: groups before names, its own columns, boxes once more each."""
    asked = {question.id: question for question in one.asked.questions()}
    split = {
        f"{column}/{row['name']}": (name, row["name"])
        for name, column in columns(one)
        for row in rows(one, "choices")
        if row["list_name"] == f"{name}__answers" and asked[name].kind == "checklist"
    }
    named = dict(columns(one))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["start", "end", *named.values(), *split, "_id", "_uuid", "__version__"])
        for number, (pair, said) in enumerate(answers.items()):
            codes = {name: code(one.asked, q, said) for name, q in asked.items() if q.reached(said)}
            codes["pair_id"] = pair
            boxes = [int(box in codes.get(name, "").split()) for name, box in split.values()]
            cells = [codes.get(name, "") for name in named]
            writer.writerow(["2026-11-30", "2026-11-30", *cells, *boxes, number, "u", "v"])
    return path


def in_places(library: Library, answers: Mapping[Side, Filled], path: Path) -> Path:
    """The same in one table of places; 'does not apply' is a 0, and 'not sure' is missing."""
    asked = library.contents[library.base]
    size = {
        item.id: len(asked.side(side).options[item.options])
        for side in SIDES
        for item in asked.side(side).items()
        if item.kind != "text"
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["pair_id", *size])
        for pair in PAIRS:
            said = {**answers["group"][pair], **answers["practitioner"][pair]}
            cells = {name: said.get(name) for name in size}
            counted = [0 if cells[name] == size[name] else cells[name] for name in size]
            writer.writerow([pair, *counted])
    return path


def test_a_form_filled_in_on_kobo_scores_as_the_same_answers_in_places(
    library: Library, tmp_path: Path
) -> None:
    chance = Random(1)
    forms = {side: form(library, side, [library.base]) for side in SIDES}
    answers = {side: filled(forms[side], chance) for side in SIDES}
    files = [exported(forms[side], answers[side], tmp_path / f"{side}.csv") for side in SIDES]
    plain = run(in_places(library, answers, tmp_path / "places.csv"))
    assert (plain.exit_code, plain.stderr) == (0, "")
    found = run("--from", "kobo", *files)
    assert (found.exit_code, found.stdout) == (0, plain.stdout)
    labels = {line.split(",")[11] for line in found.stdout.splitlines()[1:]}
    assert len(labels) > 1, "else this would hold little"
