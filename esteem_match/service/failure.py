"""The one kind of failure: what store, content and codes raise, by a name that words go with."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from esteem_match.codes import BadCode
from esteem_match.content import ArchiveError
from esteem_match.export import BadFile
from esteem_match.journey import BadAnswer
from esteem_match.store import Away, Busy, Ended, Moved, NotFound, Refused, Renewed, StoreError

SLIPS = ("slip", "length", "letters")  # of what was typed for a code
BAD_ANSWERS = ("too_long", "wrong_kind", "out_of_range", "unknown_item")
CODES: Mapping[type[Exception], str] = {
    NotFound: "gone",
    Ended: "late",
    Renewed: "renewed",
    Refused: "refused",
    Moved: "moved",
    Away: "away",
    Busy: "away",
    StoreError: "store",
    ArchiveError: "unreadable",
}
_FAULTS: tuple[type[Exception], ...] = (*CODES, BadCode, BadAnswer, BadFile)


class Failure(Exception):  # noqa: N818
    """Why something could not be done. `code` is one of CODES, or what a bad code, answer or file
    calls itself; `values` are the numbers that its words name.
    """

    def __init__(self, code: str, **values: int) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@contextmanager
def as_failure() -> Iterator[None]:
    """Turns what is raised in it, or in the function that it decorates, into a Failure."""
    try:
        yield
    except _FAULTS as error:
        raise failure_of(error) from error


def failure_of(error: Exception) -> Failure:
    """The failure that an exception stands for; itself, where it is one already."""
    match error:
        case Failure():
            return error
        case BadCode(reason=reason):
            return Failure(reason)
        case BadAnswer(code=code, limit=limit):
            return Failure(code, limit=limit or 0)
        case BadFile(code=code, items=items):
            return Failure(code, count=len(items))
    return Failure(next((CODES[kind] for kind in type(error).__mro__ if kind in CODES), "fault"))
