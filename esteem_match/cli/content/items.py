"""The codebook: every question of both sides, in the order of asking."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from esteem_match.models import SIDES, Content, Item, Side

COLUMNS = (
    "id",
    "questionnaire",
    "section",
    "asked_with",
    "key",
    "role",
    "area",
    "kind",
    "options",
    "floor",
    "effect",
    "source",
    "text",
)
JOINTS = {"options": " | ", "source": ";"}

Cell = str | bool | Sequence[str] | None
Row = Mapping[str, Cell]


def codebook(content: Content) -> tuple[Row, ...]:
    """A row for each item. A mirror has a role and an area but no key: it never counts."""
    return tuple(
        _row(content, side, section.id, item)
        for side in SIDES
        for section in content.side(side).sections
        for item in section.items
    )


def as_csv(rows: Sequence[Row]) -> str:
    """The codebook as CSV; lists are joined, and missing values are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_in_csv(name, row[name]) for name in COLUMNS] for row in rows)
    return text.getvalue()


def as_json(rows: Sequence[Row]) -> str:
    """An array with an object for each row; missing values are null."""
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(content: Content, side: Side, section: str, item: Item) -> Row:
    return {
        "id": item.id,
        "questionnaire": side,
        "section": section,
        "asked_with": item.asked_with,
        "key": item.key,
        "role": item.role,
        "area": item.area,
        "kind": item.kind,
        "options": list(content.side(side).options.get(item.options, ())),
        "floor": item.floor,
        "effect": item.effect,
        "source": list(item.source),
        "text": item.text,
    }


def _in_csv(name: str, cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else ""
    if cell is None or isinstance(cell, str):
        return cell or ""
    return JOINTS[name].join(cell)
