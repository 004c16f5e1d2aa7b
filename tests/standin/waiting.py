"""A long page that waits for news of its room, with fields to type in and to scroll past."""

import streamlit as st

from esteem_match.ui import browser, state
from tests.standin import room

room.COUNTS["runs"] += 1
if "arrive" in st.query_params:
    code = browser.link("host")
    browser.catch_link("host", code, looked=st.checkbox("Looked up"))
    st.text(f"arrived: {code}")
    if st.button("Forget"):
        browser.forget_link("host")
    st.stop()
if st.query_params.get("keep"):
    state.put("host", st.query_params["keep"])
    st.text(f"kept: {browser.keep_host()} {browser.host_cookie()}")
    st.stop()
if st.query_params.get("kept"):
    st.text(f"host: {browser.host_cookie()}")
    st.stop()
st.set_page_config(page_title="Waiting")
st.title("Waiting")
if not st.checkbox("Gone"):
    shown = room.told()
    people = (
        (shown["joined"], shown["finished"], shown["wall"]) if "host" in st.query_params else None
    )
    changed = browser.live(room.TAG, shown["revision"], people)
    st.text(f"room: {shown['revision']} {shown['joined']} {shown['finished']}")
    st.text(f"changed: {changed}")
for number in range(30):
    st.text_area(f"Field {number}", key=f"field{number}")
st.radio("Which one?", ["First", "Second"], index=None, key="which", on_change="ignore")
