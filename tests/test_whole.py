"""What a socket may ask to be run: the whole page before any part of it, and for every press."""

import asyncio
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from esteem_match.server.whole import whole_first

RADIO = WidgetState(id="radio", string_value="Often")
BUTTON = WidgetState(id="next", trigger_value=True)
DRAWN = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
BROKEN_OFF = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()


def asked(part: str, *widgets: WidgetState) -> bytes:
    message = BackMsg()
    message.rerun_script.fragment_id = part
    message.rerun_script.query_string = "step=place"
    message.rerun_script.widget_states.widgets.extend(widgets)
    return bytes(message.SerializeToString())


def passed_on(*exchange: bytes) -> list[bytes]:
    """What comes through to Streamlit, of a talk in which the server's words are known by sight."""
    through: list[bytes] = []
    coming = [one for one in exchange if one not in (DRAWN, BROKEN_OFF)]

    async def inner(_scope: Any, receive: Any, send: Any) -> None:
        for one in exchange:
            if one in (DRAWN, BROKEN_OFF):
                await send({"type": "websocket.send", "bytes": one})
            else:
                through.append((await receive())["bytes"])

    async def receive() -> Any:
        return {"type": "websocket.receive", "bytes": coming.pop(0)}

    async def send(_message: Any) -> None:
        """Nobody listens."""

    asyncio.run(whole_first(inner)({"type": "websocket"}, receive, send))
    return through


def test_a_tap_on_a_page_that_outlived_its_server_runs_the_whole_page() -> None:
    assert passed_on(asked("a1", RADIO)) == [asked("", RADIO)]


def test_a_run_that_was_broken_off_has_drawn_no_page() -> None:
    assert passed_on(asked(""), BROKEN_OFF, asked("a1", RADIO))[1] == asked("", RADIO)


def test_a_tap_on_a_page_that_was_drawn_runs_its_part() -> None:
    talk = (asked(""), DRAWN, asked("a1", RADIO), asked("b2", RADIO))
    assert passed_on(*talk) == [asked(""), asked("a1", RADIO), asked("b2", RADIO)]


def test_a_press_is_never_lost_in_the_part_of_a_tap_before_it() -> None:
    talk = (asked(""), DRAWN, asked("a1", RADIO, BUTTON))
    assert passed_on(*talk)[1] == asked("", RADIO, BUTTON)


def test_what_is_no_message_passes_as_it_came() -> None:
    assert passed_on(b"\xff\xff\xff") == [b"\xff\xff\xff"]


def test_a_socket_of_its_own_begins_anew() -> None:
    assert passed_on(asked(""), DRAWN, asked("a1")) == [asked(""), asked("a1")]
    assert passed_on(asked("a1")) == [asked("")]
