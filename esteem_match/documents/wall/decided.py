"""What a room has decided and written, as far as it has come; and its goodbye."""

from collections.abc import Iterator
from datetime import date

from esteem_match.documents.blocks import Cell
from esteem_match.documents.board.grid import fit_of
from esteem_match.documents.lead import role_name
from esteem_match.documents.phrases import room
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.simple import Standing
from esteem_match.documents.wall.screens import (
    Answered,
    Grid,
    Message,
    Row,
    Screen,
    Written,
    in_parts,
)
from esteem_match.models import Role

AT_ONCE = 3  # notes on one screen
_STANDINGS: dict[str, Standing] = {"yes": "recommended", "no": "not_now"}
_JOINT = " · "


def decided(picture: RoundResult) -> Iterator[Screen]:
    """The five roles with what was decided of each, and then whatever else was written."""
    t = picture.words.t
    rows = tuple(_row(picture, role) for role in picture.roles)
    yield Grid(label=t("wall.decided"), title=t("wall.decided"), heads=(), rows=rows)
    for notes in in_parts(tuple(_notes(picture)), AT_ONCE):
        title = t("agree.boundaries")
        yield Written(label=title, title=title, notes=notes)


def _row(picture: RoundResult, role: Role) -> Row:
    """Of what nobody has decided, that; never an empty line. What was typed stands below it."""
    t, view = picture.words.t, next(iter(picture.views.values()))
    now, no = picture.text(f"decision.{role.id}"), room.refused(picture, role.id)
    said = t("wall.no") if no and not now else t(f"agree.decision_{now or 'open'}")
    standing: Standing = "not_now" if no and not now else _STANDINGS.get(now, "open")
    typed = [picture.text(f"{name}.{role.id}") for name in ("by", "task", "until")]
    return Row(
        of=role_name(view, fit_of(view, role)),
        cells=(Cell(standing=standing, said=said),),
        written=_JOINT.join(" ".join(one.split()) for one in typed if one),
    )


def _notes(picture: RoundResult) -> Iterator[Answered]:
    t = picture.words.t
    for point in picture.points:
        text = picture.text(f"boundary.{point.agreement.id}")
        if text:
            yield Answered(whose=room.point_words(picture, point.agreement)[0], said=text)
    for field, title in (("not_do", room.not_do_title(picture)), ("disagree", t("agree.disagree"))):
        if picture.text(field):
            yield Answered(whose=title, said=picture.text(field))


def goodbye(picture: RoundResult) -> Screen:
    """How to take it home, and when to look again."""
    t, again = picture.words.t, picture.text("again")
    day = (t("wall.again", day=picture.words.day(date.fromisoformat(again))),) if again else ()
    texts = (t("wall.take_home"), t("wall.take_home_code"), *day)
    return Message(label=t("wall.goodbye"), title=t("wall.goodbye"), texts=texts)
