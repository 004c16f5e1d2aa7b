"""Who is here: what their code opens, and the questions that it answers."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from esteem_match import journey
from esteem_match.models import OPEN, SHOWN, Answer, Content, Questionnaire
from esteem_match.service.rules import Rules
from esteem_match.store import Record, Seated


class Owner(NamedTuple):
    """Whose answers a code opens."""

    code: str
    record: Record
    seat: Seated | None


@dataclass(frozen=True)
class Here:
    """One person in this run. `tag` names what is drawn of them, `seat` is their newest place in a
    workshop, if any; `outdated`: they answer other questions than today's.

    Where the rules that were answered can't be read, `content` is today's, and `readable` False.
    """

    code: str
    tag: str
    record: Record
    content: Content
    readable: bool
    answers: dict[str, Answer]
    seat: Seated | None = None
    outdated: bool = False

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked of this person: in a workshop, not what their seat says."""
        return journey.seated(self.form) if self.seat else self.form

    @property
    def form(self) -> Questionnaire:
        """All that the printed form asks."""
        return self.content.side(self.record.side)

    @property
    def counted(self) -> dict[str, Answer]:
        of_seat = journey.from_seat(self.form, self.seat.seat) if self.seat else {}
        return {**journey.counted(self.questionnaire, self.answers), **of_seat}

    @property
    def begun(self) -> bool:
        """Whether questions that are asked now have no answer yet."""
        return bool(journey.missing(self.questionnaire, self.answers))

    @property
    def waits(self) -> bool:
        """Whether a round has this person's answers and takes more of them."""
        return self.seat is not None and self.seat.state in OPEN

    @property
    def before_result(self) -> bool:
        """Whether it is too early for a result: a round has the answers and no picture is shown."""
        return self.seat is not None and self.seat.state not in SHOWN


def here(owner: Owner, rules: Rules) -> Here:
    """Whom a record is of, with the questions that it answers."""
    code, record, seat = owner
    own = rules.readable(record.version)
    return Here(
        code,
        tag(code),
        record,
        own or rules.today,
        own is not None,
        dict(record.answers),
        seat,
        outdated=record.version != rules.version,
    )


def tag(code: str) -> str:
    """What names whom a code opens, in what is drawn of them."""
    return hashlib.sha256(code.encode()).hexdigest()[:8]
