"""Everything that is kept: records under codes, answers, shares, workshops, archived
content. The only SQL.
"""

from esteem_match.store.agreements import Agreement, Entry
from esteem_match.store.backup import Copied, Restored, back_up, restore
from esteem_match.store.boards import Shown
from esteem_match.store.doors import Invitation
from esteem_match.store.errors import (
    Away,
    BadSetting,
    Broken,
    Busy,
    Closed,
    Damaged,
    Ended,
    Full,
    Moved,
    Newer,
    NotFound,
    ReadOnly,
    Refused,
    Renewed,
    StoreError,
    WrongSecret,
)
from esteem_match.store.overview import Past, Pulse, Room
from esteem_match.store.passes import Pass
from esteem_match.store.records import LATE, Record
from esteem_match.store.seats import Seated
from esteem_match.store.shares import Joined, Shared, Sharer
from esteem_match.store.start import open_store
from esteem_match.store.store import Store
from esteem_match.store.times import TIMES_MOST, Time, Whole

__all__ = [
    "LATE",
    "TIMES_MOST",
    "Agreement",
    "Away",
    "BadSetting",
    "Broken",
    "Busy",
    "Closed",
    "Copied",
    "Damaged",
    "Ended",
    "Entry",
    "Full",
    "Invitation",
    "Joined",
    "Moved",
    "Newer",
    "NotFound",
    "Pass",
    "Past",
    "Pulse",
    "ReadOnly",
    "Record",
    "Refused",
    "Renewed",
    "Restored",
    "Room",
    "Seated",
    "Shared",
    "Sharer",
    "Shown",
    "Store",
    "StoreError",
    "Time",
    "Whole",
    "WrongSecret",
    "back_up",
    "open_store",
    "restore",
]
