"""Two replicas of the program over one database, with nginx before them, as deploy/ has it."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from esteem_match.store import Store
from tests.live import PATIENCE, ROOT, LiveServer, free_port
from tests.stores import SERVER, fresh, opened

SHIPPED = ROOT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
LOGGED = "log_format way '$cookie_esteem_way $sent_http_set_cookie $upstream_addr'; access_log"


def needed() -> None:
    """Skips where nginx or PostgreSQL is missing; fails where ESTEEM_REPLICAS=required."""
    has = {"nginx": NGINX, "PostgreSQL (ESTEEM_TEST_POSTGRESQL)": SERVER}
    missing = [name for name, there in has.items() if not there]
    if not missing:
        return
    saying = f"Replicas were not tried, for there is no {' and no '.join(missing)}."
    if os.environ.get("ESTEEM_REPLICAS") == "required":
        pytest.fail(saying)
    pytest.skip(saying)


def write_key_pair(home: Path) -> None:
    """What HTTPS needs, trusted by nobody."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .sign(key, hashes.SHA256())
    )
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (home / "tls_key").write_bytes(key.private_bytes(*plain))
    (home / "tls_certificate").write_bytes(signed.public_bytes(Encoding.PEM))


@contextmanager
def running(home: Path) -> Iterator["Replicas"]:
    """Replicas with a database, a secret and a key pair of their own."""
    write_key_pair(home)
    made = Replicas(home)
    try:
        made.start()
        yield made
    finally:
        made.stop()


class Replicas:
    """The shipped nginx.conf with other places in it; `servers` are behind it."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.tls_port = home, free_port(), free_port()
        self.env = fresh("postgresql", home)
        self.servers = [self._replica(name) for name in ("one", "two")]
        self._nginx: subprocess.Popen[bytes] | None = None

    def _replica(self, name: str) -> LiveServer:
        (self.home / name).mkdir()
        env = {**self.env, "FORWARDED_ALLOW_IPS": "127.0.0.1"}
        return LiveServer(self.home / name, env=env)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def secure_url(self) -> str:
        return f"https://127.0.0.1:{self.tls_port}"

    def start(self) -> None:
        self.revive()
        config = self.home / "nginx.conf"
        config.write_text(self._config(), encoding="utf-8")
        run = [str(NGINX), "-c", str(config), "-e", str(self.home / "nginx.log")]
        self._nginx = subprocess.Popen([*run, "-g", "daemon off;"])
        self._until_it_answers()

    def revive(self) -> None:
        """Starts whichever replica does not run."""
        dead = [one for one in self.servers if not one.runs]
        for server in dead:
            server.start(wait=False)
        for server in dead:
            server.wait()

    def store(self) -> Store:
        """The replicas' store, opened beside them."""
        return opened(self.env)

    def way_to(self, server: LiveServer) -> str:
        """A cookie that leads to this very replica."""
        for number in range(1000):
            way = f"way{number}"
            httpx.get(f"{self.url}/healthz", cookies={"esteem_way": way}, verify=False)
            if self.at(way) is server:
                return way
        raise RuntimeError("No way leads there.")

    def stop(self) -> None:
        if self._nginx is not None:
            self._nginx.terminate()
            self._nginx.wait(PATIENCE)
        for server in self.servers:
            server.stop()

    def at(self, way: str) -> LiveServer:
        """The replica that a browser with this cookie was at last."""
        return self.visits(way, 1)[-1]

    def visits(self, way: str, least: int) -> list[LiveServer]:
        """Where a browser with this cookie has been; nginx writes it down a moment later."""
        by_port = {str(server.port): server for server in self.servers}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            lines = (self.home / "ways.log").read_text(encoding="utf-8").splitlines()
            ports = [one.split(":")[-1] for one in lines if way in re.split(r"[ =;]", one)]
            if len(ports) >= least:
                return [by_port[port] for port in ports]
            time.sleep(0.02)
        raise RuntimeError(f"{way} was seen {len(ports)} times.")

    def _config(self) -> str:
        text = SHIPPED.read_text(encoding="utf-8")
        behind = "\n".join(
            f"server 127.0.0.1:{server.port} max_fails=1 fail_timeout=5s;"
            for server in self.servers
        )
        places = {
            "/tmp/": f"{self.home}/",
            "resolver 127.0.0.11 valid=5s;": "",
            "server app:8501 resolve max_fails=1 fail_timeout=5s;": behind,
            "listen 8080;": f"listen 127.0.0.1:{free_port()};",
            "listen 8443 ssl;": f"listen 127.0.0.1:{self.tls_port} ssl; "
            f"listen 127.0.0.1:{self.port};",
            "/run/secrets/": f"{self.home}/",
            "/dev/stderr": f"{self.home}/nginx.log",
            "access_log off;": f"{LOGGED} {self.home}/ways.log way;",
        }
        for shipped, ours in places.items():
            assert shipped in text, f"nginx.conf has changed: {shipped}"
            text = text.replace(shipped, ours)
        return text

    def _until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        assert self._nginx is not None
        while time.monotonic() < until and self._nginx.poll() is None:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2, verify=False).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError(f"nginx did not answer:\n{(self.home / 'nginx.log').read_text()}")
