"""Blank forms to print, and what to do with them once they are filled in."""

from esteem_match import ui
from esteem_match.ui import t

ui.frame(t("forms.title"), ui.here(), step="forms")
ui.show_forms()
ui.heading(t("forms.after_title"))
ui.para(t("forms.after", by_numbers=t("paper.by_numbers")))
ui.small_print()
