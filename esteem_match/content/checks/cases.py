"""Examples: their answers are possible, their origin is clear, their expected roles exist."""

from collections import Counter
from collections.abc import Iterator

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES
from esteem_match.content.view import View
from esteem_match.models import SIDES, Item, Side
from esteem_match.texts import length

FILE = FILES["examples"]


def answers(view: View) -> Iterator[Problem]:
    for case in view.examples:
        table = f"examples.{case.id}"
        for side in SIDES:
            items = {item.id: item for item in view.side(side).items()}
            for name, answer in getattr(case, side).items():
                if name in items:
                    yield from _answer(view, side, table, items[name], answer)
                elif not view.left_out(name):
                    wrong = f"answers {name!r}, which is not asked of the {side}"
                    yield Problem(FILE, f"{table}.{side}", name, wrong, known(items, name))


def checklists(view: View) -> Iterator[Problem]:
    """Either all boxes of a checklist are answered or none: it is one question."""
    for case in view.examples:
        for side in filter(view.whole, SIDES):
            answered = getattr(case, side)
            for one in view.side(side).questions():
                left = [item.id for item in one.items if item.id not in answered]
                if left and len(left) < len(one.items):
                    wrong = f"is answered in part: {', '.join(left)} left out"
                    mend = "Answer each of its boxes with 0 or 1, or none of them"
                    yield Problem(FILE, f"examples.{case.id}.{side}", one.id, wrong, mend)


def origins(view: View) -> Iterator[Problem]:
    """A published case has an address and expected roles; a made-up pair has neither."""
    for case in view.examples:
        for field in ("url", "expected"):
            table, present = f"examples.{case.id}", bool(getattr(case, field))
            if case.made_up and present:
                wrong = "stands in a made-up pair, which no source tells of"
                yield Problem(FILE, table, field, wrong, "Take it away, or take made_up away")
            elif not case.made_up and not present:
                mend = "Write it, or write made_up = true"
                yield Problem(FILE, table, field, "is missing in a published case", mend)


def expectations(view: View) -> Iterator[Problem]:
    names = [role.id for role in view.model.roles]
    for case in (case for case in view.examples if case.expected):
        table, wanted = f"examples.{case.id}", Counter[str]()
        for field in ("primary", "secondary", "not_now"):
            for name in getattr(case.expected, field):
                wanted[name] += 1
                if name not in names and not view.left_out(name):
                    wrong, mend = f"{name!r} is not a role", known(names, name)
                    yield Problem(FILE, table, f"expected.{field}", wrong, mend)
        for name in (name for name, count in wanted.items() if count > 1):
            wrong = f"names {name!r} more than once"
            yield Problem(FILE, table, "expected", wrong, "Expect each role in one place")


def _answer(view: View, side: Side, table: str, item: Item, answer: int | str) -> Iterator[Problem]:
    place = f"{table}.{side}"
    if (item.kind == "text") != isinstance(answer, str):
        wanted = "a text" if item.kind == "text" else "the position of an answer"
        yield Problem(FILE, place, item.id, f"is {answer!r}", f"Write {wanted}")
    elif isinstance(answer, str):
        if item.max_length is not None and length(answer) > item.max_length:
            wrong = f"is longer than {item.max_length} letters"
            yield Problem(FILE, place, item.id, wrong, "Shorten it")
    else:
        words = view.side(side).options.get(item.options)
        last = len(words or ()) - 1 + item.not_applicable
        if words is not None and not 0 <= answer <= last:
            wrong = f"is {answer}, but the answers are 0 to {last}"
            yield Problem(FILE, place, item.id, wrong, "Use one of these positions")
