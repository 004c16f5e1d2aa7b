"""The store: records under codes, answers, shares, workshops and archived content.

The only place with SQL.
"""

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
from esteem_match.store.record.records import LATE, Record
from esteem_match.store.record.shares import Joined, Shared, Sharer
from esteem_match.store.record.times import TIMES_MOST, Imported, Time
from esteem_match.store.record.tokens import JoinForm, Token
from esteem_match.store.room.agreements import Agreement, Entry
from esteem_match.store.room.boards import Shown
from esteem_match.store.room.join_codes import Invitation
from esteem_match.store.room.overview import News, Past, Room
from esteem_match.store.room.seats import Seated
from esteem_match.store.start import open_store
from esteem_match.store.store import Store
from esteem_match.store.upkeep.backup import Copied, Restored, back_up, restore

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
    "Imported",
    "Invitation",
    "JoinForm",
    "Joined",
    "Moved",
    "Newer",
    "News",
    "NotFound",
    "Past",
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
    "Token",
    "WrongSecret",
    "back_up",
    "open_store",
    "restore",
]
