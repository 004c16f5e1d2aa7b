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
    document,
    leadership,
    map_chart,
    tensions,
    versions,
)
from esteem_match.documents.phrases import View, asks, room
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room import Picture, apart
from esteem_match.documents.phrases.room.apart import Prompt
from esteem_match.documents.phrases.whose import Whose
from esteem_match.documents.roles import all_roles
from esteem_match.models import Side


def board_document(picture: Picture, on: date, number: int = 0) -> Document:
    """What a round shows with every practitioner; with one of them, where a `number` is given."""
    picture = for_all(picture)
    t = picture.words.t
    blocks: list[Block] = [Para(text=t("board.rests"), tone="note")]
    blocks += [Para(text=text) for text in room.sides(picture)]
    if picture.board.group is not None:
        own = {number: picture.views[number]} if number else picture.views
        blocks += _shown(picture, own)
    return room_document(picture, t("board.title"), on, blocks)


@once
def for_all(picture: Picture) -> Picture:
    """The same for whoever takes it: in words that know no name of the group.

    Where no practitioner took part, the group alone reads it, as its own.
    """
    side: Side = "practitioner" if picture.board.practitioners else "group"
    words = replace(picture.words, group="", side=side)
    return picture if words == picture.words else replace(picture, words=words)


def room_document(picture: Picture, title: str, on: date, blocks: list[Block]) -> Document:
    words = picture.words
    version = versions(words, picture.version, picture.content.model.version)
    return document(words, title, on, version, blocks, whose(picture))


def whose(picture: Picture) -> Whose:
    """The workshop's."""
    name = picture.name
    return Whose((name,), (picture.words.t("report.workshop", name=name),) if name else ())


def _shown(picture: Picture, views: Mapping[int, View]) -> Iterator[Block]:
    one, notes = next(iter(views.values())), _notes(picture)
    yield from lead(one) if len(views) == 1 else ()
    yield from _moved(picture)
    yield from _apart(picture)
    yield from _chart(picture, one)
    for number, view in views.items():
        if len(views) == 1:
            yield from all_roles(view, notes=notes)
            yield from tensions(view)
        else:
            yield Heading(text=room.named(picture, number))
            yield from (*lead(view, 3), *all_roles(view, 3, brief=True, notes=notes))
            yield from tensions(view, 3)
    yield _talked(picture)
    yield leadership(one, picture.words.t("results.run"))
    yield from all_advice(*views.values())


def _moved(picture: Picture) -> Iterator[Block]:
    """What moved since the round before: answer by answer, then on what views came closer."""
    moved, t = picture.moved, picture.words.t
    if moved is None:
        return
    yield Heading(text=t("board.moved"))
    yield Para(text=t("board.moved_what"), tone="small")
    if not any(moved):
        yield Para(text=t("board.moved_none"))
    if moved.answers:
        heads = t("report.question"), t("board.moved_then"), t("board.moved_now")
        items, rows = tuple(one.item.id for one in moved.answers), tuple(apart.moved_rows(picture))
        yield Table(
            caption=t("board.moved_most"), headers=heads, rows=rows, items=items, widths=(5, 3, 3)
        )
    for word, found in (("closer", moved.closer), ("apart", moved.apart)):
        if found:
            yield Heading(text=t(f"board.moved_{word}"), level=3)
            texts = tuple(asks(picture.content, one, picture.words) for one in found)
            yield Bullets(texts=texts, items=tuple(one.id for one in found))


def _chart(picture: Picture, view: View) -> Iterator[Block]:
    """The map with every practitioner, whoever is looked at."""
    t, several = picture.words.t, len(picture.views) > 1
    if view.side is not None:
        yield bar_chart(view)
        return
    others = {str(number): one for number, one in picture.views.items()}
    names = tuple(room.named(picture, number) for number in picture.views if several)
    more = (Para(text=t("board.map_numbers")), Bullets(texts=names)) if several else ()
    yield map_chart(view, others if several else None, more)


def _notes(picture: Picture) -> dict[str, tuple[str, ...]]:
    """What the group decided on a role, or that views differ; and whether it was talked about."""
    done = picture.words.t("board.talked_done")
    found = {
        role.id: (
            room.standing_of(picture, role.id),
            room.decided_before(picture, role.id),
            done if picture.talked(role.id) else "",
        )
        for role in picture.roles
    }
    return {role: tuple(filter(None, said)) for role, said in found.items()}


def _talked(picture: Picture) -> Block:
    """On paper, boxes to tick off what the room has talked about."""
    talked = tuple(at for at, role in enumerate(picture.roles) if picture.talked(role.id))
    names = tuple(role.name for role in picture.roles)
    ticks = Ticks(text=picture.words.t("board.talked"), options=names, ticked=talked)
    return Only(medium="paper", blocks=(ticks,))


def _apart(picture: Picture) -> Iterator[Block]:
    """Where views differ, the most useful talk first, each with its prompt."""
    t, found, expected = picture.words.t, apart.prompts(picture), tuple(apart.wish_lines(picture))
    yield Heading(text=t("board.differ"))
    if not found and not expected:
        yield Para(text=t("board.differ_none"))
        return
    yield Para(text=t("board.differ_what"), tone="small")
    if expected:
        yield Bullets(texts=expected)
    yield from _tables(picture, [one for one in found if one.first])
    rest = tuple(_tables(picture, [one for one in found if not one.first]))
    if rest:
        yield Fold(key="differ", title=t("board.more"), level=3, blocks=rest)


def _tables(picture: Picture, found: Sequence[Prompt]) -> Iterator[Block]:
    for _, some in groupby(found, key=_talk):
        yield _prompts(picture, list(some))


def _talk(one: Prompt) -> tuple[str, str]:
    """What is talked about together: with the same question, and of the same side."""
    return one.ask, one.apart.ours[0] if one.apart else ""


def _prompts(picture: Picture, found: Sequence[Prompt]) -> Table:
    """Differences of one talk, under the question that opens it."""
    t, (ask, ours) = picture.words.t, _talk(found[0])
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
