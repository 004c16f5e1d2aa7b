"""A document as data: JSON with every part, and CSV with a line for each thing that is said."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from esteem_match.documents.blocks import Block, Document, Table, flat

FORMAT = 1  # raise it with a change by which older files are read otherwise than they were meant
_COLUMNS = ("part", "kind", "row", "column", "text")
_RUN_BY_SPREADSHEETS = tuple("=+-@|%＝＋－＠")  # noqa: RUF001 - wide signs count too


def to_json(document: Document) -> bytes:
    """The document's parts, without its pictures: their tables say the same."""
    raw = _without_pictures(document.model_dump(mode="json"))
    return (json.dumps({"format": FORMAT, **raw}, ensure_ascii=False, indent=1) + "\n").encode()


def _without_pictures(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {
            n: _without_pictures(one) for n, one in raw.items() if n not in ("svg", "svg_large")
        }
    return [_without_pictures(one) for one in raw] if isinstance(raw, list) else raw


def to_csv(document: Document) -> bytes:
    """Under which heading, of what kind, in which row and column of a table, and the text.

    It begins with a mark by which spreadsheets know that it is UTF-8.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for line in _lines(document):
        writer.writerow([_safe(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; all are quoted, whatever it parts cells by."""
    run = cell.lstrip().startswith(_RUN_BY_SPREADSHEETS) or cell.startswith(("\t", "\n"))
    return f"'{cell}" if run else cell


def _lines(document: Document) -> Iterator[tuple[str, str, str, str, str]]:
    part = document.title
    yield part, "title", "", "", document.title
    yield part, "made", "", "", document.made.isoformat()
    yield from ((part, "meta", "", "", line) for line in document.meta)
    for block in flat(document.blocks):
        if block.kind == "heading":
            part = block.text
        yield from ((part, *line) for line in _said(block))
    yield from ((document.title, "foot", "", "", line) for line in document.foot)


def _said(block: Block) -> Iterator[tuple[str, str, str, str]]:
    if block.kind in ("para", "own_words"):
        yield block.kind, "", "", block.text
    elif block.kind == "bullets":
        yield from ((block.kind, "", "", text) for text in block.texts)
    elif block.kind == "figure":
        yield from _cells(block.table)
    elif block.kind == "table":
        yield from _cells(block)
    elif block.kind == "ticks":
        ticked = ("yes" if n in block.ticked else "" for n in range(len(block.options)))
        yield from (
            (block.kind, block.text, mark, one)
            for mark, one in zip(ticked, block.options, strict=True)
        )
    elif block.kind == "lines":
        yield block.kind, "", "", block.label


def _cells(table: Table) -> Iterator[tuple[str, str, str, str]]:
    """A row without any word is room to write on, and tells nothing."""
    for first, *rest in filter(any, table.rows):
        for head, cell in zip(table.headers[1:], rest, strict=True):
            yield "table", first, head, cell
