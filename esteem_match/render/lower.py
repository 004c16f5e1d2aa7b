"""Simplifies a document for paper: unfolded, with figures drawn, in blocks for any format."""

from collections.abc import Iterable, Iterator

from esteem_match.documents.blocks import (
    Bars,
    Beside,
    Block,
    Bullets,
    Card,
    Document,
    Figure,
    Fold,
    Heading,
    Keep,
    Map,
    Only,
    Para,
    Questions,
    RoleCard,
    RoleGrid,
    RoleName,
)
from esteem_match.render.figures.bars import bars
from esteem_match.render.figures.reach import reach_map
from esteem_match.render.figures.rolemap import role_map
from esteem_match.render.figures.svg import LARGE, SMALL


def for_paper(document: Document) -> Document:
    """The same document without nested blocks, except those that stay on one page."""
    blocks = tuple(lowered(document.blocks))
    return document.model_copy(update={"blocks": blocks})


def lowered(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from _lower(block)


def _lower(block: Block) -> Iterator[Block]:
    if isinstance(block, Keep):
        yield Keep(blocks=tuple(lowered(block.blocks)))
    elif isinstance(block, Only):
        yield from lowered(block.blocks) if block.medium == "paper" else ()
    elif isinstance(block, Beside):
        yield from lowered((*block.main, *block.aside))
    elif isinstance(block, Fold):
        yield from (Heading(text=block.title, level=block.level), *lowered(block.blocks))
    elif isinstance(block, Card):
        yield from _card(block)
    elif isinstance(block, RoleCard):
        yield from _role(block)
    elif isinstance(block, RoleGrid):
        yield block.table
        if block.notes:
            yield Bullets(texts=block.notes)
    elif isinstance(block, Questions):
        yield Bullets(texts=tuple(one.text for one in block.asked))
    elif isinstance(block, Map | Bars):
        yield _drawn(block)
    else:
        yield block


def _card(card: Card) -> Iterator[Block]:
    names = tuple(map(_named, card.roles))
    listed = (Bullets(texts=names),) if names else ()
    yield Keep(blocks=(Heading(text=card.title, level=card.level), *listed, *lowered(card.blocks)))


def _named(of: RoleName) -> str:
    """The name in plain words, with the study's name if that is another."""
    return of.help if of.help == of.name else f"{of.help} ({of.name})"


def _role(card: RoleCard) -> Iterator[Block]:
    """A role with its label and sides, kept on one page."""
    sides = tuple(f"{bar.name}: {bar.word}" for bar in card.bars)
    title = Heading(text=_named(card.of), level=card.level)
    label = Para(text=f"{card.said} ({card.sure})" if card.sure else card.said)
    notes = (Para(text=note, tone="note") for note in card.notes)
    yield Keep(blocks=(title, label, *notes, Bullets(texts=sides)))
    yield from lowered(card.blocks)


def _drawn(block: Map | Bars) -> Figure:
    """A figure as SVG, in normal and in large print."""
    svg, svg_large = (svg_of(block, letter, paged=True) for letter in (SMALL, LARGE))
    return Figure(svg=svg, svg_large=svg_large, alt=block.alt, table=block.table)


def svg_of(block: Map | Bars, letter: int = SMALL, *, paged: bool = False) -> str:
    """A figure as SVG, with letters of this size; `paged`, so that it fits a page."""
    if isinstance(block, Map) and block.who:
        return reach_map(block, letter, paged=paged)
    if isinstance(block, Map):
        return role_map(block.pairs, block.lines, block.words, letter)
    return bars(block.fits, block.sides, block.words, letter)
