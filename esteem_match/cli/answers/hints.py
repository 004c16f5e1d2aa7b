"""Messages on cells that can't be read, with what to do about them."""

import re

from esteem_match.cli.answers.cells import How, Reading, of_item, tidy
from esteem_match.cli.answers.columns import Column
from esteem_match.cli.problems import shown
from esteem_match.models import Item, Side

DECIMAL = re.compile(r"[+-]?(\d+[.,]\d*|[.,]\d+)")
EMPTY = "Leave the cell empty where an answer is missing."
ABSENT = frozenset({"na", "nan", "n/a", "none", "null", "."})


def bad_cell(reading: Reading, number: int, column: Column, cell: str) -> str:
    where = f"Row {number}, column {column.name}"
    allowed = f"allowed are {column.codes.allowed} or an empty cell."
    hint = _hint(reading, column, cell.strip())
    return f"{where}: found {shown(cell)}; {allowed}{f' {hint}' if hint else ''}"


def _hint(reading: Reading, column: Column, cell: str) -> str:
    if reading.how == How.KOBO:
        return "Export with 'XML values and headers'."
    if reading.how != How.WORDS and DECIMAL.fullmatch(cell):
        return "Write whole numbers."
    if reading.how == How.PLACES and (found := _in_places(reading, column.items[0], cell)):
        return found
    return EMPTY if cell.casefold() in ABSENT else ""


def _in_places(reading: Reading, item: Item, cell: str) -> str:
    """A hint if the cell would be an answer in another notation."""
    side: Side = "group" if item in reading.content.group.items() else "practitioner"
    if tidy(cell) == str(len(reading.content.side(side).options[item.options])):
        paper = "For numbers as on our paper forms, add --from paper." if item.key else ""
        return "'Does not apply' is written 0." if item.not_applicable else paper
    for how in (How.WORDS, How.KOBO):
        codes = of_item(reading._replace(how=how), side, item)
        if not cell[:1].isdigit() and codes.get(cell, codes.otherwise(cell)):
            return f"If all answers are written so, add --from {how}."
    return ""
