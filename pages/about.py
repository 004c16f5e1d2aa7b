"""The method, its sources, privacy and accessibility, in plain words."""

from esteem_match import ui
from esteem_match.ui import t

ui.frame(t("about.title"), ui.here(), step="about")
for part in ("what", "study", "how", "not", "privacy", "access", "open"):
    ui.heading(t(f"about.{part}_title"))
    ui.para(t(f"about.{part}"))
ui.show_host()
ui.show_notice()
ui.heading(t("about.roles_title"))
ui.roles_in_short()
ui.heading(t("about.sources_title"))
ui.sources()
ui.small_print()
