"""A browser tab without a browser: it speaks Streamlit's own protocol over one websocket."""

import asyncio
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
        self.runs = 0
        self._socket: ClientConnection | None = None

    async def open(self, name: str = "", query: str = "", cookie: str = "") -> None:
        """Connects as the shell does when it is loaded, and waits for the first page."""
        self.name, self.query = name, query
        self._socket = await connect(
            f"ws://{urlsplit(self.url).netloc}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else None,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
        )
        await self.run()

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def press(self, button: Any) -> None:
        await self.run(self.page.part_of(button.id), WidgetState(id=button.id, trigger_value=True))

    async def tick(self, checkbox: Any) -> None:
        await self._change(WidgetState(id=checkbox.id, bool_value=True))

    async def choose(self, radio: Any, position: int) -> None:
        await self._change(WidgetState(id=radio.id, string_value=radio.options[position]))

    async def type(self, field: Any, text: str) -> None:
        await self._change(WidgetState(id=field.id, string_value=text))

    def value(self, widget: Any) -> WidgetState:
        return self.values[widget.id]

    async def _change(self, state: WidgetState) -> None:
        self.values[state.id] = state
        await self.run(self.page.part_of(state.id))

    async def run(self, fragment: str = "", trigger: WidgetState | None = None) -> None:
        """Has the script run with all that this tab holds, and waits until it has finished."""
        assert self._socket is not None
        await self._socket.send(self._request(fragment, trigger))
        async with asyncio.timeout(PATIENCE):
            while not self._take(ForwardMsg.FromString(await self._socket.recv(decode=False))):
                pass
        self._settle()

    def _request(self, fragment: str, trigger: WidgetState | None) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.script
        state.fragment_id = fragment
        state.page_name = "" if self.script else self.name
        state.widget_states.widgets.extend(self.values.values())
        if trigger is not None:
            state.widget_states.widgets.append(trigger)
        state.context_info.timezone, state.context_info.locale = "Europe/London", "en-GB"
        state.context_info.url = f"{self.url}/{self.name}"
        return message.SerializeToString()

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
        elif kind == "script_finished":
            self.runs += 1
            return message.script_finished != EARLY
        return False

    def _settle(self) -> None:
        """Holds a value for each widget that is there now, as a browser does, and for no other."""
        self.page.end()
        held = {}
        for kind, widget in self.page.widgets():
            known = self.values.get(widget.id)
            fresh = known is None or widget.set_value
            held[widget.id] = started_with(kind, widget) if fresh else known
        self.values = held  # type: ignore[assignment]
