"""A day to look again, as a file that a calendar takes. Pure."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from icalendar import Calendar, Event

KIND = UUID("5f0e7f8e-5d0b-4a52-9a34-6f1e3b1f6f0a")  # any fixed one: of all days to look again


def calendar(day: date, title: str, what: str, tag: str, written: date) -> bytes:
    """One event of a whole day, which keeps nobody's time busy.

    `tag` names what is looked at, and opens nothing. By what is made of it a calendar knows the
    event again, so that another day takes the place of this one; it says nothing to anybody.
    """
    event = Event()
    event.add("uid", str(uuid5(KIND, tag)))
    event.add("dtstamp", datetime.combine(written, time(), UTC))
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("description", what)
    event.add("transp", "TRANSPARENT")
    book = Calendar()
    book.add("prodid", "-//ESTEEM Match//")
    book.add("version", "2.0")
    book.add_component(event)
    written_out: bytes = book.to_ical()
    return written_out
