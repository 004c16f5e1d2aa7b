"""Serves the least Streamlit page, started and set up as the program is."""

from pathlib import Path

import streamlit as st

from esteem_match import web

app = st.App(Path(__file__).with_name("least_page.py"), routes=web.ROUTES, lifespan=web.lifespan)
