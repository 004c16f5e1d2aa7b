"""What to ask and in which order, what is missing, and which answers count. Pure.

A question is an item or a checklist. After a clear no to a role, the rest about it is skipped.
"""

from esteem_match.journey.answers import (
    BadAnswer,
    clean,
    clean_all,
    clean_text,
    own_half,
    positions,
    valid,
)
from esteem_match.journey.seats import from_seat, seated
from esteem_match.journey.walk import (
    Progress,
    asked,
    closes,
    counted,
    deciding,
    first_open,
    first_part_done,
    go_on,
    least_and_most,
    minutes,
    missing,
    picture,
    progress,
    reached,
    torn,
)

__all__ = [
    "BadAnswer",
    "Progress",
    "asked",
    "clean",
    "clean_all",
    "clean_text",
    "closes",
    "counted",
    "deciding",
    "first_open",
    "first_part_done",
    "from_seat",
    "go_on",
    "least_and_most",
    "minutes",
    "missing",
    "own_half",
    "picture",
    "positions",
    "progress",
    "reached",
    "seated",
    "torn",
    "valid",
]
