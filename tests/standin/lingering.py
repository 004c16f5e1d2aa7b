"""The program on a machine so busy that a run takes a while to end after it has told the page."""

import time
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from esteem_match import server

LINGER = 0.3
_ended = ScriptRunner._on_script_finished


def _slowly(*told: Any, **more: Any) -> None:
    _ended(*told, **more)
    time.sleep(LINGER)


ScriptRunner._on_script_finished = _slowly  # type: ignore[method-assign]

app = st.App(
    server.SCRIPT, routes=server.ROUTES, middleware=server.MIDDLEWARE, lifespan=server.lifespan
)
