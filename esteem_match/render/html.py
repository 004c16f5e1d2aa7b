"""A document as HTML: what a page shows, and a file that prints well. Jinja2 escapes all text."""

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
    """The templates of a folder. They escape all text, and refuse a name that is not there."""
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
    """What a page shows of it, below the page's own title. `link`: where a question is answered.

    `headed`: also whom it comes from and of which day, and its foot. `ticking`: what a room ticks
    off can be ticked here.
    """
    return _paint("screen.html", document, link, paper=False, headed=headed, ticking=ticking)


def html(document: Document) -> bytes:
    """The document as a file: its Content-Security-Policy lets nothing in."""
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
    """A name for each fold of a page: by it, what somebody unfolded stays so."""
    used = Counter[str]()

    def name(key: str) -> str:
        used[key] += 1
        return key if used[key] == 1 else f"{key}-{used[key]}"

    return name


def _held(block: Table | Ticks) -> str:
    """A key for what a list folds away, of what it holds: the same wherever it stands on a page."""
    said = (block.caption, *block.headers) if isinstance(block, Table) else (block.text, block.more)
    return f"{block.kind}-{crc32(' '.join(said).encode()):08x}"


def drawn_icon(name: str) -> Markup:
    """A role of somebody's own has none."""
    return Markup(icon(name)) if name in ICONS else Markup("")


def _drawing(block: Figure | Map | Bars, large: bool = False) -> Markup:
    """A figure stands in the page itself; its words are read from the table below."""
    if isinstance(block, Figure):
        svg = block.svg_large if large else block.svg
    else:
        svg = svg_of(block, LARGE if large else SMALL)
    named = f'<svg role="img" aria-label="{escape(block.alt)}" '
    return Markup(svg.replace("<svg ", named, 1))
