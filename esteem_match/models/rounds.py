"""The models of a workshop: rounds and their states, voices, and what may be shown of them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal, NamedTuple

from esteem_match.models.basics import Answer, Noun, Side

Seat = Literal["member", "leader", "together", "practitioner"]
"""How somebody takes part: a member, a member who leads, the group in one form, a practitioner."""


class State(StrEnum):
    """The state of a round. Only a revealed round has a result."""

    GATHERING = "gathering"
    ANSWERING = "answering"
    CLOSED = "closed"
    REVEALED = "revealed"
    AGREED = "agreed"


MOVES: Mapping[State, tuple[State, ...]] = {
    State.GATHERING: (State.ANSWERING,),
    State.ANSWERING: (State.GATHERING, State.CLOSED),
    State.CLOSED: (State.ANSWERING, State.REVEALED),
    State.REVEALED: (State.AGREED,),
    State.AGREED: (State.REVEALED,),
}
"""Where a round may go. A shown round is never answered again: the change could show who."""

OPEN = (State.GATHERING, State.ANSWERING)
"""The states in which a round takes answers."""

SHOWN = (State.REVEALED, State.AGREED)
"""The states in which everybody sees the round's result and may see their own; not before."""

SIDE_OF: Mapping[Seat, Side] = {
    "member": "group",
    "leader": "group",
    "together": "group",
    "practitioner": "practitioner",
}


class Voice(Noun):
    """One participant's answers in a round. `tag` only tells voices apart."""

    tag: str
    seat: Seat
    answers: Mapping[str, Answer]


class GroupPart(Noun):
    """What may be shown of a group's voices: a position for each item, and where views differ.

    `answers`: a veto is 1 where at least half ticked it. Left out are texts, items that too few
    answered, and facts on which no half agrees. `differ`: items on which views differ. `split`:
    roles on whose wish or veto views differ. `leaders` and `others`: like `answers`, where both
    have enough voices. `one_form`: the group filled in one form together. `stands`: this is an
    earlier round's result, because too little has changed since.
    """

    one_form: bool
    answers: Mapping[str, int]
    differ: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    leaders: Mapping[str, int] | None = None
    others: Mapping[str, int] | None = None
    stands: bool = False


class PractitionerPart(Noun):
    """One practitioner's answers without texts, as they agreed on joining. None is 'not sure'."""

    number: int
    answers: Mapping[str, int | None]


class Board(Noun):
    """Everything that is shown of a round. `group` is None where too few voices answered."""

    group: GroupPart | None
    practitioners: tuple[PractitionerPart, ...]


class Asking(Noun):
    """Whether members can live with some decisions of round `number`, asked of them all at once.

    `lines`: of each, its fields as they stood when it was asked. While it is `open` nobody sees an
    answer; then `outcome` has one word a line, and no line is asked again in that round.
    """

    number: int
    open: bool
    lines: Mapping[str, Mapping[str, str]]
    outcome: Mapping[str, str] = {}


class Drawn(NamedTuple):
    """What is kept of a round's members: what may be shown, and fingerprints to compare later.

    `prints` is None once there is nothing left to compare.
    """

    group: GroupPart | None
    prints: Sequence[str] | None
