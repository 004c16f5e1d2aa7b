"""Estimates how many lines blocks take, to keep short ones on one page."""

from collections.abc import Iterable
from math import ceil

from esteem_match.documents.blocks import Block, Table, Ticks

_LETTERS = {False: 75, True: 45}  # on a line, in normal and in large print
_LINES = {False: 26, True: 19}  # about two thirds of a page


_PARTED = range(4, 13)  # tick boxes that make two columns
_HALF = 56  # letters at most: two lines of a column


_FEW = 4  # items: a longer list may continue on the next page


def short(block: Block, *, large: bool) -> bool:
    """Whether a block can be kept on one page."""
    if (block.kind == "bullets" and len(block.texts) > _FEW) or _boxed(block):
        return False
    return _height([block], _LETTERS[large]) <= _LINES[large]


def _boxed(block: Block) -> bool:
    """Whether it has rows of boxes, which may continue on the next page."""
    if block.kind == "keep":
        return any(map(_boxed, block.blocks))
    return block.kind == "table" and block.boxes


def parted(ticks: Ticks) -> bool:
    """Whether tick boxes fit into two columns."""
    return len(ticks.options) in _PARTED and max(map(len, ticks.options)) <= _HALF


def _height(blocks: Iterable[Block], letters: int) -> float:
    return sum(_lines(block, letters) for block in blocks)


def _lines(block: Block, letters: int) -> float:
    if block.kind == "keep":
        return _height(block.blocks, letters)
    if block.kind == "table":
        return _table(block, letters)
    if block.kind == "figure":
        return 30 + _lines(block.table, letters)
    if block.kind == "lines":
        return _text(block.label, letters) + 2 * block.count
    if block.kind == "ticks":
        rows = [" ".join(block.options)] if block.side_by_side else block.options
        rows = rows[::2] if letters == _LETTERS[False] and parted(block) else rows
        return _texts([block.text, *rows], letters)
    if block.kind == "bullets":
        return _texts(block.texts, letters)
    if block.kind in ("heading", "para", "own_words"):
        return 1 + _text(block.text, letters)
    return 0


def _table(table: Table, letters: int) -> float:
    shares = table.widths or (1,) * len(table.headers)
    room = [max(letters * share // sum(shares), 1) for share in shares]
    rows = (max(map(_text, row, room)) + table.tall for row in table.rows)
    return 3 + sum(rows) * (1 if table.boxes else 1.4)


def _texts(texts: Iterable[str], letters: int) -> float:
    return 1 + sum(_text(text, letters) for text in texts)


def _text(text: str, letters: int) -> float:
    return sum(ceil((len(line) + 1) / letters) for line in text.split("\n"))
