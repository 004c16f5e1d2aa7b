"""Who does what next: what follows from a result, to be talked over and changed."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from esteem_match.documents.phrases.talk import again_on, first_steps, group_steps
from esteem_match.documents.phrases.view import View


class Task(NamedTuple):
    """A row of the plan. On paper, an empty cell is room to write by hand."""

    what: str = ""
    who: str = ""
    when: str = ""


Plan = tuple[Task, ...]


def suggested(view: View, on: date) -> Plan:
    """The first steps of each side, and the day on which both look again."""
    t = view.words.t
    theirs = (Task(text, t("together.who_practitioner")) for text in first_steps(view))
    ours = (Task(text, t("together.who_group")) for text in group_steps(view))
    day = view.words.day(again_on(view, on))
    return (*theirs, *ours, Task(t("together.again_title"), t("together.who_both"), day))


def filled(tasks: Iterable[Task]) -> Plan:
    """The rows in which something stands."""
    return tuple(task for task in tasks if any(cell.strip() for cell in task))
