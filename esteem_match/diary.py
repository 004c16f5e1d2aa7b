"""A day that matters, as a file that a calendar takes: to look again, or to lose answers. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

MORNING = timedelta(hours=9)
KIND = UUID("5f0e7f8e-5d0b-4a52-9a34-6f1e3b1f6f0a")  # any fixed one: of all days to look again


def calendar(
    day: date,
    title: str,
    what: str,
    tag: str,
    written: date,
    *,
    address: str = "",
    ahead: timedelta = timedelta(0),
) -> bytes:
    """One event of a whole day, which keeps nobody's time busy; its alarm rings in the morning.

    `address`: where one goes then; `ahead`: by how much the alarm comes before that day.
    `tag` names what is looked at, and opens nothing. By what is made of it a calendar knows the
    event again, so that another day takes the place of this one; it says nothing to anybody.
    """
    event = Event()
    event.add("uid", str(uuid5(KIND, tag)))
    event.add("dtstamp", datetime.combine(written, time(), UTC))
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("description", "\n".join(filter(None, (what, address))))
    event.add("transp", "TRANSPARENT")
    if address:
        event.add("url", address)
    event.add_component(_alarm(title, MORNING - ahead))
    return _file(event)


def _file(event: Event) -> bytes:
    book = Calendar()
    book.add("prodid", "-//ESTEEM Match//")
    book.add("version", "2.0")
    book.add_component(event)
    written_out: bytes = book.to_ical()
    return written_out


def _alarm(title: str, when: timedelta) -> Alarm:
    """Shown on the device, so long after the day has begun, or before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", when)
    return alarm
