"""The application: Streamlit's pages, with our own routes, headers and start-up around them."""

import streamlit as st

from esteem_match import server, ui

routes = (*server.ROUTES, *ui.ROUTES)
app = st.App(
    server.SCRIPT,
    routes=routes,
    middleware=server.middleware(routes),
    lifespan=server.lifespan,
)
