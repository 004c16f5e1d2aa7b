"""A browser's tab for tests that need none: it speaks Streamlit's own protocol over one socket.

It may do what no browser lets a person do: send another's messages, forged cookies and headers.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from bench.load.page import Page, started_with, way_of
from esteem_match.models import Answer, Seat

OURS = {"Sec-Fetch-Site": "same-origin"}
PATIENCE = 60.0
ENDED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)


class Wire:
    """What a tab holds. `came`: the session that the server has for it now."""

    def __init__(
        self,
        url: str,
        name: str = "workshop",
        query: str = "",
        *,
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> None:
        self.url, self.name, self.query, self.source = url, name, query, source
        self.headers = dict(headers or {})
        if cookies:
            self.headers["Cookie"] = "; ".join(f"{key}={code}" for key, code in cookies.items())
        self.page, self.values, self.script, self.came = Page(), {}, "", ""  # type: ignore[var-annotated]
        self.heard: dict[str, Any] = {}
        self.socket: ClientConnection | None = None
        self.open = ExitStack()

    def connect(self) -> "Wire":
        """A new socket; it asks for the session that this tab had, as a browser does."""
        line = connect(
            f"ws://{urlsplit(self.url).netloc}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit", "none", self.came] if self.came else ["streamlit"],  # type: ignore[list-item]
            additional_headers=self.headers,
            source_address=(self.source, 0),
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
        )
        self.socket = self.open.enter_context(line)
        return self

    def close(self) -> None:
        self.open.close()

    def press(self, key: str) -> None:
        self.run(pressed(self.find("button", key).id))

    def put(self, kind: str, key: str, value: str | bool) -> None:
        """Ticks, chooses or types, and waits for what comes of it."""
        self.fill(kind, key, value)
        self.run()

    def fill(self, kind: str, key: str, value: str | bool) -> None:
        """The same without telling the server: for the fields of a form."""
        at = self.find(kind, key).id
        name = "bool_value" if isinstance(value, bool) else "string_value"
        self.values[at] = WidgetState(id=at, **{name: value})  # type: ignore[arg-type]

    def find(self, kind: str, key: str) -> Any:
        found = self.page.find(kind, key)
        assert found is not None, f"no {kind} {key} on a page that says: {self.text()}"
        return found

    def asking(self) -> dict[str, Any]:
        """What the page gives to its script that asks questions; nothing where it asks none."""
        return self._given("ask")

    def form(self) -> dict[str, Any]:
        """The same for the form of a workshop."""
        return self._given("join")

    def join(self, seat: Seat) -> httpx.Response:
        """Presses it as the page's script does."""
        return posted(self.url, {**self.form(), "seat": seat, "yes": True}, "/join")

    def _given(self, name: str) -> dict[str, Any]:
        found = self.page.component(name)
        given: dict[str, Any] = json.loads(found.json) if found else {}
        return given

    def said(self, item: str) -> str | None:
        """The answer that the page shows at a question."""
        asked = {one["id"]: one["said"] for one in self.asking()["part"]["questions"]}
        said: str | None = asked[item]
        return said

    def writes(self) -> int:
        """How often answers were written when the page was drawn."""
        return int(self.asking()["part"]["writes"])

    def hand(self, item: str, answer: Answer) -> str:
        """Hands over an answer as the page's script does, over no socket: kept, or what is wrong.

        `heard` is all that the server said.
        """
        sent = {"token": self.asking()["token"], "item": item, "answer": answer}
        told = posted(self.url, sent)
        self.heard = told.json()
        return "kept" if told.status_code == 200 else str(self.heard["problem"])

    def turn(self, key: str) -> dict[str, Any]:
        """Presses back or next as the page's script does: the part that comes, or what is wrong."""
        page = self.asking()
        way = way_of(page["part"]["ways"], key)
        assert way, f"no {key} on the page"
        asks = {"token": page["token"], "lang": page["lang"]}
        told = posted(self.url, {**asks, "step": way.step, "left": way.left}, "/part")
        came: dict[str, Any] = told.json() if told.content else {}
        return came

    def run(self, *more: WidgetState) -> "Wire":
        """Has the page drawn with all that this tab holds, and waits until it is."""
        self.send(*more)
        self.read()
        return self

    def send(self, *more: WidgetState, part: str = "") -> None:
        """Asks for a run of the whole page, or of the `part` that one tap is in."""
        message = BackMsg()
        state = message.rerun_script
        state.fragment_id = part
        state.query_string, state.page_script_hash = self.query, self.script
        state.page_name = "" if self.script else self.name
        state.widget_states.widgets.extend([*self.values.values(), *more])
        state.context_info.url = f"{self.url}/{self.name}"
        assert self.socket is not None
        self.socket.send(message.SerializeToString())

    def read(self) -> None:
        assert self.socket is not None
        while not self.take(ForwardMsg.FromString(self.socket.recv(PATIENCE, decode=False))):  # type: ignore[arg-type]
            pass
        self.page.end()
        self.values = {one.id: self.held(kind, one) for kind, one in self.page.widgets()}

    def held(self, kind: str, widget: Any) -> WidgetState:
        known: WidgetState | None = self.values.get(widget.id)
        return started_with(kind, widget) if known is None or widget.set_value else known

    def take(self, message: ForwardMsg) -> bool:
        """Takes in one message. True when it says that the run has ended for good."""
        kind = message.WhichOneof("type")
        if kind == "delta":
            self.page.draw(message)
        elif kind == "new_session":
            self.script = message.new_session.page_script_hash
            self.came = message.new_session.initialize.session_id
            self.page.begin(frozenset(message.metadata.run.fragment_ids))
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        return kind == "script_finished" and message.script_finished in ENDED

    def text(self) -> str:
        """All words of the page, as they were sent: not as a browser shows them."""
        kinds = {"html": "body", "markdown": "body", "heading": "body", "text": "body"}
        ours = [(one, field) for kind, field in kinds.items() for one in self.page.all(kind)]
        texts = [self.status(), *(getattr(one, field) for one, field in ours)]
        return unescape("\n".join(texts)).replace("\\", "")

    def status(self) -> str:
        """Where the round stands, as HTML; nothing where the page has no status."""
        found = self.page.component("status")
        return str(json.loads(found.json)["html"]) if found else ""


def posted(url: str, sent: Mapping[str, Any], path: str = "/answer") -> httpx.Response:
    """What the server says to what a page of its own posts."""
    return httpx.post(f"{url}{path}", json=sent, headers=OURS, timeout=PATIENCE, verify=False)


def pressed(button: str) -> WidgetState:
    return WidgetState(id=button, trigger_value=True)


@contextmanager
def tab(url: str, name: str = "workshop", query: str = "", **more: Any) -> Iterator[Wire]:
    """A tab that has opened a page."""
    made = Wire(url, name, query, **more).connect()
    try:
        yield made.run()
    finally:
        made.close()
