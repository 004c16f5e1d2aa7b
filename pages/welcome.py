"""What this is, what is kept, and three doors; come back with a code; look at an example."""

from esteem_match import ui
from esteem_match.ui import t

person = ui.here()
link = ui.followed(person)
side = ui.door()
if link.opens is not None:
    ui.frame(t("link.title_person"), person, step=ui.link_step("person"))
    ui.ask_to_open(link.opens, person)
elif side is not None:
    ui.frame(t("consent.title"), person, step=f"consent_{side}")
    ui.consent(side)
elif person is not None and ui.finishing():
    ui.frame(t("mine.ask"), person, step="finish")
    ui.ask_before_finish(person)
else:
    ui.frame(t("welcome.title"), person, step="welcome")
    ui.tell_gone(person)
    ui.para(t("welcome.what"))
    if link.told:
        ui.wrong(link.told)
    if person is not None:
        ui.welcome_back(person)
    else:
        ui.heading(t("welcome.doors"))
        ui.doors()
        ui.lead_to_forms()
    ui.small(t("welcome.kept", days=ui.keep_days()))
    ui.say_host()
    ui.heading(t("welcome.sample"))
    ui.show_sample()
    ui.heading(t("welcome.code_title"))
    ui.enter_code()
    ui.offer_bring()
    ui.heading(t("welcome.example_title"))
    ui.pick_example()
ui.small_print()
