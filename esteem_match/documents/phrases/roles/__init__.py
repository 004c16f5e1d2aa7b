"""What is said of the roles: their labels, how sure these are, why, and the words of figures."""

from esteem_match.documents.phrases.roles.labels import (
    Band,
    equal,
    every,
    fits,
    label_what,
    label_words,
    nothing_now,
    refusals,
    when_asked,
)

__all__ = [
    "Band",
    "equal",
    "every",
    "fits",
    "label_what",
    "label_words",
    "nothing_now",
    "refusals",
    "when_asked",
]
