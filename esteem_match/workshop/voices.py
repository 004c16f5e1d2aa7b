"""What one voice says: positions of answers that count; and which items enough voices answered."""

from collections.abc import Iterable, Mapping

from esteem_match.journey import counted
from esteem_match.models import SIDE_OF, Answers, Content, Seat, Voice
from esteem_match.scoring import values

Said = Mapping[str, int]
"""Positions of one voice by item, or of many voices' words."""

Table = Mapping[str, list[int]]
"""By item, what all voices say that answered it, for items that enough answered."""

MEMBERS: tuple[Seat, ...] = ("member", "leader")


def answers_of(content: Content, voice: Voice) -> dict[str, int]:
    """Its positions as they were given; no text and no 'not sure'."""
    return _positions(counted(content.side(SIDE_OF[voice.seat]), voice.answers))


def worth(content: Content, voice: Voice) -> dict[str, int]:
    """Its positions as they count: 'does not apply' is 0."""
    return _positions(values(content, answers_of(content, voice), {}))


def table(content: Content, voices: Iterable[Said]) -> Table:
    """Items in the order in which they are asked; what too few answered is left out."""
    found: dict[str, list[int]] = {item.id: [] for item in content.group.items()}
    for said in voices:
        for item, position in said.items():
            found[item].append(position)
    least = content.model.workshop.min_voices
    return {item: got for item, got in found.items() if len(got) >= least}


def _positions(answers: Answers) -> dict[str, int]:
    return {item: answer for item, answer in answers.items() if isinstance(answer, int)}
