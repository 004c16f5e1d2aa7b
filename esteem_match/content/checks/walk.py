"""The order of the walk: where its first part ends, and what a clear no must not cut off."""

from collections.abc import Iterator

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES
from esteem_match.content.view import View, seats
from esteem_match.models import SIDES


def first_looks(view: View) -> Iterator[Problem]:
    """The section after which there is a first look."""
    for side in SIDES:
        name, names = view.side(side).first_look, [one.id for one in view.side(side).sections]
        if name is not None and name not in names and not view.left_out(name):
            wrong = f"{name!r} is no section of this file"
            yield Problem(FILES[side], "", "first_look", wrong, known(names, name))


def anew(view: View) -> Iterator[Problem]:
    """The questions that are asked anew for each group."""
    for side in SIDES:
        names = [one.id for one in view.side(side).questions()]
        for name in view.side(side).anew:
            if name not in names and not view.left_out(name):
                wrong = f"{name!r} is no question of this file"
                yield Problem(FILES[side], "", "anew", wrong, known(names, name))


def answered_by_seat(view: View) -> Iterator[Problem]:
    """The questions that a seat in a workshop answers, each with a position of its list."""
    for side in SIDES:
        items = {item.id: item for item in view.side(side).items()}
        for name, said in view.side(side).seats.items():
            if name not in items and not view.left_out(name):
                wrong = f"{name!r} is no question of this file"
                yield Problem(FILES[side], "seats", name, wrong, known(items, name))
            elif name in items:
                words = view.side(side).options.get(items[name].options, ())
                for seat, at in said.items():
                    if not 0 <= at < len(words):
                        wrong = f"is {at}, but the answers are 0 to {len(words) - 1}"
                        mend = "Use one of these positions"
                        yield Problem(FILES[side], f"seats.{name}", seat, wrong, mend)


def closed_early(view: View) -> Iterator[Problem]:
    """One member's clear no never keeps a group from saying what it needs: half of them decide."""
    closed: set[str | None] = set()
    for file, table, item in seats(view, "group"):
        if item.key and item.role in closed:
            wrong = "stands after the clear no to its role, and would not be asked after that"
            yield Problem(file, table, "role", wrong, "Move it before the clear no")
        if item.kind == "veto" and item.effect == "close":
            closed.add(item.role)
