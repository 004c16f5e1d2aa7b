"""Checklists: two or more boxes side by side, asked and answered as one question."""

from collections.abc import Iterator
from itertools import pairwise

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES, joined
from esteem_match.content.view import View, seats, sections
from esteem_match.models import SIDES, Checklist, Item, Section, Side

Fault = tuple[str, str, str]

FEWEST = 2
TICKS = 2  # the words of a box: not ticked, ticked


def named(view: View) -> Iterator[Problem]:
    """A box is in the same section as its checklist."""
    for side in SIDES:
        for file, table, section in sections(view, side):
            names = [one.id for one in section.checklists]
            for item in section.items:
                name = item.asked_with
                if name is not None and name not in names and not view.left_out(name):
                    wrong = f"{name!r} is no checklist of this section"
                    place = joined(f"{table}.items", item.id)
                    yield Problem(file, place, "asked_with", wrong, known(names, name))


def boxes(view: View) -> Iterator[Problem]:
    """A box has two options: not ticked is position 0, ticked is position 1."""
    for side in SIDES:
        for file, table, item in seats(view, side):
            if item.asked_with is not None:
                yield from (Problem(file, table, *fault) for fault in _box(view, side, item))


def together(view: View) -> Iterator[Problem]:
    """The boxes of a checklist as a whole, for files that can be read completely."""
    for side in filter(view.whole, SIDES):
        for file, table, section in sections(view, side):
            for one in section.checklists:
                place = joined(f"{table}.checklists", one.id)
                yield from (Problem(file, place, *fault) for fault in _whole(section, one))


def pace(view: View) -> Iterator[Problem]:
    for side in SIDES:
        asked = view.side(side)
        if any(section.checklists for section in asked.sections) and not asked.pace.checklist:
            mend = "Say how many seconds a checklist takes"
            yield Problem(FILES[side], "pace", "checklist", "is missing", mend)


def unticked(view: View) -> Iterator[Problem]:
    """No condition may depend on a box that is not ticked: other programs can't express it."""
    for side in SIDES:
        ticked = {item.id for item in view.side(side).items() if item.asked_with}
        for file, table, item in seats(view, side):
            when = item.when
            if when and when.item in ticked and when.met({when.item: 0}):
                wrong = f"is met where the box {when.item!r} is not ticked"
                yield Problem(file, table, "when", wrong, "Ask after its tick: at_least = 1")


def _box(view: View, side: Side, item: Item) -> Iterator[Fault]:
    words = view.side(side).options.get(item.options)
    if item.kind not in ("veto", "choice"):
        mend = "Make it a choice or a veto, or take it out of the checklist"
        yield "asked_with", f"stands in a {item.kind}", mend
    elif words is not None and len(words) != TICKS:
        wrong = f"is a box, but {item.options!r} has {len(words)} words"
        yield "options", wrong, "Use a list of two: the first is not ticked, the second ticked"
    if item.help:
        yield (
            "help",
            "stands in a box, beside which there is room for its text only",
            "Take it away",
        )


def _whole(section: Section, one: Checklist) -> Iterator[Fault]:
    places = [at for at, item in enumerate(section.items) if item.asked_with == one.id]
    found = [section.items[at] for at in places]
    if len(found) < FEWEST:
        mend = f'Write asked_with = "{one.id}" in two questions or more, or take it away'
        yield "", f"has too few boxes: {len(found)}", mend
    if any(after != before + 1 for before, after in pairwise(places)):
        yield "", "has boxes with other questions between them", "Put its boxes side by side"
    if len({item.mirrors is None for item in found}) > 1:
        wrong = "has boxes of the practitioner's own beside some that mirror the group's"
        yield "", wrong, "Make two checklists of it"
    if len({item.when for item in found}) > 1:
        wrong = "has boxes that are asked at different times"
        yield "", wrong, "Give all of its boxes the same when, or none"
