"""Content that was answered is kept as a text, which a later program reads or plainly refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from esteem_match import content
from esteem_match.content import ArchiveError
from esteem_match.models import Sureness
from esteem_match.scoring import score
from tests import toys

FIRST = Path(__file__).parent / "archives" / "format1.json"
SECOND = FIRST.with_name("format2.json")
THIRD = FIRST.with_name("format3.json")


def bent(**changes: Any) -> str:
    return json.dumps({**json.loads(FIRST.read_text(encoding="utf-8")), **changes})


def test_archived_content_comes_back_the_same_in_every_language(tmp_path: Path) -> None:
    library = toys.loaded(tmp_path, None, {"pl": toys.translation(toys.raw())})
    back = content.unarchive(content.archive(library.contents))
    assert back == library.contents
    assert content.version_of(back["en"]) == library.version


def test_an_archive_tells_its_format() -> None:
    assert json.loads(content.archive(toys.library().contents))["format"] == 3


@pytest.mark.parametrize("path", [FIRST, SECOND, THIRD], ids=lambda path: path.stem)
def test_an_archive_of_each_format_can_still_be_read(path: Path) -> None:
    """Where this fails, the models have changed: raise FORMAT, and say how older ones are read."""
    back = content.unarchive(path.read_text(encoding="utf-8"))
    assert back["en"].group.title == "For the group"
    assert len(back["en"].model.roles) == 2
    assert back["en"].model.workshop.min_voices == 5
    assert back["en"].model.welcome.answer == 3
    assert score(back["en"], {}, {})[0].sureness == Sureness.OPEN


def test_every_need_of_an_older_archive_counts_alike() -> None:
    old = json.loads(SECOND.read_text(encoding="utf-8"))
    needs = [
        item
        for section in old["en"]["group"]["sections"]
        for item in section["items"]
        if item.get("key") == "need"
    ]
    needs[0]["weight"] = 3
    back = content.unarchive(json.dumps(old))["en"]
    assert {item.weight for item in back.group.items() if item.key == "need"} == {1}
    assert all(fit.value.high <= 1 for fit in score(back, {}, {}))


def test_an_archive_from_before_there_were_numbers_is_of_the_first_format() -> None:
    old = json.loads(FIRST.read_text(encoding="utf-8"))
    del old["format"]
    assert content.unarchive(json.dumps(old)) == content.unarchive(bent())


@pytest.mark.parametrize("number", [0, 4, "1", 1.0, True, None])
def test_another_format_is_refused_with_its_number(number: Any) -> None:
    with pytest.raises(ArchiveError, match="format") as caught:
        content.unarchive(bent(format=number))
    assert repr(number) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "3", "{}", '{"format": 1}', '{"en": {}}', '{"en": 3}', "[" * 100_000),
        bent(cy={"group": "gone"}),
    ],
    ids=lambda text: text[:12] or "nothing",
)
def test_a_broken_archive_is_refused(text: str) -> None:
    with pytest.raises(ArchiveError, match=r"\S"):
        content.unarchive(text)


def test_content_of_older_models_is_refused_and_not_half_read() -> None:
    old = json.loads(FIRST.read_text(encoding="utf-8"))
    old["en"]["model"]["a_rule_of_old"] = 1
    with pytest.raises(ArchiveError, match="older or other rules"):
        content.unarchive(json.dumps(old))
