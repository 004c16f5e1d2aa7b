"""The program's server around another script, so that the server can be tested on its own."""

from pathlib import Path

import streamlit as st

from esteem_match import web

app = st.App(
    Path(__file__).with_name("script.py"),
    routes=web.ROUTES,
    middleware=web.middleware(web.ROUTES),
    lifespan=web.lifespan,
)
