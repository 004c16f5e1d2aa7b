"""PDF by typst: tagged as PDF/UA-1, with our own fonts. All text is data, never markup."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from esteem_match.documents.blocks import (
    Block,
    Document,
    Figure,
    Keep,
    OwnWords,
    Table,
    Ticks,
)
from esteem_match.render.lower import for_paper
from esteem_match.render.size import parted, short

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "print"
TEMPLATE, PICTURE = (Path(__file__).with_name(f"{one}.typ") for one in ("pdf", "picture"))
_DOTS = 200  # per inch
_EMOJI = "NotoEmoji"  # a font of one weight
_UNKNOWN = "□"  # for characters that our fonts lack: PDF/UA allows no empty glyph
_JOINERS = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")


def pdf(document: Document, *, large: bool = False) -> bytes:
    """The document on A4; large print is 18 points."""
    data = json.dumps(_data(for_paper(document), large), ensure_ascii=False)
    inputs = {"document": data, "large": "yes" if large else "no"}
    return _rows_named(_compile(TEMPLATE, inputs, pdf_standards=["ua-1"]))


# The tag of a table cell as typst writes it: its header's column, and whether it is filled.
_CELL = re.compile(
    rb"(?<= obj\n<</Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U\d+x(\d+)y0\)\])"
    rb"(?=[^\n]*/K\[(\d?))"
)


def _rows_named(made: bytes) -> bytes:
    """Tags the first cell of each row as the header of the row.

    typst has `pdf.header-cell` for this, but its Python package can't turn it on yet. Each cell is
    replaced by the same number of bytes, so that all offsets in the file stay right.
    """
    return _CELL.sub(_cell, made)


def _cell(found: re.Match[bytes]) -> bytes:
    """A header if it is first and not empty. Scopes say which headers a cell has."""
    before, headers, column, filled = found.groups()
    head = column == b"0" and filled
    scope = b"/Scope/Row" if head else b""
    return (b"H" if head else b"D") + before + scope.ljust(len(headers))


def picture(svg: str) -> bytes:
    """One of our drawings as PNG, for formats without SVG."""
    return _compile(PICTURE, {"svg": _drawable(svg)}, format="png", ppi=_DOTS)


def _compile(template: Path, inputs: dict[str, str], **how: Any) -> bytes:
    """Compiles one of our templates, with our fonts and none of the machine's."""
    made: bytes = typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        **how,
    )
    return made


def _data(document: Document, large: bool) -> dict[str, Any]:
    lang, _, rest = document.language.partition("-")
    region = rest if re.fullmatch("[A-Za-z]{2}", rest) else None
    raw = document.model_dump(mode="json", exclude={"blocks"})
    return {
        **_drawable(raw),
        "blocks": _drawable([_block(block, large) for block in document.blocks]),
        "dense": document.dense and not large,
        "running": _drawable(document.called),
        "lang": lang.lower(),
        "region": region,
    }


def _block(block: Block, large: bool) -> dict[str, Any]:
    """A block as data, with what else the template needs."""
    raw = {**block.model_dump(mode="json"), "whole": short(block, large=large)}
    if isinstance(block, OwnWords):
        raw["direction"] = direction(block.text)
    elif isinstance(block, Table):
        raw["directions"] = [direction(cell) for row in block.rows for cell in row if block.typed]
    elif isinstance(block, Keep):
        raw["blocks"] = [_block(one, large) for one in block.blocks]
    elif isinstance(block, Ticks):
        raw["parted"] = not large and parted(block)
    elif isinstance(block, Figure):
        raw["table"] = _block(block.table, large)
    return raw


def direction(text: str) -> str:
    """The direction of a text: that of its first letter."""
    classes = (unicodedata.bidirectional(character) for character in text)
    strong = (one for one in classes if one in ("L", "R", "AL"))
    return "ltr" if next(strong, "L") == "L" else "rtl"


def _drawable(raw: Any) -> Any:
    """Plain data in which characters that our fonts lack are replaced."""
    if isinstance(raw, str):
        return raw if raw.isascii() else "".join(map(_character, raw))
    if isinstance(raw, list):
        return [_drawable(one) for one in raw]
    if isinstance(raw, dict):
        return {name: _drawable(one) for name, one in raw.items()}
    return raw


def _character(one: str) -> str:
    return one if ord(one) in known() or one in _JOINERS else _UNKNOWN


@cache
def known() -> frozenset[int]:
    """The characters that our fonts have, in regular and in bold. Emoji are the same in both."""
    weights: dict[str, set[int]] = {"Regular": set(), "Bold": set(), _EMOJI: set()}
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            weights[path.stem.split("-")[-1]] |= font.getBestCmap().keys()
    return frozenset((weights["Regular"] & weights["Bold"]) | weights[_EMOJI])
