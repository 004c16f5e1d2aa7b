"""Scores one pair in exact fractions: from answers to keys, sides, labels and fits."""

from esteem_match.scoring.fits import label_chances, score, score_role, stops
from esteem_match.scoring.labels import ORDER, reached, worst
from esteem_match.scoring.likely import Chances, both
from esteem_match.scoring.order import Reads, alone, rank, standing, together, with_picture
from esteem_match.scoring.rules import NO_ANSWER, Rule, on_a_picture, rule_of, rules, ticked, values
from esteem_match.scoring.spread import open_spread

__all__ = [
    "NO_ANSWER",
    "ORDER",
    "Chances",
    "Reads",
    "Rule",
    "alone",
    "both",
    "label_chances",
    "on_a_picture",
    "open_spread",
    "rank",
    "reached",
    "rule_of",
    "rules",
    "score",
    "score_role",
    "standing",
    "stops",
    "ticked",
    "together",
    "values",
    "with_picture",
    "worst",
]
