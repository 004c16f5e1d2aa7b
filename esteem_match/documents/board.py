"""A workshop's board as a document, made of it and of what the room wrote: never of answers.

No name that somebody gave the group in their own answers reaches it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Fold,
    Heading,
    Only,
    Para,
    Table,
    Ticks,
)
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
from esteem_match.documents.phrases.room.apart import Prompt
from esteem_match.documents.phrases.whose import Whose
from esteem_match.documents.roles import all_roles
from esteem_match.models import Side


def board_document(result: RoundResult, on: date, number: int = 0) -> Document:
    """What a round shows with every practitioner; with one of them, where a `number` is given."""
    result = for_all(result)
    t = result.words.t
    blocks: list[Block] = [Para(text=t("board.rests"), tone="note")]
    blocks += [Para(text=text) for text in room.sides(result)]
    if result.board.group is not None:
        own = {number: result.views[number]} if number else result.views
        blocks += _shown(result, own)
    return room_document(result, t("board.title"), on, blocks)


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


def _shown(result: RoundResult, views: Mapping[int, View]) -> Iterator[Block]:
    one = next(iter(views.values()))
    if len(views) == 1:
        yield from lead(one)
    elif one.nothing:
        yield Only(medium="paper", blocks=tuple(lead(one)))
    yield from details(one, _whole(result, views))


def _whole(result: RoundResult, views: Mapping[int, View]) -> Iterator[Block]:
    one, notes = next(iter(views.values())), _notes(result)
    yield from _moved(result)
    yield from _apart(result)
    yield from _chart(result, one)
    for number, view in views.items():
        if len(views) == 1:
            yield from all_roles(view, notes=notes)
            yield from tensions(view)
        else:
            yield Heading(text=room.named(result, number))
            yield from (*lead(view, 3), *all_roles(view, 3, brief=True, notes=notes))
            yield from tensions(view, 3)
    yield _talked(result)
    yield leadership(one, result.words.t("results.run"))
    yield from all_advice(*views.values())


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


def _chart(result: RoundResult, view: View) -> Iterator[Block]:
    """The map with every practitioner, whoever is looked at."""
    t, several = result.words.t, len(result.views) > 1
    if view.side is not None:
        yield bar_chart(view)
        return
    others = {str(number): one for number, one in result.views.items()}
    names = tuple(room.named(result, number) for number in result.views if several)
    more = (Para(text=t("board.map_numbers")), Bullets(texts=names)) if several else ()
    yield map_chart(view, others if several else None, more)


def _notes(result: RoundResult) -> dict[str, tuple[str, ...]]:
    """What the group decided on a role, or that views differ; and whether it was talked about."""
    done = result.words.t("board.talked_done")
    found = {
        role.id: (
            room.standing_of(result, role.id),
            room.decided_before(result, role.id),
            done if result.talked(role.id) else "",
        )
        for role in result.roles
    }
    return {role: tuple(filter(None, said)) for role, said in found.items()}


def _talked(result: RoundResult) -> Block:
    """On paper, boxes to tick off what the room has talked about."""
    talked = tuple(at for at, role in enumerate(result.roles) if result.talked(role.id))
    names = tuple(role.name for role in result.roles)
    ticks = Ticks(text=result.words.t("board.talked"), options=names, ticked=talked)
    return Only(medium="paper", blocks=(ticks,))


def _apart(result: RoundResult) -> Iterator[Block]:
    """Where views differ, the most useful talk first, each with its prompt."""
    t, found, expected = result.words.t, apart.prompts(result), tuple(apart.wish_lines(result))
    yield Heading(text=t("board.differ"))
    if not found and not expected:
        yield Para(text=t("board.differ_none"))
        return
    yield Para(text=t("board.differ_what"), tone="small")
    if expected:
        yield Bullets(texts=expected)
    yield from _tables(result, [one for one in found if one.first])
    rest = tuple(_tables(result, [one for one in found if not one.first]))
    if rest:
        yield Fold(key="differ", title=t("board.more"), level=3, blocks=rest)


def _tables(result: RoundResult, found: Sequence[Prompt]) -> Iterator[Block]:
    for _, some in groupby(found, key=_talk):
        yield _prompts(result, list(some))


def _talk(one: Prompt) -> tuple[str, str]:
    """What is talked about together: with the same question, and of the same side."""
    return one.ask, one.apart.ours[0] if one.apart else ""


def _prompts(result: RoundResult, found: Sequence[Prompt]) -> Table:
    """Differences of one talk, under the question that opens it."""
    t, (ask, ours) = result.words.t, _talk(found[0])
    items = tuple(one.item for one in found)
    if not ours:
        heads = t("report.question"), t("report.members")
        alone = tuple((one.question, one.alone) for one in found)
        return Table(caption=ask, headers=heads, rows=alone, items=items)
    heads3 = t("report.question"), ours, t("report.other")
    rows = tuple(
        (one.question, one.apart.ours[1], ": ".join(one.apart.theirs)) for one in found if one.apart
    )
    return Table(caption=ask, headers=heads3, rows=rows, items=items, widths=(5, 3, 4))
