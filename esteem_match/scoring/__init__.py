"""Scores one pair: answers become keys, keys become sides, fits and labels, in exact fractions."""

from esteem_match.scoring.fits import score, score_role, span
from esteem_match.scoring.labels import ORDER, label_at, reached, worst
from esteem_match.scoring.order import Standing, rank, standing
from esteem_match.scoring.rules import NO_ANSWER, Rule, on_a_picture, rule_of, rules, ticked, values

__all__ = [
    "NO_ANSWER",
    "ORDER",
    "Rule",
    "Standing",
    "label_at",
    "on_a_picture",
    "rank",
    "reached",
    "rule_of",
    "rules",
    "score",
    "score_role",
    "span",
    "standing",
    "ticked",
    "values",
    "worst",
]
