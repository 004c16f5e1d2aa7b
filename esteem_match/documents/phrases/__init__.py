"""What is said to people, in their words: on a page and in a document alike. Pure.

Nothing here draws: each function gives texts, in the order in which they are read.
"""

from esteem_match.documents.phrases.roles.bars import bar, blank, side_name, side_words, sides
from esteem_match.documents.phrases.view import UNSURE, View, answered, asks, choices, in_words

__all__ = [
    "UNSURE",
    "View",
    "answered",
    "asks",
    "bar",
    "blank",
    "choices",
    "in_words",
    "side_name",
    "side_words",
    "sides",
]
