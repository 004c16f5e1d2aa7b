"""What one connection may ask of the server: a bucket of messages that refills."""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

RATE = 10.0
BURST = 30.0
PATIENCE = 50
TOO_MUCH = {"type": "websocket.close", "code": 1008, "reason": "too many messages"}


def bucket(now: Callable[[], float] = time.monotonic) -> Callable[[], bool]:
    """A function that says, at each message, whether it may pass."""
    tokens, last = BURST, now()

    def passes() -> bool:
        nonlocal tokens, last
        tokens, last = min(BURST, tokens + (now() - last) * RATE), now()
        if tokens < 1:
            return False
        tokens -= 1
        return True

    return passes


def limited(app: ASGIApp) -> ASGIApp:
    """Drops a websocket's messages over the limit, and closes it when it does not stop."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        passes, over = bucket(), 0

        async def receive_limited() -> Message:
            nonlocal over
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or passes():
                    return message
                over += 1
                if over > PATIENCE:
                    await send(TOO_MUCH)
                    return {"type": "websocket.disconnect", "code": TOO_MUCH["code"]}

        calm = scope["type"] != "websocket"
        await app(scope, receive if calm else receive_limited, send)

    return wrapped
