"""Somebody with a pencil: ticks a form, and works a result out from the printed sheet alone."""

from collections.abc import Iterable, Mapping

from esteem_match.models import Answers, Content, Item, Label, Question, Questionnaire, Side
from esteem_match.paper.numbering import NONE, Tick, number_of, numbers, yes
from esteem_match.paper.sheet import Box, Part, Row, Sheet, Table

Ticks = Mapping[int, tuple[int, ...]]
Letters = tuple[Label, Label]
"""The worst and the best that a row can come to; the same twice where nothing is open."""

WORST_FIRST = (Label.NOT_NOW, Label.POSSIBLE, Label.RECOMMENDED)


def ticked(content: Content, side: Side, answers: Answers) -> dict[int, tuple[int, ...]]:
    """A filled form: what is ticked at each question. A text is written, and not ticked."""
    form = content.side(side)
    number = numbers(form)
    said = {one.id: one for one in form.questions() if one.reached(answers) and one.kind != "text"}
    return {number[name]: _ticks(form, one, answers) for name, one in said.items()}


def _ticks(form: Questionnaire, one: Question, answers: Answers) -> tuple[int, ...]:
    """Of a checklist the boxes, or 0 for none of them; 'not sure' is no number there."""
    if isinstance(one.asks, Item):
        answer = answers[one.id]
        return (number_of(answer if isinstance(answer, int) else None),)
    ticked = tuple(yes(form, item).answer for item in one.ticked(answers))
    return ticked or (() if one.unsure(answers) else (NONE,))


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
    if any(_has(form, no) for no in row.closed_by):
        return Label.NOT_NOW
    first, second = ([_copied(box, form, top) or for_empty for box in boxes] for boxes in row.boxes)
    taken = max(first) if part.strongest else sum(first)
    letter = _looked_up(part.table, taken, sum(second))
    floors = [box for boxes in row.boxes for box in boxes if box.floor]
    held = [
        *(_has(form, no) for no in row.held_by),
        *((_copied(box, form, top) or for_empty) == 1 for box in floors),
        *((_at(form, one.question) or for_empty) not in one.ticked for one in row.held_unless),
        bool(part.welcome) and not set(second) & set(part.welcome),
    ]
    return lower((letter, Label.POSSIBLE)) if any(held) else letter


def _copied(box: Box, form: Ticks, top: int) -> int:
    """0 for what is empty or not sure; 'does not apply', past the highest number, is a 1."""
    number = _at(form, box.question)
    return 1 if number > top else number


def _at(form: Ticks, question: int) -> int:
    """The one number that is ticked there; 0 for nothing."""
    return next(iter(form.get(question, ())), 0)


def _has(form: Ticks, tick: Tick) -> bool:
    return tick.answer in form.get(tick.question, ())


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
