"""Walks a questionnaire, one short section a screen, and ends on 'check your answers'."""

import streamlit as st

from esteem_match import ui

person = ui.here()
if person is None:
    ui.nobody_here("assess")
elif not person.readable:
    ui.tell_unreadable(person, "assess")
else:
    step = ui.step_of(person, st.query_params.get("step", ""))
    if step == "code":
        ui.show_new_code(person)
    elif step == "wait" or ui.too_early(person):
        ui.go_along(person)
    elif person.record.finished:
        ui.show_closed(person)
    elif step == "paper":
        ui.show_numbers(person)
    else:
        ui.show_section(person, step)
ui.watch(ui.guest(person))
ui.small_print()
