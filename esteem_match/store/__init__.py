"""Everything that is kept: records under codes, answers, shares, archived content. The only SQL."""

from esteem_match.store.errors import (
    Away,
    BadSetting,
    Broken,
    Busy,
    Closed,
    Ended,
    Full,
    Newer,
    NotFound,
    ReadOnly,
    Refused,
    StoreError,
    WrongSecret,
)
from esteem_match.store.records import Record
from esteem_match.store.shares import Joined, Shared
from esteem_match.store.start import open_store
from esteem_match.store.store import Store

__all__ = [
    "Away",
    "BadSetting",
    "Broken",
    "Busy",
    "Closed",
    "Ended",
    "Full",
    "Joined",
    "Newer",
    "NotFound",
    "ReadOnly",
    "Record",
    "Refused",
    "Shared",
    "Store",
    "StoreError",
    "WrongSecret",
    "open_store",
]
