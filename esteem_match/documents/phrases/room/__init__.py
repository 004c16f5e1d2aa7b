"""What is said of a workshop: its round, what it agrees (`agreed`), and where views differ."""

from esteem_match.documents.phrases.room.agreed import (
    asks_of,
    boundary,
    decided_before,
    is_open,
    not_do_title,
    put_off,
    role_fields,
    shown,
    standing,
    written,
)
from esteem_match.documents.phrases.room.round_result import (
    AGREED,
    DECISIONS,
    TALKED,
    RoundResult,
    named,
    refused,
    sides,
    standing_of,
)

__all__ = [
    "AGREED",
    "DECISIONS",
    "TALKED",
    "RoundResult",
    "asks_of",
    "boundary",
    "decided_before",
    "is_open",
    "named",
    "not_do_title",
    "put_off",
    "refused",
    "role_fields",
    "shown",
    "sides",
    "standing",
    "standing_of",
    "written",
]
