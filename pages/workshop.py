"""A workshop: joined, waited in, run, looked at together, and agreed."""

import streamlit as st

from esteem_match import ui
from esteem_match.ui import t

guest, place = ui.guest(ui.here()), ""
ui.go_on_if_joined(guest)
link = ui.followed_here(guest)
if link.opens is not None:
    ui.frame(t("link.title_host"), guest.person, step=ui.link_step("host"))
    ui.ask_to_lead(link.opens, guest)
else:
    place, title = ui.room_place(guest, st.query_params.get("view", ""))
    if place == "wall":
        ui.bare(title, place)
        ui.show_wall(guest)
    else:
        step, titled = ui.room_step(guest, place), ui.draws_heading(place)
        ui.frame(title, guest.person, step=step, titled=titled)
        if link.told:
            ui.wrong(link.told)
        ui.show_room(guest, place)
ui.watch(guest)
if place != "wall":
    ui.small_print()
