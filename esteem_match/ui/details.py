"""Why a role stands where it does, what would change it, and how to begin."""

from esteem_match.models import RoleFit
from esteem_match.say import View, details
from esteem_match.say.details import Told
from esteem_match.ui.layout import heading, lines, para, small


def show_why(view: View, fit: RoleFit) -> None:
    """The few answers that speak most for a role, and those that speak most against it."""
    for told in details.why(view, fit):
        small(told.title)
        lines(told.texts)


def show_still_open(view: View, fit: RoleFit) -> None:
    """How far the answers lead already, and which answers keep the role open."""
    reach = details.reach(view, fit)
    if reach:
        para(reach)
    for told in details.still_open(view, fit):
        small(told.title)
        lines(told.texts)


def show_details(view: View, fit: RoleFit) -> None:
    """All else there is to say; how to begin only where the role may fit."""
    para(view.words.put_in(view.role(fit).meaning))
    for told in details.details(view, fit):
        _tell(told)


def _tell(told: Told) -> None:
    if told.title:
        heading(told.title, 4)
    if told.lead:
        small(told.lead)
    if told.listed:
        lines(told.texts)
    else:
        para(told.texts[0])
