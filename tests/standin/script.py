"""A page with one of each kind of element that the program's pages use."""

import gc
import json

import plotly.graph_objects as go
import streamlit as st

NAMES = json.loads(st.query_params.get("settings", "[]"))
COLLECTIONS = "collections"

st.set_page_config(page_title="Stand-in")
st.title("Stand-in")
st.caption("A caption of small words")
st.markdown("A [link](https://example.org) in a line of text")
st.radio("Which one?", ["First", "Second", "Third"], index=None, key="which")
st.button("Next", type="primary")
st.button("Back")
st.text_input("A word")
st.selectbox("One of these", ["a", "b"])
st.progress(0.4)
with st.expander("More"):
    st.table({"Role": ["Facilitator"], "Fit": ["Close"]})
st.download_button("Keep it", "text", "kept.txt", on_click="ignore")
st.html("<style>.stApp { line-height: 1.5; }</style>")
if st.query_params.get("chart"):
    st.plotly_chart(go.Figure(go.Scatter(x=[0, 1], y=[1, 0], mode="markers+text", text=["A", "B"])))
    st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h")), key="bars")
if st.query_params.get("picture"):
    st.markdown("![picture](http://example.org/p.png)")
if st.query_params.get("fail"):
    raise ValueError("a secret in the error")
st.components.v2.component("standin", js="export default () => { window.standIn = true; }")(key="c")
st.text("cookie: " + st.context.cookies.get("esteem_code", "none"))
st.text("collected: " + str(gc.get_stats()[2][COLLECTIONS]))
st.text("settings: " + json.dumps({name: st.get_option(name) for name in NAMES}))
