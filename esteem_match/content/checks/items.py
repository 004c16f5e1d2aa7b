"""Items and option lists: the fields that each kind of item must and must not have."""

from collections.abc import Iterator

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES
from esteem_match.content.view import View, seats
from esteem_match.models import SIDES, Item, Side

Fault = tuple[str, str, str]

VETO_WORDS = 2


def shapes(view: View) -> Iterator[Problem]:
    for side in SIDES:
        for file, table, item in _own(view, side):
            for fault in (*_kind(item), *_key(item, side), *_sentences(item), *_extras(item)):
                yield Problem(file, table, *fault)


def option_names(view: View) -> Iterator[Problem]:
    for side in SIDES:
        options = view.side(side).options
        for file, table, item in _own(view, side):
            if item.options and item.options not in options:
                wrong = f"{item.options!r} is no option list of this file"
                yield Problem(file, table, "options", wrong, known(options, item.options))
            elif item.kind == "veto" and len(options.get(item.options, "12")) != VETO_WORDS:
                wrong = f"is a veto, but {item.options!r} has {len(options[item.options])} words"
                mend = "Use a list of two: the first leaves the role open, the second says no"
                yield Problem(file, table, "options", wrong, mend)


def scale_lengths(view: View) -> Iterator[Problem]:
    """A scored answer counts as its position, so every scale runs from 0 to the top."""
    for side in SIDES:
        options = view.side(side).options
        for file, table, item in _own(view, side):
            words = options.get(item.options)
            if item.kind == "scale" and words is not None and len(words) != view.model.top + 1:
                wrong = f"is a scale, but {item.options!r} has {len(words)} words"
                mend = f"Use a list of {view.model.top + 1} words: top in {FILES['roles']} says so"
                yield Problem(file, table, "options", wrong, mend)


def unused_lists(view: View) -> Iterator[Problem]:
    for side in filter(view.whole, SIDES):
        used = {item.options for item in view.side(side).items()}
        for name in sorted(set(view.side(side).options) - used):
            wrong = "is used by no question"
            yield Problem(FILES[side], "options", name, wrong, "Use it or take it away")


def _own(view: View, side: Side) -> Iterator[tuple[str, str, Item]]:
    """All items except mirrors, which copy these fields from the group's items."""
    return (seat for seat in seats(view, side) if not seat[2].mirrors)


def _kind(item: Item) -> Iterator[Fault]:
    if item.kind == "text":
        if item.max_length is None:
            yield "max_length", "is missing: a text needs a limit", "Say how many letters fit"
        if item.options:
            yield "options", "stands in a text, which has no options", "Take it away"
        return
    if item.max_length is not None:
        yield "max_length", f"stands in a {item.kind}: only a text has a length", "Take it away"
    if not item.options:
        yield "options", f"is missing: a {item.kind} needs a list", "Name a list of [options]"


def _key(item: Item, side: Side) -> Iterator[Fault]:
    if item.key and item.kind != "scale":
        yield "key", f"stands in a {item.kind}: only a scale is scored", "Take it away"
    if item.key and item.key not in SIDES[side]:
        here = " or ".join(SIDES[side])
        yield "key", f"{item.key!r} is not asked of the {side}", f"Use {here}, or move the question"
    if item.kind == "scale":
        for field in ("key", "role", "area"):
            if getattr(item, field) is None:
                wrong = "is missing: a scale counts for one key of one role, in one area"
                yield field, wrong, "Write it, or make this a choice"
    if item.kind == "veto":
        for field in ("role", "effect"):
            if getattr(item, field) is None:
                yield field, "is missing: a veto says no to one role", "Write it"


def _sentences(item: Item) -> Iterator[Fault]:
    """A scored item has a sentence for a high and a low answer, for each side."""
    for field in ("high", "low"):
        lacking = [side for side in SIDES if side not in getattr(item, field)]
        if item.kind == "scale" and item.key and lacking:
            wrong = f"says nothing to the {' and the '.join(lacking)}, but the question is scored"
            yield field, wrong, "Write a sentence for each side"


def _extras(item: Item) -> Iterator[Fault]:
    if item.effect and item.kind != "veto":
        yield "effect", f"stands in a {item.kind}: only a veto has an effect", "Take it away"
    if item.not_applicable and item.kind != "scale":
        wrong = f"stands in a {item.kind}: only on a scale does it count as 0"
        yield "not_applicable", wrong, "Take it away, or make it an option"
    for field in ("floor", "actionable"):
        if getattr(item, field) and item.key != "capacity":
            wrong = "is true, but only what a practitioner can do (key capacity) may be so marked"
            yield field, wrong, "Take it away"
    for field in ("high", "low"):
        if getattr(item, field) and not item.key:
            wrong = "stands in a question that is not scored, of which nothing is said so"
            yield field, wrong, "Take it away"
    if item.weight != 1 and not item.key:
        yield "weight", "stands in a question that is not scored", "Take it away"
    if item.weight != 1 and item.key == "need":
        wrong = "stands in a need, of which the strongest counts, whichever it is"
        yield "weight", wrong, "Take it away"
