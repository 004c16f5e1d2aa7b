"""The application: Streamlit's pages, with our own routes, headers and start-up around them."""

import streamlit as st

from esteem_match import server, ui

app = st.App(
    server.SCRIPT,
    routes=(*server.ROUTES, *ui.ROUTES),
    middleware=server.MIDDLEWARE,
    lifespan=server.lifespan,
)
