"""A page that takes its time before it comes to its buttons, as any page does on a busy machine."""

import time

import streamlit as st

from esteem_match.ui import layout, state
from tests.standin import room

st.title("Slow")
time.sleep(0.5)
if layout.button("Press", "press"):
    room.COUNTS["presses"] += 1
with st.form("form", border=False):
    text = st.text_input("Words", key="words")
    if layout.submit("Send", "form"):
        room.COUNTS["sent"] += text == "Mo and Robin"
st.text(f"presses: {room.COUNTS['presses']}, sent: {room.COUNTS['sent']}")
state.presses().clear()
