"""One side's result: a practitioner's, which rests on a picture of the group, or a group's own."""

import streamlit as st

from esteem_match import ui
from esteem_match.ui import t

person = ui.here()
if person is None:
    ui.nobody_here("results")
elif not person.readable:
    ui.tell_unreadable(person, "results")
elif person.early:
    ui.go_along(person, told="later")
elif ui.again_page():
    ui.show_again(person)
elif person.record.side == "group":
    view = ui.own_view(person)
    if st.query_params.get("page") == "letter":
        ui.frame(t("letter.title"), person, step="letter")
        ui.show_letter(view)
    else:
        ui.frame(view.title, person, step="results")
        ui.tell_times(person)
        ui.tell_first_look(person)
        ui.show_group_result(view)
        ui.offer_again(person)
else:
    view = ui.own_view(person)
    ui.frame(view.title, person, step="results")
    ui.tell_times(person)
    ui.tell_first_look(person)
    ui.show_practitioner_result(view)
    ui.offer_again(person)
    ui.offer_another(person)
ui.small_print()
