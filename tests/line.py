"""A line to the database server that a test can cut and mend."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import make_url


class Line:
    """What goes to and fro on a port of this machine's; `whole`: whether anybody gets through."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.ends: list[socket.socket] = []
        self.whole = True
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.door.accept()
                if not self.whole:
                    near.close()
                    continue
                far = socket.create_connection(self.server)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=pass_on, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        self.whole = False
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends = []


def pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while sent := one.recv(65536):
            other.sendall(sent)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


@contextmanager
def laid(address: str) -> Iterator[Line]:
    """A line to the server of this address."""
    url = make_url(address)
    made = Line(url.host or "127.0.0.1", url.port or 5432)
    yield made
    made.cut()
    made.door.close()


def through(address: str, line: Line) -> str:
    url = make_url(address).set(host="127.0.0.1", port=line.port)
    return url.render_as_string(hide_password=False)
