"""The application: Streamlit's pages, with our own routes, headers and start-up around them."""

import streamlit as st

from esteem_match import ui, web

routes = (*web.ROUTES, *ui.ROUTES)
app = st.App(
    web.SCRIPT,
    routes=routes,
    middleware=web.middleware(routes),
    lifespan=web.lifespan,
)
