"""A workshop's board as a document, made of it and of what the room wrote: never of answers.

No name that somebody gave the group in their own answers reaches it. With several practitioners it
begins with all of them, and each has a page; on paper, a short part.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Only,
    Para,
    Table,
)
from esteem_match.documents.board.differ import differences, differences_with
from esteem_match.documents.board.each import in_short, shared, to_talk
from esteem_match.documents.board.grid import role_grid
from esteem_match.documents.board.reach import reach_map
from esteem_match.documents.lead import lead
from esteem_match.documents.parts import (
    all_advice,
    bar_chart,
    details,
    document,
    leadership,
    map_chart,
    tensions,
    versions,
)
from esteem_match.documents.phrases import View, asks, room
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room import RoundResult, apart
from esteem_match.documents.phrases.whose import Whose
from esteem_match.documents.roles import all_roles
from esteem_match.models import Side

__all__ = ["board_document", "for_all", "room_document", "whose"]


def board_document(result: RoundResult, on: date, number: int = 0) -> Document:
    """What a round shows with every practitioner; of one of several, where a `number` is given."""
    result = for_all(result)
    blocks: list[Block] = [Para(text=text) for text in room.sides(result)]
    if result.board.group is None:
        blocks.insert(0, _rests(result))
    else:
        blocks += _shown(result, number)
    return room_document(result, result.words.t("board.title"), on, blocks)


@once
def for_all(result: RoundResult) -> RoundResult:
    """The same for whoever takes it: in words that know no name of the group.

    Where no practitioner took part, the group alone reads it, as its own.
    """
    side: Side = "practitioner" if result.board.practitioners else "group"
    words = replace(result.words, group="", side=side)
    return result if words == result.words else replace(result, words=words)


def room_document(result: RoundResult, title: str, on: date, blocks: list[Block]) -> Document:
    words = result.words
    version = versions(words, result.version, result.content.model.version)
    return document(words, title, on, version, blocks, whose(result))


def whose(result: RoundResult) -> Whose:
    """The workshop's."""
    name = result.name
    return Whose((name,), (result.words.t("report.workshop", name=name),) if name else ())


def _rests(result: RoundResult) -> Para:
    return Para(text=result.words.t("board.rests"), tone="note")


def _shown(result: RoundResult, number: int) -> Iterator[Block]:
    one = next(iter(result.views.values()))
    if len(result.views) == 1:
        yield from (_rests(result), *lead(one))
        yield from details(one, _whole(result, one))
    elif number in result.views:
        yield from _page_of(result, number)
    else:
        yield from _everybody(result, one)


def _whole(result: RoundResult, view: View) -> Iterator[Block]:
    """The group with one practitioner, or by itself."""
    yield from _moved(result)
    yield from differences(result)
    yield bar_chart(view) if view.side else map_chart(view)
    yield from all_roles(view, notes=_notes(result))
    yield from tensions(view)
    yield from _about(result, view)


def _everybody(result: RoundResult, one: View) -> Iterator[Block]:
    """With several: who could do what, and where all differ. Each one's own part is for paper."""
    yield from (*role_grid(result), _rests(result))
    yield from tensions(one, found=shared(result))
    yield reach_map(result)
    yield from _moved(result)
    yield from differences(result)
    each = [block for number in result.views for block in in_short(result, number)]
    yield Only(medium="paper", blocks=tuple(each))
    yield from _about(result, one)


def _page_of(result: RoundResult, number: int) -> Iterator[Block]:
    """Of several, all that is said of one."""
    view = result.views[number]
    yield Heading(text=room.named(result, number))
    yield from lead(view, 3)
    yield from all_roles(view, notes=_notes(result))
    yield from differences_with(result, number)
    yield from tensions(view, found=to_talk(result, number))
    yield from all_advice(view)


def _about(result: RoundResult, view: View) -> Iterator[Block]:
    """How the group is run, and what is good to know with everybody."""
    yield leadership(view, result.words.t("results.run"))
    yield from all_advice(*result.views.values())


def _moved(result: RoundResult) -> Iterator[Block]:
    """What moved since the round before: answer by answer, then on what views came closer."""
    moved, t = result.moved, result.words.t
    if moved is None:
        return
    yield Heading(text=t("board.moved"))
    yield Para(text=t("board.moved_what"), tone="small")
    if not any(moved):
        yield Para(text=t("board.moved_none"))
    if moved.answers:
        heads = t("report.question"), t("board.moved_then"), t("board.moved_now")
        items, rows = tuple(one.item.id for one in moved.answers), tuple(apart.moved_rows(result))
        yield Table(
            caption=t("board.moved_most"), headers=heads, rows=rows, items=items, widths=(5, 3, 3)
        )
    for word, found in (("closer", moved.closer), ("apart", moved.apart)):
        if found:
            yield Heading(text=t(f"board.moved_{word}"), level=3)
            texts = tuple(asks(result.content, one, result.words) for one in found)
            yield Bullets(texts=texts, items=tuple(one.id for one in found))


def _notes(result: RoundResult) -> dict[str, tuple[str, ...]]:
    """What the group decided on a role, or that views differ."""
    found = {
        role.id: (room.standing_of(result, role.id), room.decided_before(result, role.id))
        for role in result.roles
    }
    return {role: tuple(filter(None, said)) for role, said in found.items()}
