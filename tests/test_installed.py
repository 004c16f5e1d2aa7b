"""What `pip install .` makes: the whole program in one package, which runs outside a clone.

The package is laid out here as pyproject.toml says, without the tool that builds it.
"""

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from esteem_match import __version__
from tests.live import PATIENCE, free_port

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
CALL = "from esteem_match.__main__ import installed; installed()"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of installed packages with ours in it."""
    folder = tmp_path_factory.mktemp("site")
    (prefix,) = WHEEL["sources"].values()
    for name in WHEEL["only-include"]:
        source, target = ROOT / name, folder / prefix / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for name, target in WHEEL["force-include"].items():
        shutil.copy(ROOT / name, folder / prefix / target)
    about = folder / f"esteem_match-{__version__}.dist-info"
    about.mkdir()
    facts = {"Metadata-Version": "2.1", "Name": "esteem-match", "Version": __version__}
    lines = (f"{name}: {fact}\n" for name, fact in facts.items())
    (about / "METADATA").write_text("".join(lines), encoding="utf-8")
    return folder


def outside(site: Path, home: Path) -> dict[str, Any]:
    """How a command is run in a folder that has nothing of the program."""
    gone = ("PYTHONPATH", "ESTEEM_QUESTIONNAIRES", "ESTEEM_DATABASE_URL", "ESTEEM_SECRET_FILE")
    env = {name: value for name, value in os.environ.items() if name not in gone}
    return {"cwd": home, "env": {**env, "PYTHONPATH": str(site), "HOME": str(home)}}


def run(site: Path, home: Path, *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", CALL, *words], capture_output=True, **outside(site, home)
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    return ran.stdout.decode("utf-8", "replace")


def test_the_command_that_is_installed_is_the_one_that_is_tried_here() -> None:
    module, _, function = PROJECT["project"]["scripts"]["esteem-match"].partition(":")
    assert f"from {module} import {function}; {function}()" == CALL


def test_an_installation_takes_what_requirements_say() -> None:
    def pinned(name: str) -> list[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        found = (re.sub(r"\s+#.*", "", line) for line in lines if re.match(r"\w", line))
        return list(found)

    project = PROJECT["project"]
    assert project["dependencies"] == pinned("requirements.txt")
    extra = project["optional-dependencies"]["postgresql"]
    assert extra == pinned("requirements-postgresql.txt")


def test_the_content_is_in_the_package_and_is_scored_and_printed_from_any_folder(
    site: Path, tmp_path: Path
) -> None:
    assert run(site, tmp_path, "--version").splitlines()[0] == f"ESTEEM Match {__version__}"
    assert "published cases" in run(site, tmp_path, "check")
    (tmp_path / "a.csv").write_text("pair_id,g.rb.tasks\n1,4\n")
    assert len(run(site, tmp_path, "score", "a.csv").splitlines()) == 6
    assert run(site, tmp_path, "paper", "group").startswith("%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.fixture
def served(site: Path, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-c", CALL, "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **outside(site, tmp_path)) as server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def test_the_pages_are_served_from_any_folder_and_keep_what_is_kept_there(
    served: str, tmp_path: Path
) -> None:
    assert answer(f"{served}/about").status_code == 200
    assert answer(f"{served}/assets/icon.svg").status_code == 200
    other = httpx.get(served, headers={"Host": "elsewhere.example"})
    assert other.status_code == 400, "the settings that protect it are in force"
    assert (tmp_path / "data" / "esteem.db").is_file()


def answer(url: str) -> httpx.Response:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(httpx.TransportError):
            return httpx.get(url)
        time.sleep(0.1)
    pytest.fail(f"{url} does not answer")
