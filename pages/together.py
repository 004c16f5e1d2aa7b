"""Both sides: the five roles on one map, why, where views differ, what to agree. Or an example."""

import streamlit as st

from esteem_match import ui
from esteem_match.ui import t

person = ui.here()
case = ui.example(st.query_params.get("example", ""))
if case is not None:
    ui.frame(case.title, person, step=f"example_{case.id}")
    ui.tell_case(case)
    ui.show_joint_result(ui.example_view(case))
    ui.other_examples(case)
elif person is not None and not person.readable:
    ui.tell_unreadable(person, "together")
elif person is not None and person.before_result:
    ui.go_along(person, told="later")
elif (link := ui.followed_share(person)).opens is not None:
    ui.frame(t("link.title_share"), person, step=ui.link_step("share"))
    ui.ask_to_share(link.opens, person)
elif person is None:
    ui.nobody_here("together", told=link.told)
else:
    ui.frame(t("together.title"), person, step="together")
    if link.told:
        ui.wrong(link.told)
    joint = ui.joint(person)
    if joint is not None:
        ui.show_joint_result(joint.view, take=True)
        ui.show_sharing(joint)
        ui.show_days(person, joint.view)
ui.small_print()
