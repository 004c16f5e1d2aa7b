"""Documents for tests: one with every kind of block, and one of each that the program makes.

`python -m tests.papers` writes the golden files anew; look at what has changed.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from esteem_match import content, journey, workshop
from esteem_match.models import Answer, Answers, Content, Voice
from esteem_match.reports import (
    FORMATS,
    Document,
    agreement_document,
    board_document,
    group_document,
    joint_document,
    letter_document,
    practitioner_document,
)
from esteem_match.reports.model import (
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
from esteem_match.say import View
from esteem_match.say.room import Picture
from esteem_match.words import Words

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
    group = {**group, **dict.fromkeys(("g.name", "g.words.want", "g.words.avoid"), text)}
    own = words(text)
    alone = View(CONTENT, group, {}, own, side="group", version=VERSION)
    seen = journey.picture(CONTENT, practitioner)
    picture = room(text, own)
    return {
        "letter": letter_document(alone, DAY),
        "group": group_document(alone, DAY),
        "practitioner": practitioner_document(
            View(CONTENT, seen, practitioner, own, seen=True, version=VERSION), DAY
        ),
        "joint": joint_document(View(CONTENT, group, practitioner, own, version=VERSION), DAY),
        "board": board_document(picture, DAY),
        "agreement": agreement_document(picture, DAY),
    }


def room(text: str, spoken: Words) -> Picture:
    """A picture of members who differ and two practitioners; every field says `text`."""
    group, practitioner = made_up()
    voices = [
        Voice(tag=f"m{n}", seat="member" if n % 2 else "leader", answers=_moved(group, n))
        for n in range(12)
    ]
    voices += [Voice(tag=f"p{n}", seat="practitioner", answers=practitioner) for n in range(2)]
    fields = [f"{name}.{role.id}" for role in CONTENT.model.roles for name in ("by", "task")]
    points = [f"boundary.{one.id}" for one in CONTENT.model.agreement[::2]]
    said: dict[str, Any] = dict.fromkeys([*fields, *points, "not_do", "disagree"], text)
    said |= {f"decision.{CONTENT.model.roles[0].id}": "yes", "again": "2027-10-01"}
    board = workshop.publish(CONTENT, voices)
    return Picture(CONTENT, board, 1, None, said, (), spoken, name=text, version=VERSION)


def _moved(answers: Answers, by: int) -> dict[str, Answer]:
    """Some scales answered otherwise, so that members differ."""
    items = {item.id: item for item in CONTENT.group.items()}
    scales = [name for name, item in items.items() if item.kind == "scale"]
    other = {name: (by + n) % 5 for n, name in enumerate(scales) if n % 3 == 0}
    return {**answers, **{name: one for name, one in other.items() if name in answers}}


def golden() -> Mapping[str, bytes]:
    return {f"sample.{form}": FORMATS[form].render(SAMPLE) for form in GOLDEN_FORMATS}


if __name__ == "__main__":
    for name, made in golden().items():
        (GOLDEN / name).write_bytes(made)
