"""What the server asks of the store about rooms, and no more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, cast

from esteem_match import resources


class Pulse(Protocol):
    """What changes while people wait. `beat` is for everybody, the two counts for the host."""

    @property
    def beat(self) -> int: ...
    @property
    def joined(self) -> int: ...
    @property
    def finished(self) -> int: ...


class Room(Protocol):
    """What a host's code opens. `tag` names the room and is no secret."""

    @property
    def tag(self) -> str: ...
    @property
    def expires(self) -> date: ...


class Rooms(Protocol):
    """The part of the store that knows rooms. Both raise StoreError; `load` also NotFound."""

    def load(self, host: str) -> Room: ...
    def pulses(self, tags: Sequence[str]) -> Mapping[str, Pulse]: ...


class WithRooms(Protocol):
    @property
    def rooms(self) -> Rooms: ...


def rooms() -> Rooms:
    return cast(WithRooms, resources.store()).rooms
