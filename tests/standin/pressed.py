"""The program's server around a slow page with a button and a form."""

from pathlib import Path

import streamlit as st

from esteem_match import web

app = st.App(
    Path(__file__).with_name("slow.py"),
    routes=web.ROUTES,
    middleware=web.middleware(web.ROUTES),
    lifespan=web.lifespan,
)
