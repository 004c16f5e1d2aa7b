"""A workshop: joined, waited in, run, looked at together, and agreed."""

import streamlit as st

from esteem_match import ui

guest = ui.guest(ui.here())
place, title = ui.room_place(guest, st.query_params.get("view", ""))
ui.frame(title, guest.person, step=ui.room_step(guest, place))
ui.show_room(guest, place)
ui.watch(guest)
ui.small_print()
