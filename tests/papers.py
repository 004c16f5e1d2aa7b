"""Documents for tests: one with every kind of block, and one of each that the program makes.

`python -m tests.papers` writes the golden files anew; look at what has changed.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from esteem_match import content, journey, workshop
from esteem_match.documents import (
    Document,
    agreement_document,
    board_document,
    first_look_document,
    group_document,
    joint_document,
    letter_document,
    offer_document,
    practitioner_document,
    room_summary_document,
    summary_document,
)
from esteem_match.documents.blocks import (
    Bullets,
    Figure,
    Heading,
    Keep,
    Lines,
    NewPage,
    OwnWords,
    Para,
    Table,
    Ticks,
)
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import Answer, Answers, Content, Questionnaire, Voice
from esteem_match.render import FORMATS
from esteem_match.words import Words
from tests import toys

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
GOLDEN_FORMATS = ("html", "csv", "json")
LIBRARY = content.load(ROOT / "questionnaires")
CONTENT: Content = LIBRARY.contents["en"]
DAY = date(2027, 5, 3)
VERSION = "0123456789abcdef"
HALL = "Tuesday hall"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">'
    '<circle cx="15" cy="15" r="9"/><text x="30" y="20">A word</text></svg>'
)

SAMPLE = Document(
    title="A <small> page & more",
    language="en-GB",
    made=DAY,
    meta=("From: =1+1",),
    foot=("An aid.",),
    blocks=(
        Heading(text="First"),
        Para(text="Two lines:\nthe *second*."),
        Para(text="Please note.", tone="note"),
        Para(text="By the way.", tone="small"),
        Bullets(texts=("One", "Two")),
        Bullets(texts=("Then", "And then"), numbered=True),
        Heading(text="Second", level=3),
        Figure(
            svg=SVG,
            svg_large=SVG,
            alt="A spot",
            table=Table(caption="In words", headers=("Who", "What"), rows=(("We", "@home"),)),
        ),
        Ticks(text="How is it?", options=("Fine", "Hard"), ticked=(1,)),
        Ticks(options=("Here", "There"), side_by_side=True),
        OwnWords(text="=cmd|' /C calc'!A0\nאבג"),
        NewPage(),
        Keep(blocks=(Heading(text="Last", level=4), Lines(label="Write here", count=2))),
    ),
)


def words(group: str = "") -> Words:
    return Words(LIBRARY.words["en"], "en", group=group)


def made_up() -> tuple[Answers, Answers]:
    """Both sides of the made-up pair, which has an answer to every question."""
    example = next(one for one in LIBRARY.examples["en"] if one.made_up)
    return (
        journey.counted(CONTENT.group, example.group),
        journey.counted(CONTENT.practitioner, example.practitioner),
    )


@lru_cache
def papers(text: str = "The Lantern Group") -> Mapping[str, Document]:
    """Every document; `text` stands wherever a user may type."""
    group, practitioner = made_up()
    group = {**group, **dict.fromkeys(typed(CONTENT.group), text)}
    practitioner = {**practitioner, **dict.fromkeys(typed(CONTENT.practitioner), text)}
    return documents(CONTENT, group, practitioner, text)


def typed(asked: Questionnaire) -> list[str]:
    """Where somebody answers in words of their own."""
    return [item.id for item in asked.items() if item.kind == "text"]


def documents(
    content: Content, group: Answers, practitioner: Answers, text: str
) -> Mapping[str, Document]:
    """Every document of one pair, and of a workshop whose voices answer much as they do."""
    own = words(text)
    alone = View(content, group, {}, own, side="group", version=VERSION)
    seen = journey.picture(content, practitioner)
    held = room(text, own, content, group, practitioner)
    mine = View(content, seen, practitioner, own, seen=True, version=VERSION)
    both = View(content, group, practitioner, own, version=VERSION)
    return {
        "letter": letter_document(alone, DAY),
        "group": group_document(alone, DAY),
        "first_look": first_look_document(mine, DAY),
        "practitioner": practitioner_document(mine, DAY),
        "offer": offer_document(mine, DAY),
        "joint": joint_document(both, DAY),
        "summary": summary_document(both, DAY),
        "board": board_document(held, DAY),
        "agreement": agreement_document(held, DAY),
        "room_summary": room_summary_document(held, DAY),
    }


def room(
    text: str,
    spoken: Words,
    content: Content = CONTENT,
    group: Answers | None = None,
    practitioner: Answers | None = None,
) -> RoundResult:
    """A picture of members who differ and two practitioners; every field says `text`."""
    ours, theirs = (group, practitioner) if group and practitioner else made_up()
    voices = [
        Voice(tag=f"m{n}", seat="member" if n % 2 else "leader", answers=moved(content, ours, n))
        for n in range(12)
    ]
    voices += [Voice(tag=f"p{n}", seat="practitioner", answers=theirs) for n in range(2)]
    roles, points = content.model.roles, content.model.agreement
    fields = [f"{name}.{role.id}" for role in roles for name in ("by", "task")]
    fields += [f"boundary.{one.id}" for one in points[::2]]
    said: dict[str, Any] = dict.fromkeys([*fields, "not_do", "disagree"], text)
    said |= {f"decision.{roles[0].id}": "yes", "again": "2027-10-01"}
    board = workshop.publish(content, voices)
    return RoundResult(content, board, 1, None, said, (), spoken, name=text, version=VERSION)


def moved(content: Content, answers: Answers, by: int) -> dict[str, Answer]:
    """Some scales answered otherwise, so that members differ."""
    scales = [item.id for item in content.group.items() if item.kind == "scale"]
    other = {name: (by + n) % 5 for n, name in enumerate(scales) if n % 3 == 0}
    return {**answers, **{name: one for name, one in other.items() if name in answers}}


def small() -> Mapping[str, Document]:
    """Every document of two roles of a toy: what it says changes with its code and its words."""
    content = toys.in_base(toys.library())
    group: Answers = {
        "g.name": "The friends", "g.stage": 1,
        "g.aa.need1": 3, "g.aa.wish1": 4, "g.aa.no": 0,
        "g.bb.need1": 2, "g.bb.wish1": 2, "g.bb.no": 0,
    }  # fmt: skip
    practitioner: Answers = {
        "p.work": 0, "p.see.stage": 1, "p.see.aa.need1": 1, "p.see.aa.wish1": 4,
        "p.aa.time": 4, "p.aa.skills": 3, "p.aa.want1": 4, "p.aa.no": 0,
        "p.bb.time": 0, "p.bb.skills": 1, "p.bb.want1": 3, "p.bb.no": 0,
    }  # fmt: skip
    return documents(content, group, practitioner, "The friends")


@lru_cache
def golden() -> Mapping[str, bytes]:
    """What stands in `tests/golden`, by the name of its file. A first look is a side's result."""
    return {
        f"{name}.{form}": FORMATS[form].render(made)
        for name, made in {"sample": SAMPLE, **small()}.items()
        if name != "first_look"
        for form in GOLDEN_FORMATS
    }


if __name__ == "__main__":
    for name, made in golden().items():
        (GOLDEN / name).write_bytes(made)
