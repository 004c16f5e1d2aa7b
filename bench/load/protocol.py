"""A browser tab without a browser: it speaks Streamlit's own protocol over one websocket."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from bench.load.page import Page, started_with

PATIENCE = 60.0
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Tab:
    """What one browser tab holds: its socket, address, page, and the values of its widgets."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.page = Page()
        self.name = self.query = self.script = ""
        self.values: dict[str, WidgetState] = {}
        self._socket: ClientConnection | None = None
        self._turn = asyncio.Lock()

    async def open(self, name: str = "") -> None:
        """Connects as the shell does when it is loaded, and waits for the first page."""
        self.name = name
        self._socket = await self._connected()
        await self.run()

    async def _connected(self, cookie: str = "") -> ClientConnection:
        return await connect(
            f"ws://{urlsplit(self.url).netloc}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else None,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
        )

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    def fill(self, widget: Any, value: str | bool) -> None:
        """Gives a widget its value without telling the server: for the fields of a form."""
        kind = "bool_value" if isinstance(value, bool) else "string_value"
        self.values[widget.id] = WidgetState(id=widget.id, **{kind: value})  # type: ignore[arg-type]

    async def put(self, widget: Any, value: str | bool) -> None:
        """Ticks, chooses or types, and waits for what comes of it."""
        self.fill(widget, value)
        await self.run(self.page.part_of(widget.id))

    async def press(self, button: Any) -> None:
        trigger = WidgetState(id=button.id, trigger_value=True)
        await self.run(self.page.part_of(button.id), trigger)

    async def trigger(self, component: Any, event: str, value: object = True) -> None:
        """What a component of ours tells by setTriggerValue."""
        name = f"$$STREAMLIT_INTERNAL_KEY_{component.id}__events"
        told = json.dumps([{"event": event, "value": value}])
        await self.run("", WidgetState(id=name, json_trigger_value=told))

    async def run(self, fragment: str = "", trigger: WidgetState | None = None) -> None:
        """Has the script run with all that this tab holds, and waits until it has finished."""
        async with self._turn, asyncio.timeout(PATIENCE):
            assert self._socket is not None
            await self._socket.send(self._request(fragment, trigger))
            while not self._take(ForwardMsg.FromString(await self._socket.recv(decode=False))):
                pass
            self._settle()

    def _request(self, fragment: str, trigger: WidgetState | None) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.script
        state.page_name = "" if self.script else self.name
        state.fragment_id = fragment
        state.widget_states.widgets.extend(self.values.values())
        if trigger is not None:
            state.widget_states.widgets.append(trigger)
        state.context_info.timezone, state.context_info.locale = "Europe/London", "en-GB"
        state.context_info.url = f"{self.url}/{self.name}"
        return bytes(message.SerializeToString())

    def _take(self, message: ForwardMsg) -> bool:
        """Takes in one message. True when it says that the run has finished for good."""
        kind = message.WhichOneof("type")
        if kind == "delta":
            self.page.draw(message)
        elif kind == "new_session":
            self.script = message.new_session.page_script_hash
            self.page.begin(frozenset(message.metadata.run.fragment_ids))
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        return kind == "script_finished" and message.script_finished != EARLY

    def _settle(self) -> None:
        """Holds a value for each widget that is there now, as a browser does, and for no other."""
        self.page.end()
        held = {}
        for kind, widget in self.page.widgets():
            known = self.values.get(widget.id)
            fresh = known is None or widget.set_value
            held[widget.id] = started_with(kind, widget) if fresh else known
        self.values = held  # type: ignore[assignment]
