"""PDF by typst: tagged as PDF/UA-1, in our own fonts. All text goes in as data, never as markup."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from esteem_match.reports.model import Document

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "print"
TEMPLATE = Path(__file__).with_name("pdf.typ")
_UNKNOWN = "□"  # stands for a sign that no font of ours has: PDF/UA allows no empty glyph
_JOINERS = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")


def pdf(document: Document, *, large: bool = False) -> bytes:
    """The document on A4; in large print at 18 points."""
    data = json.dumps(_data(document), ensure_ascii=False)
    made: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": data, "large": "yes" if large else "no"},
        pdf_standards=["ua-1"],
    )
    return made


def _data(document: Document) -> dict[str, Any]:
    lang, _, rest = document.language.partition("-")
    region = rest if re.fullmatch("[A-Za-z]{2}", rest) else None
    raw = document.model_dump(mode="json")
    raw["blocks"] = [_turned(block) for block in raw["blocks"]]
    return {
        **_drawable(raw),
        "running": _drawable(document.title.replace("\n", " ")),
        "lang": lang.lower(),
        "region": region,
    }


def _turned(block: dict[str, Any]) -> dict[str, Any]:
    if block["kind"] == "own_words":
        return {**block, "direction": direction(block["text"])}
    if block["kind"] == "keep":
        return {**block, "blocks": [_turned(one) for one in block["blocks"]]}
    return block


def direction(text: str) -> str:
    """Which way a text runs: as its first letter does."""
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return next(("ltr" if way == "L" else "rtl" for way in ways if way in ("L", "R", "AL")), "ltr")


def _drawable(raw: Any) -> Any:
    """All texts of plain data, with a box for each sign that no font of ours has."""
    if isinstance(raw, str):
        return raw if raw.isascii() else "".join(map(_sign, raw))
    if isinstance(raw, list):
        return [_drawable(one) for one in raw]
    if isinstance(raw, dict):
        return {name: _drawable(one) for name, one in raw.items()}
    return raw


def _sign(sign: str) -> str:
    return sign if ord(sign) in known() or sign in _JOINERS else _UNKNOWN


@cache
def known() -> frozenset[int]:
    """The signs that our fonts can draw, in regular and in bold."""
    weights: dict[bool, set[int]] = {True: set(), False: set()}
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            weights["Bold" in path.stem] |= font.getBestCmap().keys()
    return frozenset(weights[True] & weights[False])
