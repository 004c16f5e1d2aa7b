"""The answers that speak most strongly for a role, and those against it."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from esteem_match.explain.ledger import Heard, heard, shares
from esteem_match.models import Answers, Content
from esteem_match.scoring import rule_of, stops, values

Cause = Literal["veto", "hold", "answer"]


class Reason(NamedTuple):
    """One answer that counts, and whether it closes the role, holds it or adds to its weight."""

    item: str
    cause: Cause


class Reasons(NamedTuple):
    """Both lists, the weightiest first; no item is in both."""

    supports: tuple[Reason, ...]
    against: tuple[Reason, ...]


class _Weighed(NamedTuple):
    """An answer, and how far above (or below) the middle of its scale it is."""

    item: str
    above: int
    gain: float
    loss: float


def reasons(
    content: Content, role: str, group: Answers, practitioner: Answers, most: int
) -> Reasons:
    """At most `most` answers for and against; of one side alone if the other is empty.

    Answers are in the order of the ledger (scoring.md 3.4). Of needs only the strongest count, so a
    low need beside a stronger one is no reason against. Reasons against start with vetoes, then
    come answers that hold the role. The middle of a scale and 'does not apply' are no reasons.
    """
    facts, answers = values(content, group, practitioner), {**group, **practitioner}
    heard_of = _weigh(heard(content, rule_of(content, role), facts))
    weighed = [w for w in heard_of if facts[w.item] == answers[w.item]]
    first = tuple(_stops(content, role, group, practitioner))
    named = {stop.item for stop in first}
    supports = sorted((w for w in weighed if w.above > 0 and w.gain), key=lambda w: -w.gain)
    against = sorted((w for w in weighed if w.above < 0 and w.loss), key=lambda w: -w.loss)
    return Reasons(
        tuple(Reason(w.item, "answer") for w in supports if w.item not in named)[:most],
        (*first, *(Reason(w.item, "answer") for w in against if w.item not in named))[:most],
    )


def _stops(content: Content, role: str, group: Answers, practitioner: Answers) -> Iterator[Reason]:
    closed, held = stops(content, role, group, practitioner)
    yield from (Reason(item, "veto") for item in closed)
    yield from (Reason(item, "hold") for item in held)


def _weigh(keys: Sequence[Heard]) -> list[_Weighed]:
    """Gains are shares of the answer's own key: in the ledger's order, and known at a fit of 0."""
    answers = [
        (2 * value - key.top, gain)
        for key in keys
        for (_, value), gain in zip(key.answers, key.gains(), strict=True)
    ]
    return [
        _Weighed(entry.item, above, gain, entry.lost)
        for (above, gain), entry in zip(answers, shares(keys), strict=True)
    ]
