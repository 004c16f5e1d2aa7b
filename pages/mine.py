"""The code, and what can be done with everything kept under it."""

from esteem_match import ui
from esteem_match.ui import t

person = ui.here()
if person is None:
    ui.nobody_here("mine")
else:
    ui.frame(t("mine.title"), person, step="mine")
    ui.show_code(person)
    ui.para(t("mine.kept", day=ui.day(person.record.expires)))
    ui.heading(t("mine.finish_title"))
    ui.para(t("mine.finish_what"))
    if ui.button(t("mine.finish"), "finish"):
        ui.finish_here()
    ui.heading(t("mine.delete_title"))
    ui.para(t("mine.delete_what"))
    ui.delete_all(person)
ui.small_print()
