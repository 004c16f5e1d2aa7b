"""A document as plain text, to paste into a message."""

from collections.abc import Iterable, Iterator

from esteem_match.documents.blocks import Block, Document, Lines
from esteem_match.render.lower import for_paper


def text(document: Document) -> str:
    """Its title and what stands under it; no room to write by hand, and nothing of its foot."""
    said = [document.title, *document.meta, *_parts(for_paper(document).blocks)]
    return "\n".join(said).strip() + "\n"


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "keep":
            if not any(isinstance(one, Lines) for one in block.blocks):
                yield from _parts(block.blocks)
        elif block.kind == "heading":
            yield f"\n{block.text}"
        elif block.kind in ("para", "own_words"):
            yield block.text
        elif block.kind == "bullets":
            yield from (f"- {one}" for one in block.texts)
        elif block.kind == "ticks":
            yield from (f"- {one}" for one in block.options)
        elif block.kind == "table":
            yield from (" | ".join(row) for row in (block.headers, *block.rows))
