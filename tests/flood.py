"""Somebody who means harm: sockets that have the script run as often as they can send.

Run by itself: `python -m tests.flood FROM URL SOCKETS`, from this address of ours. It says so when
a socket has sent MANY frames; each goes on until it is closed, and then comes back. With `anew` at
the end it comes back each time that it has sent MANY. With PASS ITEM at the end it hands over
answers with this pass instead, one after the other on each line.
"""

import itertools
import json
import sys
import threading
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

MANY = 200


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    return message.SerializeToString()


def send(socket: ClientConnection, frame: bytes) -> None:
    for _ in range(MANY):
        socket.send(frame)
    sys.stdout.write("sent\n")
    sys.stdout.flush()


def flood(here: str, url: str, *, anew: bool) -> None:
    stream = f"ws://{urlsplit(url).netloc}/_stcore/stream"
    while True:
        try:
            with connect(stream, subprotocols=["streamlit"], source_address=(here, 0)) as socket:  # type: ignore[list-item]
                send(socket, rerun())
                while not anew:
                    socket.send(rerun())
        except (OSError, WebSocketException):
            continue


def hand_over(here: str, url: str, given: str, item: str) -> None:
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    while True:
        line = HTTPConnection(urlsplit(url).netloc, source_address=(here, 0))
        try:
            for n in itertools.count(1):
                sent = json.dumps({"token": given, "item": item, "answer": n % 2})
                line.request("POST", "/answer", sent, headers)
                line.getresponse().read()
                if n == MANY:
                    sys.stdout.write("sent\n")
                    sys.stdout.flush()
        except (OSError, HTTPException):
            line.close()


def begin(here: str, url: str, sockets: str, *how: str) -> None:
    for _ in range(int(sockets)):
        if len(how) == 2:
            threading.Thread(target=hand_over, args=(here, url, *how)).start()
        else:
            threading.Thread(target=flood, args=(here, url), kwargs={"anew": bool(how)}).start()


if __name__ == "__main__":
    begin(*sys.argv[1:])
