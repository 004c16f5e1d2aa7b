"""A full workshop: many members who differ among themselves, and many practitioners who do, too."""

from collections.abc import Mapping
from random import Random
from typing import Any

from esteem_match import journey, workshop
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import Answer, Answers, Seat, Voice
from tests.papers import CONTENT, HALL, LIBRARY, VERSION, made_up, moved, words

EIGHT = 8


def hall(practitioners: int = EIGHT, members: int = EIGHT) -> RoundResult:
    """Its result."""
    return result(voices(practitioners, members))


def result(heard: list[Voice], **written: Any) -> RoundResult:
    board = workshop.publish(CONTENT, heard)
    return RoundResult(CONTENT, board, 1, None, written, (), words(), name=HALL, version=VERSION)


def voices(practitioners: int = EIGHT, members: int = EIGHT) -> list[Voice]:
    ours, _ = made_up()
    heard = [voice(f"m{n}", "member", moved(CONTENT, ours, n)) for n in range(members)]
    return heard + [voice(f"p{n}", "practitioner", offer(n)) for n in range(practitioners)]


def scattered(seed: int) -> RoundResult:
    """The same many, whose practitioners answer nine of ten scales by chance, or aren't sure."""
    chance, (_, theirs) = Random(seed), made_up()
    scales = [item.id for item in CONTENT.practitioner.items() if item.kind == "scale"]
    heard = voices(0)
    for number in range(EIGHT):
        turned = {
            name: chance.choice([0, 1, 2, 3, 4, None]) for name in scales if chance.random() < 0.9
        }
        heard.append(voice(f"p{number}", "practitioner", {**theirs, **turned}))
    return result(heard)


def voice(tag: str, seat: Seat, answers: Answers) -> Voice:
    return Voice(tag=tag, seat=seat, answers=answers)


def offer(number: int) -> Mapping[str, Answer]:
    """The made-up practitioner's answers, or an example's, with some of them turned."""
    example = LIBRARY.examples["en"][number % len(LIBRARY.examples["en"])]
    more = journey.counted(CONTENT.practitioner, example.practitioner) if number % 2 else {}
    scales = [item.id for item in CONTENT.practitioner.items() if item.kind == "scale"]
    turned = {
        name: (at * 7 + number * 3) % 5
        for at, name in enumerate(scales)
        if number and (at + number) % 4 == 0
    }
    return {**made_up()[1], **more, **turned, "p.work": number % 6}
