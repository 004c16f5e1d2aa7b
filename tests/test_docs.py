"""The documents: what they name is there."""

import re
from pathlib import Path

import pytest

from esteem_match.store.database import schema

ROOT = Path(__file__).resolve().parents[1]
THREATS = (ROOT / "docs/threats.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
DEFINED = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}
CONTROLS = [line for line in THREATS.splitlines() if re.match(r"\| (?!threat )[^-]", line)]


def test_there_are_controls_to_look_at() -> None:
    assert len(CONTROLS) > 20


@pytest.mark.parametrize("line", CONTROLS, ids=lambda line: line.split("|")[1].strip())
def test_every_control_names_tests_that_exist(line: str) -> None:
    named = set(re.findall(r"`(test_\w+)`", line))
    assert named
    assert named <= DEFINED


def test_every_table_of_the_database_is_told() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", PRIVACY, re.MULTILINE))
    assert told == set(schema.METADATA.tables)


@pytest.mark.parametrize("name", ["privacy", "dpia", "threats"])
def test_every_file_that_a_document_names_is_there(name: str) -> None:
    text = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:docs|tests|deploy)/[\w./-]*)`", text))
    assert not [path for path in named if not (ROOT / path).exists()]
