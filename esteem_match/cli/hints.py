"""What is wrong with a cell, and what to do about it."""

import re

from esteem_match.cli.cells import How, Reading, tidy
from esteem_match.cli.columns import Column
from esteem_match.cli.problems import shown

DECIMAL = re.compile(r"[+-]?(\d+[.,]\d*|[.,]\d+)")
ABSENT = frozenset({"na", "nan", "n/a", "none", "null", "."})


def bad_cell(reading: Reading, number: int, column: Column, cell: str) -> str:
    where = f"Row {number}, column {column.name}"
    allowed = f"allowed are {column.codes.allowed} or an empty cell."
    return f"{where}: found {shown(cell)}; {allowed}{_hint(reading, column, cell.strip())}"


def _hint(reading: Reading, column: Column, cell: str) -> str:
    item, numbers = column.items[0], reading.how in (How.PLACES, How.PAPER)
    if numbers and DECIMAL.fullmatch(cell):
        return " Write whole numbers."
    if cell.casefold() in ABSENT:
        return " Leave the cell empty where an answer is missing."
    places = len({*column.codes.values()}) - 1  # all but the empty cell's
    if reading.how == How.PLACES and tidy(cell) == str(places):
        return " 'Does not apply' is written 0." if item.not_applicable else _from_paper(item.kind)
    if reading.how == How.KOBO:
        return " Export with 'XML values and headers'."
    return ""


def _from_paper(kind: str) -> str:
    return " For numbers as on our paper forms, add --from paper." if kind != "veto" else ""
