"""What is said of a workshop: its round and what it agrees (`picture`), and where views differ."""

from esteem_match.documents.phrases.room.picture import (
    DECISIONS,
    TALKED,
    Picture,
    decided_before,
    named,
    refused,
    role_fields,
    shown,
    sides,
    standing_of,
    written,
)

__all__ = [
    "DECISIONS",
    "TALKED",
    "Picture",
    "decided_before",
    "named",
    "refused",
    "role_fields",
    "shown",
    "sides",
    "standing_of",
    "written",
]
