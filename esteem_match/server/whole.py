"""When a part of a page may be run by itself: not before the page has been, and for no press.

Streamlit drops what it is asked for a part that this process has not drawn yet: a tap on a page
that outlived its server would be lost. And a browser sends a press that follows a tap at once as
if it belonged to that tap's part, where nothing hears it. Both then run the whole page.
"""

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PRESSES = {"trigger_value", "string_trigger_value", "json_trigger_value"}


def asking_whole(sent: bytes, drawn: bool) -> bytes:
    """What a browser sent, asking for the whole page where a part would not do."""
    try:
        message = BackMsg.FromString(sent)
    except DecodeError:
        return sent
    asked = message.rerun_script
    pressed = any(one.WhichOneof("value") in PRESSES for one in asked.widget_states.widgets)
    if not asked.fragment_id or (drawn and not pressed):
        return sent
    asked.fragment_id = ""
    return bytes(message.SerializeToString())


def _drawn(told: bytes) -> bool:
    """Whether this tells a browser that the whole page has been drawn."""
    message = ForwardMsg.FromString(told)
    ended = message.WhichOneof("type") == "script_finished"
    return ended and bool(message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)


def whole_first(app: ASGIApp) -> ASGIApp:
    """Lets a socket run parts of its page only once it has been shown all of it."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        drawn = False

        async def receive_whole() -> Message:
            message = await receive()
            if message.get("bytes"):
                message = {**message, "bytes": asking_whole(message["bytes"], drawn)}
            return message

        async def send_noting(message: Message) -> None:
            nonlocal drawn
            drawn = drawn or (bool(message.get("bytes")) and _drawn(message["bytes"]))
            await send(message)

        calm = scope["type"] != "websocket"
        await app(scope, receive if calm else receive_whole, send if calm else send_noting)

    return wrapped
