"""HTML that prints well: one file, no script, nothing fetched from anywhere."""

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Keep,
    Lines,
    NewPage,
    OwnWords,
    Para,
    Table,
    Ticks,
)
from esteem_match.render.size import short

STYLE = Path(__file__).with_name("print.css")


def html(document: Document) -> bytes:
    """The document as a page; its Content-Security-Policy lets nothing in."""
    title, style = escape(document.title), STYLE.read_text(encoding="utf-8")
    meta = "".join(f'<p class="small">{_said(line)}</p>' for line in document.meta)
    *blocks, last = document.blocks
    foot = "".join(f"<p>{_said(line)}</p>" for line in document.foot)
    end = _whole(last, f"{_blocks([last])}\n<footer>{foot}</footer>")
    page = (
        f'<!doctype html>\n<html lang="{escape(document.language)}" dir="{document.direction}">\n'
        f'<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_said(document.title)}</h1>\n{meta}\n{_blocks(blocks)}\n"
        f"{end}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(_DRAW[block.kind](block) for block in blocks)


def _said(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _heading(block: Heading) -> str:
    return f"<h{block.level}>{_said(block.text)}</h{block.level}>"


def _para(block: Para) -> str:
    kind = "" if block.tone == "plain" else f' class="{block.tone}"'
    return f"<p{kind}>{_said(block.text)}</p>"


def _bullets(block: Bullets) -> str:
    kind = "ol" if block.numbered else "ul"
    return _whole(block, f"<{kind}>{_items(block.texts)}</{kind}>")


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{_said(text)}</li>" for text in texts)


def _table(block: Table) -> str:
    heads = "".join(f'<th scope="col">{_said(head)}</th>' for head in block.headers)
    rows = "".join(f"<tr>{_row(row)}</tr>" for row in block.rows)
    tall = ' class="tall"' if block.tall else ""
    return (
        f"<table{tall}><caption>{_said(block.caption)}</caption>{_columns(block)}"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _columns(block: Table) -> str:
    """How wide the columns are, where that is said."""
    shares = (100 * share / sum(block.widths) for share in block.widths)
    columns = "".join(f'<col style="width:{share:.0f}%">' for share in shares)
    return f"<colgroup>{columns}</colgroup>" if columns else ""


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = cells
    return f'<th scope="row">{_said(first)}</th>' + "".join(f"<td>{_said(c)}</td>" for c in rest)


def _figure(block: Figure) -> str:
    """The picture stands in the page itself; its words are read from the table below."""
    drawn = block.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(block.alt)}" ', 1)
    return f"<figure>{drawn}</figure>\n{_table(block.table)}"


def _ticks(block: Ticks) -> str:
    text = f"<p>{_said(block.text)}</p>" if block.text else ""
    kind = "ticks row" if block.side_by_side else "ticks"
    signs = ("☑" if n in block.ticked else "☐" for n in range(len(block.options)))
    options = "".join(
        f"<li><span>{sign}</span>{_said(one)}</li>"
        for sign, one in zip(signs, block.options, strict=True)
    )
    return _whole(block, f'{text}<ul class="{kind}">{options}</ul>')


def _own(block: OwnWords) -> str:
    return f'<blockquote dir="auto">{_said(block.text)}</blockquote>'


def _lines(block: Lines) -> str:
    label = f"<p>{_said(block.label)}</p>" if block.label else ""
    return _whole(block, label + "<div class=line></div>" * block.count)


def _new_page(_block: NewPage) -> str:
    return '<div class="page"></div>'


def _keep(block: Keep) -> str:
    return _whole(block, _blocks(block.blocks))


def _whole(block: Block, drawn: str) -> str:
    """What is short stays on one page."""
    return f'<div class="keep">{drawn}</div>' if short(block, large=False) else drawn


_DRAW: dict[str, Callable[[Any], str]] = {
    "heading": _heading,
    "para": _para,
    "bullets": _bullets,
    "table": _table,
    "figure": _figure,
    "ticks": _ticks,
    "own_words": _own,
    "lines": _lines,
    "new_page": _new_page,
    "keep": _keep,
}
