"""A document as plain text, to paste into a message."""

from collections.abc import Iterable, Iterator

from esteem_match.documents.blocks import Block, Document, Table, Ticks
from esteem_match.render.lower import for_paper


def text(document: Document) -> str:
    """The title and the texts below it, without the foot and empty lines to fill in."""
    lines = [document.title, *document.meta, *_parts(for_paper(document).blocks)]
    return "\n".join(lines).strip() + "\n"


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "keep":
            yield from _parts(block.blocks) if _has_text(block.blocks) else ()
        elif block.kind == "heading":
            yield f"\n{block.text}"
        elif block.kind in ("para", "own_words"):
            yield block.text
        elif block.kind == "bullets":
            yield from (f"- {one}" for one in block.texts)
        elif block.kind == "ticks":
            yield from _ticks(block)
        elif block.kind in ("table", "figure"):
            yield from _table(block.table if block.kind == "figure" else block)


def _has_text(blocks: Iterable[Block]) -> bool:
    """Whether there is more than headings and room to write."""
    return any(one.kind not in ("heading", "lines") for one in blocks)


def _ticks(ticks: Ticks) -> Iterator[str]:
    if ticks.text:
        yield ticks.text
    for at, one in enumerate(ticks.options):
        yield f"{'☑' if at in ticks.ticked else '☐'} {one}"


def _table(table: Table) -> Iterator[str]:
    yield f"\n{table.caption}"
    yield from (" | ".join(row) for row in (table.headers, *table.rows) if any(row))
