"""A document as HTML: for a page, and as a file to print. Jinja2 escapes all text."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from esteem_match.documents.blocks import Bars, Document, Figure, Map, Question, Table, Ticks
from esteem_match.render.figures.svg import LARGE, SMALL
from esteem_match.render.icons import ICONS, icon
from esteem_match.render.lower import for_paper, svg_of
from esteem_match.render.size import short

Link = Callable[[Question], str]


def templates(folder: Path) -> Environment:
    """The templates of a folder. They escape all text, and refuse unknown names."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


_PAGES = templates(Path(__file__).with_name("templates"))


def screen(
    document: Document, link: Link | None = None, *, headed: bool = False, ticking: bool = False
) -> str:
    """The document for a page, below the page's own title. `link`: the address of a question.

    `headed`: with its meta lines and its foot. `ticking`: what a room ticks off can be ticked.
    """
    return _paint("screen.html", document, link, paper=False, headed=headed, ticking=ticking)


def html(document: Document) -> bytes:
    """The document as a file, with a Content-Security-Policy that allows nothing from outside."""
    return _paint("document.html", for_paper(document), None, paper=True, ticking=False).encode()


def _paint(template: str, document: Document, link: Link | None, **how: bool) -> str:
    return _PAGES.get_template(template).render(
        document=document,
        link=link,
        **how,
        fold=_names(),
        held=_held,
        short=partial(short, large=False),
        drawing=_drawing,
        icon=drawn_icon,
    )


def _names() -> Callable[[str], str]:
    """Makes a name for each fold of a page, by which it stays open for whoever opened it."""
    used = Counter[str]()

    def name(key: str) -> str:
        used[key] += 1
        return key if used[key] == 1 else f"{key}-{used[key]}"

    return name


def _held(block: Table | Ticks) -> str:
    """A key for a folded list that only depends on its texts, and not on its place."""
    held = (block.caption, *block.headers) if isinstance(block, Table) else (block.text, block.more)
    return f"{block.kind}-{crc32(' '.join(held).encode()):08x}"


def drawn_icon(name: str) -> Markup:
    """The icon of a role; a role that a content has added has none."""
    return Markup(icon(name)) if name in ICONS else Markup("")


def _drawing(block: Figure | Map | Bars, large: bool = False) -> Markup:
    """A figure as inline SVG; screen readers read its words in the table below."""
    if isinstance(block, Figure):
        svg = block.svg_large if large else block.svg
    else:
        svg = svg_of(block, LARGE if large else SMALL)
    named = f'<svg role="img" aria-label="{escape(block.alt)}" '
    return Markup(svg.replace("<svg ", named, 1))
