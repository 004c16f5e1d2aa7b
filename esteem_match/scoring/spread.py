"""The possible values of a key while some answers are open: exact, without draws or rounding.

An open answer (not reached, or 'not sure') is spread over the words of the scale:

    chance of word v = (expected[v] + answers v in this key) / (1 + answers in this key)

with `expected` from roles.toml, as shares of 1. So the answers in a role's key also shape its open
answers, which are otherwise independent. A need is the strongest of its answers; any other key is
their weighted sum; both are divided by the largest value they can have. What holds a label belongs
to the key of its item, and is spread with it. Source: OURS (November 2026).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from esteem_match.models import Answers, Item, Key, RoleModel, Span
from esteem_match.scoring.rules import Rule

Fixed = Mapping[str, int]
"""Assumed answers by item; they do not change the spread of the others."""


class Outcome(NamedTuple):
    """One possible result of a key. `held`: an answer holds the label at "possible"; `welcomed`: at
    least one wish is high enough to be a welcome."""

    earned: int
    held: bool = False
    welcomed: bool = False


class KeyChances(NamedTuple):
    """The outcomes of a key, weighted by whole numbers that sum to `total`. `whole` is the largest
    possible `earned`; `answered` is the number of answers."""

    outcomes: Mapping[Outcome, int]
    total: int
    whole: int
    answered: int

    def span(self) -> Span:
        earned = [outcome.earned for outcome in self.outcomes]
        mean = sum(outcome.earned * chance for outcome, chance in self.outcomes.items())
        return Span(
            low=Fraction(min(earned), self.whole),
            high=Fraction(max(earned), self.whole),
            expected=Fraction(mean, self.total * self.whole),
            answered=self.answered,
        )


def spread(expected: Sequence[Fraction], answers: Sequence[int]) -> tuple[int, ...]:
    """The chance of each word for one open answer, from word 0, as whole-number weights."""
    unit = lcm(*(share.denominator for share in expected))
    return tuple(int(share * unit) + unit * answers.count(v) for v, share in enumerate(expected))


def open_spread(model: RoleModel, rule: Rule, key: Key, facts: Answers) -> tuple[int, ...]:
    """The spread of each open answer of this role's key."""
    return spread(model.expected.of(key), _known(rule.keys[key], facts))


def key_chances(
    model: RoleModel, rule: Rule, key: Key, facts: Answers, fixed: Fixed | None = None
) -> KeyChances:
    """The outcomes of a role's key, by convolution over its items."""
    items, answers = rule.keys[key], _known(rule.keys[key], facts)
    chances = spread(model.expected.of(key), answers)
    found: Mapping[Outcome, int] = {Outcome(0): 1}
    total = 1
    for item in items:
        answer = (fixed or {}).get(item.id, facts.get(item.id))
        words = {answer: 1} if isinstance(answer, int) else dict(enumerate(chances))
        found = _with(found, list(_steps(model, rule, key, item, words)), strongest=key == "need")
        total *= sum(words.values())
    weight = 1 if key == "need" else sum(item.weight for item in items)
    return KeyChances(found, total, model.top * weight, len(answers))


def _known(items: Sequence[Item], facts: Answers) -> list[int]:
    return [answer for item in items if isinstance(answer := facts.get(item.id), int)]


def _steps(
    model: RoleModel, rule: Rule, key: Key, item: Item, words: Mapping[int, int]
) -> Iterator[tuple[Outcome, int]]:
    """The outcome of each word of one item, with its weight."""
    for word, chance in words.items():
        held = rule.holds_back(item, word)
        welcomed = key == "wish" and word >= model.welcome.answer
        yield Outcome(item.weight * word, held, welcomed), chance


def _with(
    found: Mapping[Outcome, int], steps: Sequence[tuple[Outcome, int]], *, strongest: bool
) -> Mapping[Outcome, int]:
    joined: dict[Outcome, int] = defaultdict(int)
    for one, times in found.items():
        for step, chance in steps:
            earned = max(one.earned, step.earned) if strongest else one.earned + step.earned
            held, welcomed = one.held or step.held, one.welcomed or step.welcomed
            joined[Outcome(earned, held, welcomed)] += times * chance
    return joined
