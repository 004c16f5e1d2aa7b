"""Somebody with a pencil: ticks a form, and works a result out from the printed sheet alone."""

from collections.abc import Iterable, Mapping

from esteem_match.models import Answers, Content, Label, Side
from esteem_match.paper.sheet import Box, Part, Row, Sheet, Table
from esteem_match.paper.signs import numbers, sign

Ticks = Mapping[int, int]
Letters = tuple[Label, Label]
"""The worst and the best that a row can come to; the same twice where nothing is open."""

WORST_FIRST = (Label.NOT_NOW, Label.POSSIBLE, Label.RECOMMENDED)


def ticked(content: Content, side: Side, answers: Answers) -> dict[int, int]:
    """A filled form: the number ticked at each question. A text is written, and not ticked."""
    number = numbers(content.side(side))
    return {
        number[item]: sign(answer)
        for item, answer in answers.items()
        if not isinstance(answer, str)
    }


def worked_out(paper: Sheet, group: Ticks, practitioner: Ticks) -> dict[str, Letters]:
    """By role, what the sheet comes to: the lower of both sides' letters, first and last."""
    forms = {"group": group, "practitioner": practitioner}
    sides = [one_side(paper, part, forms[part.side]) for part in paper.parts]
    return {
        role: (lower(one[role][0] for one in sides), lower(one[role][1] for one in sides))
        for role in sides[0]
    }


def one_side(paper: Sheet, part: Part, form: Ticks) -> dict[str, Letters]:
    return {row.role.id: _row(row, part, form, paper.highest) for row in part.rows}


def _row(row: Row, part: Part, form: Ticks, top: int) -> Letters:
    """Worked out twice where a box is empty: with a 1 there, and with the highest number."""
    return _letter(row, part, form, top, 1), _letter(row, part, form, top, top)


def _letter(row: Row, part: Part, form: Ticks, top: int, for_empty: int) -> Label:
    if any(form.get(no) == 2 for no in row.closed_by):
        return Label.NOT_NOW
    first, second = ([_copied(box, form, top) or for_empty for box in boxes] for boxes in row.boxes)
    taken = max(first) if part.strongest else sum(first)
    letter = _looked_up(part.table, taken, sum(second))
    floors = [box for boxes in row.boxes for box in boxes if box.floor]
    held = [
        *(form.get(no) == 2 for no in row.held_by),
        *((_copied(box, form, top) or for_empty) == 1 for box in floors),
        *((form.get(one.question) or for_empty) not in one.ticked for one in row.held_unless),
        bool(part.welcome) and not set(second) & set(part.welcome),
    ]
    return lower((letter, Label.POSSIBLE)) if any(held) else letter


def _copied(box: Box, form: Ticks, top: int) -> int:
    """0 for what is empty or not sure; 'does not apply', past the highest number, is a 1."""
    number = form.get(box.question, 0)
    return 1 if number > top else number


def _looked_up(table: Table, first: int, second: int) -> Label:
    at = table.totals.index(second)
    for label, least in (
        (Label.RECOMMENDED, table.recommended[at]),
        (Label.POSSIBLE, table.possible[at]),
    ):
        if least is not None and first >= least:
            return label
    return Label.NOT_NOW


def lower(letters: Iterable[Label]) -> Label:
    return min(letters, key=WORST_FIRST.index)
