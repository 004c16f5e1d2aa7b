"""The program's server around a slow page with a button and a form."""

from pathlib import Path

import streamlit as st

from esteem_match import server

app = st.App(
    Path(__file__).with_name("slow.py"),
    routes=server.ROUTES,
    middleware=server.middleware(server.ROUTES),
    lifespan=server.lifespan,
)
