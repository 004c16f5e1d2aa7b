"""Who is in a workshop in this browser: one who runs it, one who takes part, or both."""

from dataclasses import dataclass

from esteem_match import resources
from esteem_match.models import State
from esteem_match.service.failure import Failure
from esteem_match.store import Room, Seated
from esteem_match.ui import browser, state
from esteem_match.ui.along import note_round
from esteem_match.ui.person import Here
from esteem_match.ui.slowly import slowly


@dataclass(frozen=True)
class Guest:
    """`host` is the code of a workshop that this browser runs, `room` what that opens."""

    host: str | None
    room: Room | None
    person: Here | None
    seat: Seated | None

    @property
    def state(self) -> State:
        """Where the round stands that this guest looks at."""
        if self.room:
            return self.room.state
        return self.seat.state if self.seat else State.GATHERING

    @property
    def newest(self) -> bool:
        """Whether no newer round has begun without this guest."""
        return self.seat is None or self.seat.number == self.seat.latest

    @property
    def name(self) -> str:
        """What the workshop is called."""
        if self.room:
            return self.room.name
        return self.seat.name if self.seat else ""

    @property
    def version(self) -> str:
        """The version of the questions that the workshop asks."""
        if self.room:
            return self.room.version
        return self.seat.version if self.seat else resources.library().version

    @property
    def writes(self) -> str | None:
        """The host's code where what is agreed can be written now: shown, and not agreed yet."""
        return self.host if self.state == State.REVEALED else None


def guest(person: Here | None) -> Guest:
    """Who looks at the workshop now."""
    code = browser.host()
    room = _room(code) if code else None
    return Guest(code if room else None, room, person, person.seat if person else None)


def lead(code: str) -> None:
    """This tab now runs the workshop with this code."""
    state.drop("host_left")
    state.put("host", code)
    state.put("opened_here", True)


def watch(guest: Guest) -> None:
    """Has the page drawn anew when the workshop moves."""
    if guest.seat:
        note_round(guest.seat)
    if guest.room:
        browser.live(guest.room.tag, guest.room.revision, (*how_many(guest.room), guest.room.wall))
    elif guest.seat:
        browser.live(guest.seat.room, guest.seat.revision)


def how_many(room: Room) -> tuple[int, int]:
    """How many have joined and how many have finished, of all seats together."""
    counts = room.seats.values()
    return sum(joined for joined, _ in counts), sum(done for _, done in counts)


def wait_for_result(person: Here) -> None:
    """The same on a page of one's own, while a result is to come; not for who runs it."""
    if person.before_result and browser.host() is None:
        watch(Guest(None, None, person, person.seat))


def _room(code: str) -> Room | None:
    try:
        with slowly():
            room = resources.store().rooms.load(code)
    except Failure as failure:
        if failure.code != "gone":
            raise
        state.drop("host")
        state.put("host_left", True)
        return None
    state.put("host", code)
    return room
