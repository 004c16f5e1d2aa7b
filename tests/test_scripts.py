"""The pages' own scripts, as a browser gets them, read by a linter that others keep."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from esteem_match.ui import browser, words

ROOT = Path(__file__).resolve().parents[1]
LINTER = Path(sys.executable).with_name("oxlint")
ASSETS = ROOT / "esteem_match" / "ui" / "static"
IN_THE_PAGE = ("whole", "first")


def complaints(folder: Path, script: str) -> str:
    """What the linter says of a script; empty where it finds nothing."""
    (folder / "script.js").write_text(script, encoding="utf-8")
    config = ROOT / ".oxlintrc.json"
    run = [LINTER, "--config", config, "--deny-warnings", folder / "script.js"]
    said = subprocess.run(run, capture_output=True, text=True, check=False)
    return said.stdout + said.stderr if said.returncode else ""


@pytest.mark.parametrize("name", browser.SCRIPTS)
def test_a_script_of_a_page_names_nothing_that_is_not_there_and_nothing_in_vain(
    name: str, tmp_path: Path
) -> None:
    assert complaints(tmp_path, browser.script(name)) == ""


@pytest.mark.parametrize("name", IN_THE_PAGE)
def test_so_does_a_script_that_stands_in_the_page_itself(name: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, words.asset(f"{name}.js")) == ""


def test_the_linter_finds_a_name_that_is_not_there(tmp_path: Path) -> None:
    assert "no-undef" in complaints(tmp_path, "export default () => nowhere();")


def test_every_script_file_is_sent_to_some_page() -> None:
    sent = {*IN_THE_PAGE, *(part for parts in browser.SCRIPTS.values() for part in parts)}
    assert {path.stem for path in ASSETS.glob("*.js")} == sent


def test_what_one_script_reads_of_the_page_another_one_has_put_there() -> None:
    """A name that nobody sets is passed over by `?.`, and what hangs on it never happens."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js"))
    used = set(re.findall(r"window\.__esteem\.(\w+)", text))
    put = set(re.findall(r"window\.__esteem\.(\w+) \??\??=(?!=)", text))
    assert used == put


def test_the_scripts_put_one_name_of_their_own_into_the_window() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js"))
    assert set(re.findall(r"window\.(\w+) \??\??=(?!=)", text)) == {"__esteem"}
