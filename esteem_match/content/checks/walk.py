"""The order of the questions: where the first part ends, and where a clear no may stand."""

from collections.abc import Iterator

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES
from esteem_match.content.view import View, seats
from esteem_match.models import SIDES


def first_looks(view: View) -> Iterator[Problem]:
    """`first_look` names a section."""
    for side in SIDES:
        name, names = view.side(side).first_look, [one.id for one in view.side(side).sections]
        if name is not None and name not in names and not view.left_out(name):
            wrong = f"{name!r} is no section of this file"
            yield Problem(FILES[side], "", "first_look", wrong, known(names, name))


def anew(view: View) -> Iterator[Problem]:
    """`anew` names questions."""
    for side in SIDES:
        names = [one.id for one in view.side(side).questions()]
        for name in view.side(side).anew:
            if name not in names and not view.left_out(name):
                wrong = f"{name!r} is no question of this file"
                yield Problem(FILES[side], "", "anew", wrong, known(names, name))


def answered_by_seat(view: View) -> Iterator[Problem]:
    """`seats` names questions, with a possible position for each seat."""
    for side in SIDES:
        items = {item.id: item for item in view.side(side).items()}
        for name, positions in view.side(side).seats.items():
            if name not in items and not view.left_out(name):
                wrong = f"{name!r} is no question of this file"
                yield Problem(FILES[side], "seats", name, wrong, known(items, name))
            elif name in items:
                words = view.side(side).options.get(items[name].options, ())
                for seat, at in positions.items():
                    if not 0 <= at < len(words):
                        wrong = f"is {at}, but the answers are 0 to {len(words) - 1}"
                        mend = "Use one of these positions"
                        yield Problem(FILES[side], f"seats.{name}", seat, wrong, mend)


def closed_early(view: View) -> Iterator[Problem]:
    """No scored question comes after the clear no to its role: it would be skipped.

    In a workshop half of the members decide, so one member's no must not keep them from answering.
    """
    closed: set[str | None] = set()
    for file, table, item in seats(view, "group"):
        if item.key and item.role in closed:
            wrong = "stands after the clear no to its role, and would not be asked after that"
            yield Problem(file, table, "role", wrong, "Move it before the clear no")
        if item.kind == "veto" and item.effect == "close":
            closed.add(item.role)
