"""Workshops, for who runs one: opened, moved on, shown, agreed and deleted."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from esteem_match import journey, workshop
from esteem_match.models import SIDE_OF, Content, Section, Side, State
from esteem_match.service.failure import Failure, as_failure
from esteem_match.service.rules import Rules
from esteem_match.store import Room, Store
from esteem_match.texts import mended

NEXT_DAY = timedelta(days=1)  # a day ends at another hour elsewhere
NAME_MOST = 80
TEXT_MOST = 600


@as_failure()
def open_workshop(
    store: Store, rules: Rules, typed: str, day: date, *, paced: bool, until: date
) -> str:
    """A new workshop's code, for whoever runs it; fails as "empty" where it is called nothing."""
    name = journey.clean_text(mended(typed).replace("\n", " "), NAME_MOST)
    if name is None:
        raise Failure("empty")
    return store.rooms.open(name, day, rules.version, rules.language, paced=paced, until=until)


@as_failure()
def days_kept(store: Store, host: str) -> int:
    """For how many days a browser may keep this code."""
    return max(1, (store.rooms.load(host).expires - store.today()).days)


@as_failure()
def move(store: Store, host: str, room: Room, to: State) -> None:
    """The next step of a round, or the one before; fails as "moved" where another took it first."""
    store.rooms.move(host, room.state, to)


@as_failure()
def open_next_part(store: Store, rules: Rules, host: str, room: Room) -> None:
    """Whoever has more to answer by it is not through any more."""
    opened, content = (room.opened or 1) + 1, rules.of(room.version)
    more = [seat for seat, side in SIDE_OF.items() if len(parts(content, side)) >= opened]
    store.rooms.pace(host, opened, more)


def parts(content: Content, side: Side) -> tuple[Section, ...]:
    """The parts that a workshop asks a side, as long as no answer leaves one out."""
    asked = journey.seated(content.side(side)).sections
    return tuple(part for part in asked if part.items)


@as_failure()
def show_on_wall(store: Store, host: str, room: Room, screen: int) -> None:
    """Which screen the wall shows, counted from 1; fails as "moved" where the round has gone on."""
    store.rooms.show(host, screen, room.state)


@as_failure()
def extend(store: Store, host: str) -> None:
    """Another code to join by, for a day more."""
    store.rooms.extend(host, store.today() + NEXT_DAY)


@as_failure()
def reveal(store: Store, rules: Rules, host: str, room: Room) -> None:
    """Shows the closed round, as far as the pure rules let it be shown after others."""
    content = rules.of(room.version)
    least = content.model.workshop.min_voices
    store.rooms.reveal(
        host,
        lambda voices: workshop.publish(content, voices),
        lambda voice, key: workshop.fingerprint(content, voice, key),
        lambda new, shown: workshop.judged(new, shown, least),
    )


@as_failure()
def begin(store: Store, host: str, room: Room) -> None:
    """A new round, open as long as the last one, and a day at least."""
    today = store.today()
    until = min(max(room.until, today + NEXT_DAY), today + timedelta(days=store.keep_days))
    store.rooms.begin(host, until)


@as_failure()
def agree(
    store: Store,
    host: str,
    texts: Mapping[str, str],
    again: date | None = None,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Writes what has changed in the agreement; `again`: the day to look again, if it has.

    `seen`: how often each field had been written, as its writer saw it; fails as "moved" where
    somebody else has written it since.
    """
    kept = {field: journey.clean_text(text, TEXT_MOST) or "" for field, text in texts.items()}
    store.rooms.agree(host, kept, again, seen)


@as_failure()
def ask(store: Store, host: str, lines: Mapping[str, Sequence[str]]) -> None:
    """Asks members of what was decided, each line with its fields; fails as "moved" where one was
    asked before, or something else is asked.
    """
    store.rooms.ask(host, lines)


@as_failure()
def end_asking(store: Store, rules: Rules, host: str, room: Room) -> None:
    """Ends it, and tells one word a line where enough members have answered."""
    model = rules.of(room.version).model
    store.rooms.end_asking(host, workshop.MEMBERS, lambda voices: workshop.living(model, voices))


@as_failure()
def delete(store: Store, host: str) -> None:
    store.rooms.delete(host)
