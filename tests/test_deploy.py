"""The recipe of deploy/, as far as it can be tried without Docker: read, and run by hand."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine, make_url, text

from tests.live import PATIENCE, ROOT
from tests.stores import SERVER, fresh_schema

DEPLOY = ROOT / "deploy"
BOX = ROOT / "tests" / "box"
UID = "10001"


def recipe() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


def dockerfile() -> list[list[str]]:
    """Its instructions, each in words."""
    told = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.split() for line in told.splitlines() if line and not line.startswith("#")]


def health() -> list[str]:
    """The command by which Docker asks whether the program is well."""
    (told,) = (" ".join(one) for one in dockerfile() if one[0] == "HEALTHCHECK")
    command: list[str] = json.loads(told.split(" CMD ")[1])
    return command


# As far as it can be read


def test_every_part_runs_as_nobody_in_a_file_system_that_it_cannot_write() -> None:
    for part in recipe()["services"].values():
        assert not part["user"].startswith(("0", "root"))
        assert part["read_only"] is True
        assert part["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in part["security_opt"]
    assert all("file" in secret for secret in recipe()["secrets"].values())
    assert recipe()["networks"]["inside"]["internal"] is True
    published = [name for name, part in recipe()["services"].items() if "ports" in part]
    assert published == ["proxy"]


@pytest.mark.parametrize(
    ("slip", "instead", "read"),
    [("", "", True), ("replicas:", "replica:", False), ("internal: true", "internal: [1]", False)],
)
def test_it_is_written_as_the_specification_of_compose_has_it(
    tmp_path: Path, slip: str, instead: str, read: bool
) -> None:
    """And a slip of the pen would be found."""
    told = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "compose.yaml"
    copy.write_text(told.replace(slip, instead) if slip else told, encoding="utf-8")
    check = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec")
    found = subprocess.run((*check, str(copy)), capture_output=True, text=True, check=False)
    assert (found.returncode == 0) is read, found.stdout + found.stderr
    assert read or "Schema validation errors" in found.stdout


def test_it_holds_no_password() -> None:
    for path in DEPLOY.iterdir():
        if path.is_file():
            told = path.read_text(encoding="utf-8")
            assert "PASSWORD:" not in told
            assert "esteem:" not in told.replace("postgresql+psycopg://esteem@", "")


def test_every_file_that_is_copied_or_started_is_there() -> None:
    copied = [one[1:-1] for one in dockerfile() if one[0] == "COPY" and "--from=built" not in one]
    assert all((ROOT / name).exists() for names in copied for name in names)
    (start,) = (json.loads(" ".join(one[1:])) for one in dockerfile() if one[0] == "ENTRYPOINT")
    assert all(os.access(ROOT / name, os.X_OK) for name in start)
    assert (DEPLOY / "Dockerfile.dockerignore").is_file()  # read where a Dockerfile has this name
    assert recipe()["services"]["app"]["build"]["dockerfile"] == "deploy/Dockerfile"


def test_every_setting_is_one_that_the_program_or_its_start_reads() -> None:
    sources = [*(ROOT / "esteem_match").rglob("*.py"), DEPLOY / "start"]
    read = {name for one in sources for name in re.findall(r"ESTEEM_[A-Z_]+", one.read_text())}
    given = {one for one in recipe()["services"]["app"]["environment"] if one.startswith("ESTEEM")}
    assert given <= read
    shown = set(re.findall(r"\| `(ESTEEM_[A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert shown <= read


def test_every_secret_that_is_read_is_given_to_its_part() -> None:
    parts = {"app": DEPLOY / "start", "proxy": DEPLOY / "nginx.conf", "database": None}
    for name, file in parts.items():
        part = recipe()["services"][name]
        told = yaml.safe_dump(part) + (file.read_text(encoding="utf-8") if file else "")
        assert set(re.findall(r"/run/secrets/(\w+)", told)) == set(part["secrets"])
        assert set(part["secrets"]) <= set(recipe()["secrets"])


def test_proxy_program_and_health_agree_on_the_port_and_the_user() -> None:
    start = (DEPLOY / "start").read_text(encoding="utf-8")
    (port,) = re.findall(r"--server.port (\d+)", start)
    assert ["EXPOSE", port] in dockerfile()
    assert f"127.0.0.1:{port}/healthz" in health()[-1]
    assert f"server app:{port} " in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert recipe()["services"]["app"]["user"] == f"{UID}:{UID}"
    assert ["USER", UID] in dockerfile()


# As far as it can be run


def unboxed() -> str:
    """Why no box can be made here; empty where one can."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return "only root can make a box"
    return "" if SERVER else "there is no PostgreSQL (ESTEEM_TEST_POSTGRESQL)"


