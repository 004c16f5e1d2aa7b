"""A real server, started as a user starts it, that a test may kill and start again."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from esteem_match.store import Store
from tests.stores import chosen, fresh, full, opened

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class LiveServer:
    """One server on its own port of 127.0.0.1, with its own data in `home`.

    `app` may be another application than the program's; `env` adds settings of the environment;
    `flags` are further words of the command line; `store` is the kind of its database; `before`
    are the words of a program that runs it.
    """

    def __init__(
        self,
        home: Path,
        app: Path = ROOT / "app.py",
        env: Mapping[str, str] | None = None,
        flags: tuple[str, ...] = (),
        store: str = "",
        before: tuple[str, ...] = (),
    ) -> None:
        self.home, self.app, self.flags, self.port = home, app, flags, free_port()
        self.before = before
        self.env = {
            **os.environ,
            **({} if "ESTEEM_DATABASE_URL" in (env or {}) else fresh(chosen(store), home)),
            "HOME": str(home),
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
            **(env or {}),
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that the server has printed, over all its starts."""
        return (self.home / "server.log").read_text(encoding="utf-8")

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def store(self) -> Store:
        """Its store, opened beside it."""
        return opened(self.env)

    def start(self, *, wait: bool = True) -> "LiveServer":
        """Starts it, and returns when it answers. Raises RuntimeError, with its log, if it ends."""
        run = [sys.executable, "-m", "streamlit", "run", str(self.app)]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.before, *run, "--server.port", str(self.port), *self.flags],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.wait() if wait else self

    def kill(self) -> None:
        """Ends it at once, as a power cut would: nothing can be tidied up."""
        self._end(signal.SIGKILL)

    def hang(self) -> None:
        """Has it stand still, with whatever it was asked unanswered, until it is killed."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGSTOP)

    def stop(self) -> None:
        """Asks it to end, and waits until it has."""
        self._end(signal.SIGTERM)

    def ended(self) -> int:
        """Waits until it ends by itself; its exit code."""
        assert self.process is not None
        return self.process.wait(PATIENCE)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, how)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def wait(self) -> "LiveServer":
        """Returns when it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if not self.runs:
                raise RuntimeError(f"The server ended at its start:\n{self.log}")
            if self._answers():
                return self
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"The server did not answer in {PATIENCE:.0f} s:\n{self.log}")

    def _answers(self) -> bool:
        try:  # without reading all authorities each time: half a second of processor a start
            return httpx.get(f"{self.url}/healthz", timeout=2, verify=False).status_code == 200
        except httpx.TransportError:
            return False


@contextmanager
def playing(name: str, home: Path) -> Iterator[LiveServer]:
    """A server that runs one of the small applications in tests/standin."""
    server = LiveServer(home, app=ROOT / "tests" / "standin" / f"{name}.py").start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def disk_full(server: LiveServer, store: Store) -> Iterator[None]:
    """Nothing of the server's can be written: what a full or broken disk does to it."""
    if store._reader.dialect.name == "postgresql":
        with full(store):
            yield
        return
    with no_file_grows(server):
        yield


@contextmanager
def no_file_grows(server: LiveServer) -> Iterator[None]:
    """What is near to a full disk where a test can't have one."""
    assert server.process is not None
    pid, hard = server.process.pid, resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
