"""My data: everything kept under a code, and what can be done with it."""

from esteem_match import ui
from esteem_match.ui import t

person = ui.here()
if ui.bringing():
    ui.frame(t("mydata.bring_title"), person, step="bring")
    ui.bring(person)
elif person is None:
    ui.nobody_here("mine")
    ui.offer_bring()
elif ui.has_moved_on(person):
    ui.go_along(person)
else:
    ui.frame(t("mine.title"), person, step="mine")
    if ui.leaving():
        ui.para(t("mydata.leaving"))
    else:
        ui.show_code(person)
        ui.tell_days(person)
        ui.offer_file(ui.show_kept(person))
        ui.offer_another(person)
        ui.heading(t("mydata.bring_title"))
        ui.para(t("mydata.bring_short"))
        ui.offer_bring()
        ui.heading(t("mine.finish_title"))
        ui.para(t("mine.finish_what"))
        ui.warn_of_history()
        if ui.button(t("mine.finish"), "finish"):
            ui.finish_here()
        ui.heading(t("mine.delete_title"))
        ui.para(t("mine.delete_what"))
        ui.tell_what_stays(person)
        ui.delete_all(person)
        ui.wait_for_result(person)
ui.small_print()
