"""The path through a questionnaire: sections are short, and every question can be reached."""

from collections.abc import Iterator

from esteem_match.content.checks.conditions import Fault, impossible
from esteem_match.content.problems import Problem, known
from esteem_match.content.view import View, seats, sections
from esteem_match.models import SIDES, Condition, Item, Side

FEWEST, MOST = 3, 6


def section_sizes(view: View) -> Iterator[Problem]:
    for side in SIDES:
        for file, table, section in sections(view, side):
            size = len(section.questions())
            if not FEWEST <= size <= MOST and view.whole(side):
                wrong = f"has {size} questions; a screen holds {FEWEST} to {MOST}"
                mend = "Split the section" if size > MOST else "Add to it, or join it to another"
                yield Problem(file, table, "items", wrong, mend)


def whens(view: View) -> Iterator[Problem]:
    """Each `when` in order; a question that depends on an unreachable one is unreachable too."""
    for side in SIDES:
        before: dict[str, Item] = {}
        dead: set[str] = set()
        for file, table, item in seats(view, side):
            faults = list(_when(view, side, item, item.when, before, dead)) if item.when else []
            yield from (Problem(file, table, "when", *fault) for fault in (*faults, *_scored(item)))
            dead |= {item.id} if faults else set()
            before[item.id] = item


def _scored(item: Item) -> Iterator[Fault]:
    if item.when and (item.key or item.kind == "veto"):
        wrong = "stands in a scored question, but every role must be asked the same of everybody"
        yield wrong, "Take it away: else roles and people could not be compared fairly"


def _when(
    view: View, side: Side, item: Item, when: Condition, before: dict[str, Item], dead: set[str]
) -> Iterator[Fault]:
    if when.item in dead:
        yield f"depends on {when.item!r}, which is never asked", "Mend that question first"
    elif when.item in before:
        for wrong, mend in impossible(view, side, before[when.item], when):
            yield f"{wrong}: this question is never asked", mend
    elif not view.left_out(when.item):
        yield _unknown(view, side, item, when.item, before)


def _unknown(view: View, side: Side, item: Item, name: str, before: dict[str, Item]) -> Fault:
    if name == item.id:
        return "depends on its own answer", "Look at an earlier question"
    found = view.item(name)
    if found and found[0] == side:
        return f"depends on {name!r}, which comes later", "Move that question before this one"
    if found:
        return f"depends on {name!r}, which is asked of the other side", known(before, name)
    return f"depends on {name!r}, which is no question", known(before, name)
