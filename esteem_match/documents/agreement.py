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
from esteem_match.documents.phrases.room import DECISIONS, RoundResult
from esteem_match.models import Role

_ROOM = 2  # lines to write on, a field


def agreement_document(result: RoundResult, on: date) -> Document:
    """What the room agrees; where nothing is written yet, room to write it by hand."""
    result = for_all(result)
    t = result.words.t
    blocks: list[Block] = [Heading(text=t("agree.roles"))]
    for role in result.roles:
        head = Heading(text=role.name, level=3), Para(text=result.words.put_in(role.line))
        blocks.append(Keep(blocks=(*head, *_role(result, role))))
    blocks += [Heading(text=t("agree.not_do")), *_field(result, "not_do", t("agree.not_do_what"))]
    blocks += _boundaries(result)
    disagree = _field(result, "disagree", t("agree.disagree_what"))
    again = Heading(text=t("agree.again")), *_again(result)
    blocks.append(Keep(blocks=(Heading(text=t("agree.disagree")), *disagree, *again)))
    return room_document(result, t("agree.title"), on, blocks)


def _role(result: RoundResult, role: Role) -> Iterator[Block]:
    """What is agreed on a role. Where members said no, that, and only what was written.

    Nor is there room to write on one of which the group decided "not now".
    """
    fields, no = room.role_fields(result, role), room.refused(result, role.id)
    for text in filter(None, (no, room.decided_before(result, role.id))):
        yield Para(text=text)
    if no or role.id in result.declined:
        fields = {field: label for field, label in fields.items() if result.text(field)}
    yield from _fields(result, fields)


def _fields(result: RoundResult, fields: dict[str, str]) -> Iterator[Block]:
    for field, label in fields.items():
        if field.startswith("decision."):
            options = tuple(room.shown(result, field, one) for one in DECISIONS)
            now = result.text(field)
            ticked = (DECISIONS.index(now),) if now in DECISIONS else ()
            yield Ticks(text=label, options=options, ticked=ticked, side_by_side=True)
        else:
            yield from _field(result, field, label)


def _field(result: RoundResult, field: str, label: str) -> Iterator[Block]:
    """A field's words under its label, or room to write."""
    text = result.text(field)
    if text:
        yield Keep(blocks=(Para(text=label, tone="small"), OwnWords(text=text)))
    else:
        yield Lines(label=label, count=1 if field.startswith(("by.", "until.")) else _ROOM)


def _boundaries(result: RoundResult) -> Iterator[Block]:
    """What the room wrote on, word by word; all other points to be ticked."""
    t, put_in = result.words.t, result.words.put_in
    yield Heading(text=t("agree.boundaries"))
    yield Para(text=t("agree.boundaries_what"), tone="small")
    open_points = []
    for point in result.points:
        text = result.text(f"boundary.{point.agreement.id}")
        title, what = put_in(point.agreement.title), put_in(point.agreement.text)
        if text:
            said = (Para(text=what), OwnWords(text=text))
            yield Keep(blocks=(Heading(text=title, level=3), *said))
        else:
            open_points.append(f"{title}: {what}")
    if open_points:
        written = len(open_points) < len(result.points)
        yield from [Heading(text=t("report.not_written"), level=3)] if written else []
        yield Ticks(options=tuple(open_points))


def _again(result: RoundResult) -> list[Block]:
    kept = result.text("again")
    if kept:
        return [Para(text=result.words.day(date.fromisoformat(kept)))]
    return [Lines(label=result.words.t("agree.again_what"), count=1)]
