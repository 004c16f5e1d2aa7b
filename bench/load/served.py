"""A server under load: a process of its own with its own data, its memory and the time it used."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
HEALTH = "/healthz"


class Served:
    """Starts a server, and ends it as a power cut would."""

    def __init__(self, home: Path, words: Sequence[str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = f"sqlite:///{home / 'esteem.db'}"
        self._log = home / "server.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *words, str(self.port)],
                cwd=ROOT,
                env={**os.environ, "ESTEEM_DATABASE_URL": self.database, "HOME": str(home)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._seen = psutil.Process(self._process.pid)
        self._wait()

    def cpu(self) -> float:
        """Seconds of processor that it has used so far."""
        times = self._seen.cpu_times()
        return times.user + times.system

    def memory(self) -> float:
        """Megabytes that it holds."""
        return self._seen.memory_info().rss / 2**20

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"The server did not start:\n{self._log.read_text()}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return httpx.get(self.url + HEALTH, timeout=2).status_code == 200
        except httpx.TransportError:
            return False


def program(home: Path) -> Served:
    """The real program, started as `make run` starts it."""
    return Served(home, ["streamlit", "run", "app.py", "--server.port"])


def floor(home: Path) -> Served:
    """The least page that does the same saves."""
    return Served(home, ["bench.load.floor"])


def least(home: Path) -> Served:
    """The least Streamlit page that does the same saves."""
    return Served(home, ["streamlit", "run", "bench/load/least.py", "--server.port"])
