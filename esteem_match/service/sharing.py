"""Shares: a group's answers shown under a share code, and practitioners' beside them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from esteem_match import codes
from esteem_match.models import Answers
from esteem_match.service.failure import Failure, as_failure
from esteem_match.service.person import Here
from esteem_match.store import NotFound, Shared, Store


class OwnCopy(NamedTuple):
    """What others see of somebody's answers under a share code, and since when."""

    share: str
    answers: Answers
    on: date
    at: datetime | None


@as_failure()
def share(store: Store, code: str) -> None:
    """Shows a group's newest answers under its share code."""
    store.share(code)


@as_failure()
def unshare(store: Store, code: str) -> None:
    store.unshare(code)


@as_failure()
def join(store: Store, code: str, text: str) -> str:
    """Shows a practitioner's newest answers to the group of the share code that was typed.

    Gives that code. A code that brings answers back instead fails as "return_code".
    """
    found = codes.read(text)
    try:
        store.join(code, found)
    except NotFound:
        raise Failure("return_code" if _brings_back(store, found) else "gone") from None
    return found


def _brings_back(store: Store, code: str) -> bool:
    try:
        store.load(code)
    except NotFound:
        return False
    return True


@as_failure()
def leave(store: Store, code: str, share: str) -> None:
    store.leave(code, share)


@as_failure()
def joined(store: Store, code: str, share: str) -> bool:
    """Whether any practitioner shows theirs to the group under this share code."""
    return bool(store.shared(share, code).practitioners)


@as_failure()
def know_parted(store: Store, code: str) -> None:
    """Its person knows that another took a share back: it is told once."""
    store.know_parted(code)


@as_failure()
def copies(store: Store, person: Here) -> tuple[OwnCopy, ...]:
    """All that others see of this person; a share that has just gone is left out."""
    return tuple(_copies(store, person))


def _copies(store: Store, person: Here) -> Iterator[OwnCopy]:
    for share in (person.record.share, *person.record.joined):
        try:
            found = store.shared(share, person.code) if share else None
        except NotFound:
            continue
        if share and found:
            yield own_copy(person, share, found)


def own_copy(person: Here, share: str, found: Shared) -> OwnCopy:
    """A person's own part of what is shared: the group's, or theirs beside it."""
    if person.record.side == "group":
        return OwnCopy(share, found.group, found.on, found.at)
    own = found.practitioners[0]
    return OwnCopy(share, own.answers, own.on, own.at)
