"""A folder or file that can't be read is told like any other problem, all at once."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from esteem_match import content
from esteem_match.content import ContentError, Problem
from tests import toys

CY = "translations/cy.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return toys.write(tmp_path / "own", toys.raw())


def refused(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        content.load(folder)
    return caught.value.problems


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    (found,) = refused(tmp_path / "nowhere")
    assert found.file == str(tmp_path / "nowhere")
    assert "no such folder" in found.wrong
    assert found.mend


def test_a_file_where_the_folder_should_be_is_one_problem(folder: Path) -> None:
    (found,) = refused(folder / "group.toml")
    assert (found.file, found.wrong) == (str(folder / "group.toml"), "is not a folder")


def test_a_folder_where_a_file_should_be_is_told(folder: Path) -> None:
    (folder / "roles.toml").unlink()
    (folder / "roles.toml").mkdir()
    (folder / CY).mkdir()
    assert {(p.file, p.wrong) for p in refused(folder)} == {
        ("roles.toml", "is a folder and not a file"),
        (CY, "is a folder and not a file"),
    }


def test_a_file_where_the_translations_should_be_is_told(folder: Path) -> None:
    shutil.rmtree(folder / "translations")
    (folder / "translations").write_text("")
    (found,) = refused(folder)
    assert (found.file, found.wrong) == ("translations", "is not a folder")


def test_a_folder_without_translations_is_sound(folder: Path) -> None:
    shutil.rmtree(folder / "translations")
    assert list(content.load(folder).contents) == ["en"]


def test_what_the_system_says_of_a_file_is_told(folder: Path) -> None:
    (folder / CY).symlink_to("cy.toml")
    (found,) = refused(folder)
    assert found.file == CY
    assert os.strerror(errno.ELOOP).lower() in found.wrong.lower()


@pytest.mark.parametrize("name", ["group.toml", CY])
def test_a_file_that_may_not_be_read_is_told(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / CY).write_text("")
    read = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path == folder / name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    (found,) = (problem for problem in refused(folder) if problem.file == name)
    assert found.wrong == "may not be read by this program"
    assert "right" in found.mend


def test_files_that_cannot_be_read_are_told_beside_all_else(folder: Path) -> None:
    (folder / "group.toml").write_bytes(b"\xff")
    (folder / "examples.toml").unlink()
    (folder / "translations" / "pl.toml").mkdir()
    (folder / CY).write_text("[language\n")
    assert [p.file for p in refused(folder)] == [
        "group.toml",
        "examples.toml",
        CY,
        "translations/pl.toml",
    ]


def test_a_mark_at_the_start_that_some_editors_write_does_no_harm(folder: Path) -> None:
    plain = (folder / "group.toml").read_bytes()
    (folder / "group.toml").write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    assert content.load(folder).contents["en"].group.id == "group"
