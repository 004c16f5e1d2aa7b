"""What a room agrees, made of its board and of what it wrote: never of answers."""

from collections.abc import Iterator
from datetime import date

from esteem_match.documents.blocks import (
    Block,
    Document,
    Heading,
    Keep,
    Lines,
    OwnWords,
    Para,
    Ticks,
)
from esteem_match.documents.board import for_all, room_document
from esteem_match.documents.phrases import room
from esteem_match.documents.phrases.room import DECISIONS, Picture
from esteem_match.models import Role

_ROOM = 2  # lines to write on, a field


def agreement_document(picture: Picture, on: date) -> Document:
    """What the room agrees; where nothing is written yet, room to write it by hand."""
    picture = for_all(picture)
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
    return room_document(picture, t("agree.title"), on, blocks)


def _role(picture: Picture, role: Role) -> Iterator[Block]:
    """What is agreed on a role. Where members said no, that, and only what was written.

    Nor is there room to write on one of which the group decided "not now".
    """
    fields, no = room.role_fields(picture, role), room.refused(picture, role.id)
    for text in filter(None, (no, room.decided_before(picture, role.id))):
        yield Para(text=text)
    if no or role.id in picture.declined:
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
