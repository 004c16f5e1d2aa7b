"""The map of a document as a picture: SVG to edit, PNG to paste."""

from html import escape

from esteem_match.documents.blocks import Document, Map
from esteem_match.render.data import every
from esteem_match.render.lower import svg_of
from esteem_match.render.pdf import picture


def to_svg(document: Document) -> bytes:
    """The map as SVG, with a text for those who can't see it."""
    found = _map(document)
    named = f'<svg role="img" aria-label="{escape(found.alt)}" '
    return svg_of(found).replace("<svg ", named, 1).encode()


def to_png(document: Document) -> bytes:
    return picture(svg_of(_map(document)))


def _map(document: Document) -> Map:
    """The first map; there must be one."""
    return next(one for one in every(document.blocks) if isinstance(one, Map))
