"""One side's result: a practitioner's, which rests on a picture of the group, or a group's own."""

from esteem_match import ui
from esteem_match.ui import t

person = ui.here()
if person is None:
    ui.nobody_here("results")
elif not person.readable:
    ui.tell_unreadable(person, "results")
elif person.before_result:
    ui.go_along(person, told="later")
elif ui.again_page():
    ui.show_again(person)
elif page := ui.handed_over(person.record.side):
    ui.frame(t(f"{page.name}.title"), person, step=page.name)
    ui.show_handed_over(page, ui.own_view(person))
else:
    view = ui.own_view(person)
    ui.frame(view.title, person, step="results")
    ui.tell_times(person)
    ui.tell_share_waits(person)
    ui.tell_shared(person)
    ui.show_own_result(view, first=ui.first_look(person))
    ui.offer_again(person)
    if person.record.side == "practitioner":
        ui.offer_another(person)
ui.small_print()
