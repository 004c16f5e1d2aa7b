"""A document as data: JSON with every part, and CSV with a line for each text.

Roles, labels and questions have their ids, and each line has all headings above it, so that it can
be understood in a sorted file too.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from esteem_match.documents.blocks import (
    Bars,
    Beside,
    Block,
    Card,
    Document,
    Figure,
    Fold,
    Keep,
    Map,
    Only,
    RoleCard,
    RoleGrid,
    Table,
)

FORMAT = 2  # raise it with a change that readers of older files must know about
COLUMNS = ("part", "role", "label", "kind", "item", "row", "column", "text")
_DRAWN = ("svg", "svg_large", "pairs", "fits", "lines", "words", "numbers", "who")
_RUN_BY_SPREADSHEETS = tuple("=+-@|%＝＋－＠")  # noqa: RUF001 - wide characters count too


class _Place(NamedTuple):
    """The headings above a line, each with its level, and the role that it is about."""

    headings: tuple[tuple[int, str], ...]
    role: str = ""
    label: str = ""

    def under(self, text: str, level: int) -> "_Place":
        kept = (one for one in self.headings if one[0] < level)
        return self._replace(headings=(*kept, (level, text)))

    @property
    def part(self) -> str:
        """All headings above it; the title only if there is no other."""
        return " / ".join(text for _, text in self.headings[1:] or self.headings)


_Line = tuple[_Place, str, str, str, str, str]
"""Place, kind, question, row, column and text."""


def to_json(document: Document) -> bytes:
    """The document without its drawings, as their tables say the same."""
    raw = _without_figures(document.model_dump(mode="json"))
    return (json.dumps({"format": FORMAT, **raw}, ensure_ascii=False, indent=1) + "\n").encode()


def _without_figures(raw: Any) -> Any:
    if isinstance(raw, dict):
        drawn = _DRAWN if raw.get("kind") in ("figure", "map", "bars") else ()
        return {n: _without_figures(one) for n, one in raw.items() if n not in drawn}
    return [_without_figures(one) for one in raw] if isinstance(raw, list) else raw


def to_csv(document: Document) -> bytes:
    """A line for each text, under COLUMNS.

    It starts with a byte-order mark, by which spreadsheets recognise UTF-8.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in cells(document):
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def cells(document: Document) -> Iterator[tuple[str, ...]]:
    """A row for each text, under COLUMNS."""
    for place, kind, *rest in _lines(document):
        yield place.part, place.role, place.label, kind, *rest


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables in order, also those of figures."""
    for block in every(blocks):
        if isinstance(block, Map | Bars | Figure | RoleGrid):
            yield block.table
        elif isinstance(block, Table):
            yield block


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks in order, with those inside them."""
    for block in blocks:
        yield block
        for inside in ("blocks", "main", "aside"):
            yield from every(getattr(block, inside, ()))


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula, whatever separator it assumes."""
    run = cell.lstrip().startswith(_RUN_BY_SPREADSHEETS) or cell.startswith(("\t", "\n"))
    return f"'{cell}" if run else cell


def _lines(document: Document) -> Iterator[_Line]:
    top = _Place(((1, document.title),))
    yield top, "title", "", "", "", document.title
    yield top, "made", "", "", "", document.made.isoformat()
    yield from ((top, "meta", "", "", "", line) for line in document.meta)
    yield from _blocks(document.blocks, top)
    yield from ((top, "foot", "", "", "", line) for line in document.foot)


def _blocks(blocks: Iterable[Block], place: _Place) -> Iterator[_Line]:
    """The lines of blocks; a heading counts for all blocks after it."""
    for block in blocks:
        if block.kind == "heading":
            place = place.under(block.text, block.level)
        yield from _nested(block, place) or _texts_of(block, place)


def _nested(block: Block, place: _Place) -> Iterator[_Line] | None:
    if isinstance(block, Keep | Only):
        return _blocks(block.blocks, place)
    if isinstance(block, Beside):
        return _blocks((*block.main, *block.aside), place)
    if isinstance(block, Fold | Card):
        return _titled(block, place.under(block.title, block.level))
    if isinstance(block, RoleGrid):
        return _grid(block, place)
    return _role(block, place) if isinstance(block, RoleCard) else None


def _titled(block: Fold | Card, place: _Place) -> Iterator[_Line]:
    yield place, block.kind, "", "", "", block.title
    for of in block.roles if isinstance(block, Card) else ():
        yield place._replace(role=of.role), "role", "", of.name, "", of.help
    yield from _blocks(block.blocks, place)


def _role(card: RoleCard, place: _Place) -> Iterator[_Line]:
    place = place.under(card.of.help, card.level)._replace(role=card.of.role, label=card.label)
    yield place, "role", "", card.of.name, card.sure, card.said
    yield from ((place, "side", "", bar.side, bar.name, bar.word) for bar in card.bars)
    yield from ((place, "note", "", "", "", note) for note in card.notes)
    yield from _blocks(card.blocks, place)


def _grid(grid: RoleGrid, place: _Place) -> Iterator[_Line]:
    """Role by role: whether the group wants it, and where it stands with each practitioner."""
    yield place, "caption", "", grid.who, "", grid.group
    for at, one in enumerate(grid.roles):
        own, help_ = place._replace(role=one.of.role), one.of.help
        yield own, "wanted", "", one.of.name, help_, one.said
        yield from ((own, "note", "", "", help_, note) for note in one.notes)
        for row in grid.rows:
            yield own, "stands", "", row.name, help_, row.cells[at].said


def _texts_of(block: Block, place: _Place) -> Iterator[_Line]:
    if block.kind in ("heading", "para", "own_words"):
        yield place, block.kind, "", "", "", block.text
    elif block.kind == "bullets":
        for text, item in zip_longest(block.texts, block.items, fillvalue=""):
            yield place, block.kind, item, "", "", text
    elif block.kind == "questions":
        yield from ((place, block.kind, one.item, "", "", one.text) for one in block.asked)
    elif block.kind == "ticks":
        for at, (one, item) in enumerate(zip_longest(block.options, block.items, fillvalue="")):
            yield place, block.kind, item, block.text, "yes" if at in block.ticked else "", one
    elif block.kind == "lines" and block.label:
        yield place, block.kind, "", "", "", block.label
    else:
        yield from _figure(block, place)


def _figure(block: Block, place: _Place) -> Iterator[_Line]:
    if isinstance(block, Map | Bars) or block.kind == "figure":
        yield from _cells(block.table, place)
    elif block.kind == "table":
        yield from _cells(block, place)


def _cells(table: Table, place: _Place) -> Iterator[_Line]:
    """The cells of a table. A row without words is only room to write, and is left out."""
    yield place, "caption", "", table.headers[0], "", table.caption
    items = table.items or ("",) * len(table.rows)
    for row, item in zip(table.rows, items, strict=True):
        first, *rest = row
        for head, cell in zip(table.headers[1:], rest, strict=True) if any(row) else ():
            yield place, "table", item, first, head, cell
