"""The application: Streamlit's pages, with our own routes, headers and start-up around them."""

import streamlit as st

from esteem_match import server

app = st.App(
    server.SCRIPT, routes=server.ROUTES, middleware=server.MIDDLEWARE, lifespan=server.lifespan
)
