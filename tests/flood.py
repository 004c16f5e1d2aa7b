"""Somebody who means harm: sockets that have the script run as often as they can send.

Run by itself: `python -m tests.flood URL SOCKETS`. It says so when a socket has sent MANY frames;
each goes on until it is closed, and then comes back. `python -m tests.flood URL SOCKETS anew` comes
back each time that it has sent MANY.
"""

import sys
import threading
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

MANY = 200
HERE = ("127.0.0.2", 0)


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    return message.SerializeToString()


def send(socket: ClientConnection, frame: bytes) -> None:
    for _ in range(MANY):
        socket.send(frame)
    sys.stdout.write("sent\n")
    sys.stdout.flush()


def flood(url: str, *, anew: bool) -> None:
    stream = f"ws://{urlsplit(url).netloc}/_stcore/stream"
    while True:
        try:
            with connect(stream, subprotocols=["streamlit"], source_address=HERE) as socket:  # type: ignore[list-item]
                send(socket, rerun())
                while not anew:
                    socket.send(rerun())
        except (OSError, WebSocketException):
            continue


if __name__ == "__main__":
    url, sockets, *how = sys.argv[1:]
    for _ in range(int(sockets)):
        threading.Thread(target=flood, args=(url,), kwargs={"anew": bool(how)}).start()
