"""What each answer adds to a role's fit and what it costs; both columns add up exactly."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import log, log1p, prod
from typing import NamedTuple

from esteem_match.models import Answers, Content, Item, Key
from esteem_match.scoring import Rule, rule_of, ticked, values


class Entry(NamedTuple):
    """One answer's part of the fit, and of what the fit lacks to 1. `key` is None for a veto."""

    item: str
    key: Key | None
    earned: float
    lost: float


class Points(NamedTuple):
    """An entry in whole points out of 100, as it is printed."""

    item: str
    earned: int
    lost: int


class Heard(NamedTuple):
    """The answered items of a key, each with the value of its answer."""

    key: Key
    answers: tuple[tuple[Item, int], ...]
    top: int

    @property
    def counting(self) -> tuple[tuple[Item, int], ...]:
        """The answers that count for points: of needs only the strongest, with equal shares."""
        if self.key != "need":
            return self.answers
        best = max(value for _, value in self.answers)
        return tuple(one for one in self.answers if one[1] == best)

    def value(self) -> Fraction:
        weight = sum(item.weight for item, _ in self.counting)
        earned = sum(item.weight * value for item, value in self.counting)
        return Fraction(earned, self.top * weight)

    def gains(self) -> list[float]:
        """Each answer's share of the key's value."""
        return _as_parts([self._weight(one) * one[1] for one in self.answers])

    def gaps(self) -> list[float]:
        """Each answer's share of what the key lacks."""
        return _as_parts([self._weight(one) * (self.top - one[1]) for one in self.answers])

    def _weight(self, one: tuple[Item, int]) -> int:
        return one[0].weight if one in self.counting else 0


def ledger(content: Content, role: str, group: Answers, practitioner: Answers) -> tuple[Entry, ...]:
    """Each answer's share of the fit (`earned`) and of 1 minus the fit (`lost`).

    Only answered items have an entry, and a key without any answer is left out, so one side by
    itself adds up to its own value. A ticked veto takes the whole loss. Source: scoring.md 3.4.
    """
    facts = values(content, group, practitioner)
    rule = rule_of(content, role)
    entries = shares(heard(content, rule, facts))
    vetoes = [item for side in rule.vetoes.values() for item in ticked(side, "close", facts)]
    if not vetoes:
        return entries
    emptied = (entry._replace(earned=0.0, lost=0.0) for entry in entries)
    return (*emptied, *(Entry(item, None, 0.0, 1 / len(vetoes)) for item in vetoes))


def points(entries: Iterable[Entry]) -> tuple[Points, ...]:
    """Entries in whole points, 100 in both columns together, by largest remainder."""
    rows = tuple(entries)
    exact = [100 * amount for entry in rows for amount in (entry.earned, entry.lost)]
    whole = [int(amount) for amount in exact]
    by_remainder = sorted(range(len(exact)), key=lambda n: whole[n] - exact[n])
    for n in by_remainder[: round(sum(exact)) - sum(whole)]:
        whole[n] += 1
    return tuple(
        Points(entry.item, earned, lost)
        for entry, earned, lost in zip(rows, whole[::2], whole[1::2], strict=True)
    )


def heard(content: Content, rule: Rule, facts: Answers) -> tuple[Heard, ...]:
    """The role's keys that have any answer."""
    found = []
    for key, items in rule.keys.items():
        got = tuple((i, value) for i in items if isinstance(value := facts.get(i.id), int))
        if got:
            found.append(Heard(key, got, content.model.top))
    return tuple(found)


def shares(keys: Sequence[Heard]) -> tuple[Entry, ...]:
    """The ledger of these keys alone, without vetoes."""
    of_keys = [key.value() for key in keys]
    fit = float(prod(of_keys, start=Fraction(1))) ** (1 / max(len(keys), 1))
    losses = _key_losses(of_keys, fit)
    return tuple(
        Entry(item.id, key.key, fit / len(keys) * gain, loss * gap)
        for key, loss in zip(keys, losses, strict=True)
        for (item, _), gain, gap in zip(key.answers, key.gains(), key.gaps(), strict=True)
    )


def _as_parts(amounts: Sequence[int]) -> list[float]:
    whole = sum(amounts)
    return [amount / whole if whole else 0.0 for amount in amounts]


def _key_losses(keys: Sequence[Fraction], fit: float) -> list[float]:
    zeros = keys.count(Fraction(0))
    if zeros:
        return [(key == 0) / zeros for key in keys]
    depths = [-_ln(key) for key in keys]
    return [(1 - fit) * depth / (sum(depths) or 1.0) for depth in depths]


def _ln(ratio: Fraction) -> float:
    return log1p(float(ratio - 1)) if abs(ratio - 1) < Fraction(1, 2) else log(float(ratio))