class Box:
    """One replica as the recipe starts it: its files, its user, its start, its view of the disk."""

    def __init__(self, home: Path) -> None:
        self.files, self.secrets, self.log = home / "srv", home / "secrets", home / "box.log"
        left_out = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
        folders = {ROOT / one for one in left_out}

        def ignored(at: str, names: list[str]) -> list[str]:
            return [n for n in names if Path(at) / n in folders or n.endswith("_cache")]

        shutil.copytree(ROOT, self.files, ignore=ignored)
        self.secrets.mkdir()
        (self.secrets / "database_password").write_text("nobody asks", encoding="utf-8")
        (self.secrets / "esteem_key").write_text("5e" * 32, encoding="utf-8")

    def start(self) -> None:
        url = make_url(fresh_schema())
        inside = url.set(port=5432, query={**url.query, "host": "/run/postgresql"})
        pythons = {sys.prefix, sys.base_prefix}
        env = {
            "PATH": f"{sys.prefix}/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "PYTHONS": " ".join(one for one in pythons if not one.startswith("/usr")),
            "HOME": "/tmp",
            "PYTHONDONTWRITEBYTECODE": "1",
            "ESTEEM_DATABASE_URL": inside.render_as_string(hide_password=False),
            "ESTEEM_SECRET_FILE": "/run/secrets/esteem_key",
            "ESTEEM_HOST": "match.example.org",
        }
        run = ["unshare", "--mount", "--net", str(BOX), str(self.files), str(self.secrets)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*run, _socket(), "deploy/start"], env=env, stdout=log, stderr=log
            )

    def well(self) -> bool:
        """Asked as Docker would ask it."""
        inside = ["nsenter", "--target", str(self.process.pid), "--net", sys.executable]
        asked = subprocess.run([*inside, *health()[1:]], capture_output=True, check=False)
        return asked.returncode == 0

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.well():
            told = self.log.read_text(encoding="utf-8")
            assert self.process.poll() is None, told
            assert time.monotonic() < until, told
            time.sleep(0.2)

    def says(self, name: str) -> str:
        """What the system knows of its process."""
        return Path(f"/proc/{self.process.pid}/{name}").read_text(encoding="utf-8")


def _socket() -> str:
    server = create_engine(SERVER)
    with server.connect() as conn:
        folder = conn.scalar(text("SHOW unix_socket_directories"))
    server.dispose()
    return f"{folder}/.s.PGSQL.{make_url(SERVER).port}"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    if reason := unboxed():
        pytest.skip(f"The start of deploy/ was not tried, for {reason}.")
    made = Box(tmp_path)
    made.start()
    yield made
    made.process.kill()
    made.process.wait()


def test_it_starts_as_nobody_without_any_right_where_only_tmp_can_be_written(box: Box) -> None:
    box.wait()
    status = dict(line.split(":\t", 1) for line in box.says("status").splitlines() if ":\t" in line)
    assert status["Uid"].split() == [UID] * 4
    assert status["Gid"].split() == [UID] * 4
    assert status["Groups"].split() == []
    assert status["NoNewPrivs"] == "1"
    assert {int(status[name], 16) for name in ("CapEff", "CapPrm", "CapBnd")} == {0}
    mounts = [line.split() for line in box.says("mounts").splitlines()]
    writable = {where for _, where, _, how, *_ in mounts if "ro" not in how.split(",")}
    assert writable - {"/proc"} == {"/tmp"}
    assert "nobody asks" not in box.says("cmdline")
    assert "Traceback" not in box.log.read_text(encoding="utf-8")
