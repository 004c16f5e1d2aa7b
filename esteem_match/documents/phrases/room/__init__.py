"""What is said of a workshop: its round and what it agrees (`result`), and where views differ."""

from esteem_match.documents.phrases.room.round_result import (
    DECISIONS,
    TALKED,
    RoundResult,
    decided_before,
    named,
    refused,
    role_fields,
    shown,
    sides,
    standing_of,
    with_number,
    written,
)

__all__ = [
    "DECISIONS",
    "TALKED",
    "RoundResult",
    "decided_before",
    "named",
    "refused",
    "role_fields",
    "shown",
    "sides",
    "standing_of",
    "with_number",
    "written",
]
