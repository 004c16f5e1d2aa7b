"""Rules on facts in roles.toml: their conditions can be met, and not always."""

from collections.abc import Iterable, Iterator

from esteem_match.content.checks.conditions import impossible
from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES
from esteem_match.content.view import View
from esteem_match.models import Band, Condition, RoleModel

FILE = FILES["roles"]

Placed = Iterator[tuple[str, str, Condition]]


def conditions(view: View) -> Iterator[Problem]:
    for table, field, condition in _placed(view.model):
        found = view.item(condition.item)
        if found:
            for wrong, mend in impossible(view, *found, condition):
                yield Problem(FILE, table, field, wrong, mend)
        elif not view.left_out(condition.item):
            names = [item.id for side in (view.group, view.practitioner) for item in side.items()]
            wrong = f"looks at {condition.item!r}, which is no question"
            yield Problem(FILE, table, field, wrong, known(names, condition.item))


def signs(view: View) -> Iterator[Problem]:
    for model in view.model.leadership:
        if not all(model.signs) or not model.signs:
            wrong = (
                "has an empty list, which fits always" if model.signs else "is empty: never fits"
            )
            mend = "Write lists of conditions"
            yield Problem(FILE, f"leadership.{model.id}", "signs", wrong, mend)


def measures(view: View) -> Iterator[Problem]:
    for tension in view.model.tensions:
        table = f"tensions.{tension.id}"
        if not tension.measures and not tension.facts and not tension.elsewhere:
            wrong = "is missing, and facts too: the tension would always show"
            yield Problem(FILE, table, "measures", wrong, "Write measures, facts or both")
        for measure, band in tension.measures.items():
            yield from _band(table, f"measures.{measure}", band)


def addressees(view: View) -> Iterator[Problem]:
    for key, nouns in (("advice", view.model.advice), ("tensions", view.model.tensions)):
        for noun in nouns:
            if not noun.to:
                yield Problem(FILE, f"{key}.{noun.id}", "to", "is empty", "Name a side or both")


def _placed(model: RoleModel) -> Placed:
    for role in model.roles or ():
        yield from _each(f"roles.{role.id}", "hold_unless", role.hold_unless)
        yield from _each(f"roles.{role.id}", "when_asked", role.when_asked)
    for kind in model.leadership or ():
        for all_of in kind.signs:
            yield from _each(f"leadership.{kind.id}", "signs", all_of)
    for tension in model.tensions or ():
        yield from _each(f"tensions.{tension.id}", "facts", tension.facts)
    for advice in model.advice or ():
        yield from _each(f"advice.{advice.id}", "facts", advice.facts)
    for point in model.agreement or ():
        yield from _each(f"agreement.{point.id}", "touched_by", point.touched_by)


def _each(table: str, field: str, found: Iterable[Condition]) -> Placed:
    return ((table, field, condition) for condition in found)


def _band(table: str, field: str, band: Band) -> Iterator[Problem]:
    tops = [top for top in (band.at_most, band.below) if top is not None]
    if band.at_least is None and not tops:
        yield Problem(FILE, table, field, "has no bound", "Write at_least, at_most or below")
    elif band.below == 0 or (band.at_least is not None and tops and _empty(band)):
        yield Problem(FILE, table, field, "can't be met by any value", "Move its bounds apart")


def _empty(band: Band) -> bool:
    low = band.at_least or 0
    below = band.below is not None and low >= band.below
    return below or (band.at_most is not None and low > band.at_most)
