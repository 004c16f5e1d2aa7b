"""A workshop's documents, made of its board and of what the room wrote: never of answers.

No name that somebody gave the group in their own answers reaches them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Keep,
    Lines,
    OwnWords,
    Para,
    Table,
    Ticks,
)
from esteem_match.documents.parts import (
    all_roles,
    bar_chart,
    document,
    leadership,
    listed,
    map_chart,
    summary,
    tensions,
    versions,
)
from esteem_match.documents.phrases import View, apart, room
from esteem_match.documents.phrases.apart import Prompt
from esteem_match.documents.phrases.room import DECISIONS, Picture
from esteem_match.models import Role

_ROOM = 2  # lines to write on, a field


def board_document(picture: Picture, on: date) -> Document:
    """The picture of a round, with every practitioner."""
    picture = _for_all(picture)
    t = picture.words.t
    blocks: list[Block] = [Para(text=t("board.rests"), tone="note")]
    blocks += [Para(text=text) for text in room.sides(picture)]
    if picture.board.group is not None:
        blocks += _picture(picture)
    return _document(picture, t("board.title"), on, blocks)


def _for_all(picture: Picture) -> Picture:
    """The same for whoever takes it: in the words of somebody who knows no name of the group."""
    words = replace(picture.words, group="", side="practitioner")
    return replace(picture, words=words)


def _document(picture: Picture, title: str, on: date, blocks: list[Block]) -> Document:
    words, name = picture.words, picture.name
    meta = [words.t("report.workshop", name=name)] if name else []
    version = versions(words, picture.version, picture.content.model.version)
    return document(words, title, on, version, blocks, meta)


def _picture(picture: Picture) -> Iterator[Block]:
    t, views = picture.words.t, list(picture.views.values())
    yield from summary(views[0]) if len(views) == 1 else ()
    yield from _charts(picture, views)
    yield from _decided(picture)
    yield from _apart(picture)
    for number, view in picture.views.items():
        if len(views) == 1:
            yield from (*all_roles(view), *tensions(view))
        else:
            yield Heading(text=room.named(picture, number))
            yield from (*summary(view), *all_roles(view, 3, brief=True), *tensions(view, 3))
    yield from leadership(views[0], t("results.run_both"))
    yield from listed(t("board.moved"), room.moved_lines(picture))


def _charts(picture: Picture, views: list[View]) -> Iterator[Block]:
    if views[0].side is not None:
        yield bar_chart(views[0])
        return
    if len(views) == 1:
        yield from map_chart(views[0])
        return
    yield from map_chart(views[0], {str(number): view for number, view in picture.views.items()})
    yield Para(text=picture.words.t("board.map_numbers"))
    yield Bullets(texts=tuple(room.named(picture, number) for number in picture.views))


def _decided(picture: Picture) -> Iterator[Block]:
    """What the group decided, where views differ, and what the room has talked about."""
    t = picture.words.t
    said = {role: room.standing_of(picture, role.id) for role in picture.roles}
    yield from (Para(text=f"{role.name}: {text}") for role, text in said.items() if text)
    talked = tuple(at for at, role in enumerate(picture.roles) if picture.talked(role.id))
    names = tuple(role.name for role in picture.roles)
    yield Ticks(text=t("board.talked"), options=names, ticked=talked)


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
    for _, some in groupby(found, key=_talk):
        yield _prompts(picture, list(some))


def _talk(one: Prompt) -> tuple[str, str]:
    """What is talked about together: with the same question, and of the same side."""
    return one.ask, one.apart.ours[0] if one.apart else ""


def _prompts(picture: Picture, found: Sequence[Prompt]) -> Table:
    """Differences of one talk, under the question that opens it."""
    t, (ask, ours) = picture.words.t, _talk(found[0])
    if not ours:
        alone = tuple((one.question, one.alone) for one in found)
        return Table(caption=ask, headers=(t("report.question"), t("report.members")), rows=alone)
    heads = (t("report.question"), ours, t("report.other"))
    rows = tuple(
        (one.question, one.apart.ours[1], ": ".join(one.apart.theirs)) for one in found if one.apart
    )
    return Table(caption=ask, headers=heads, rows=rows, widths=(5, 3, 4))


def agreement_document(picture: Picture, on: date) -> Document:
    """What the room agrees; where nothing is written yet, room to write it by hand."""
    picture = _for_all(picture)
    t = picture.words.t
    blocks: list[Block] = [Heading(text=t("agree.roles"))]
    for role in picture.roles:
        head = Heading(text=role.name, level=3), Para(text=picture.words.put_in(role.line))
        blocks.append(Keep(blocks=(*head, *_role(picture, role))))
    blocks += [Heading(text=t("agree.not_do")), *_field(picture, "not_do", t("agree.not_do_what"))]
    blocks += _boundaries(picture)
    disagree = _field(picture, "disagree", t("agree.disagree_what"))
    again = Heading(text=t("agree.again")), *_again(picture)
    blocks.append(Keep(blocks=(Heading(text=t("agree.disagree")), *disagree, *again)))
    return _document(picture, t("agree.title"), on, blocks)


def _role(picture: Picture, role: Role) -> Iterator[Block]:
    """What is agreed on a role; of one that a clear no rules out, that and what was written."""
    fields, no = room.role_fields(picture, role), room.refused(picture, role.id)
    if no:
        yield Para(text=no)
        fields = {field: label for field, label in fields.items() if picture.text(field)}
    yield from _fields(picture, fields)


def _fields(picture: Picture, fields: dict[str, str]) -> Iterator[Block]:
    for field, label in fields.items():
        if field.startswith("decision."):
            options = tuple(room.shown(picture, field, one) for one in DECISIONS)
            now = picture.text(field)
            ticked = (DECISIONS.index(now),) if now in DECISIONS else ()
            yield Ticks(text=label, options=options, ticked=ticked, side_by_side=True)
        else:
            yield from _field(picture, field, label)


def _field(picture: Picture, field: str, label: str) -> Iterator[Block]:
    """A field's words under its label, or room to write."""
    text = picture.text(field)
    if text:
        yield Keep(blocks=(Para(text=label, tone="small"), OwnWords(text=text)))
    else:
        yield Lines(label=label, count=1 if field.startswith(("by.", "until.")) else _ROOM)


def _boundaries(picture: Picture) -> Iterator[Block]:
    """What the room wrote on, word by word; all other points to be ticked."""
    t, put_in = picture.words.t, picture.words.put_in
    yield Heading(text=t("agree.boundaries"))
    yield Para(text=t("agree.boundaries_what"), tone="small")
    open_points = []
    for point in picture.points:
        text = picture.text(f"boundary.{point.agreement.id}")
        title, what = put_in(point.agreement.title), put_in(point.agreement.text)
        if text:
            said = (Para(text=what), OwnWords(text=text))
            yield Keep(blocks=(Heading(text=title, level=3), *said))
        else:
            open_points.append(f"{title}: {what}")
    if open_points:
        written = len(open_points) < len(picture.points)
        yield from [Heading(text=t("report.not_written"), level=3)] if written else []
        yield Ticks(options=tuple(open_points))


def _again(picture: Picture) -> list[Block]:
    kept = picture.text("again")
    if kept:
        return [Para(text=picture.words.day(date.fromisoformat(kept)))]
    return [Lines(label=picture.words.t("agree.again_what"), count=1)]
