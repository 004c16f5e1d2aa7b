"""The store's clock, which never goes back before a confirmed day."""

from datetime import date, datetime, timedelta

from esteem_match.store.database.access import Clock

NEVER = date.min
LAG = timedelta(days=2)  # a day is confirmed one or two days later, so this is near today


class Calendar:
    """The store's clock. If the machine's is behind, it stays near the last confirmed day."""

    def __init__(self, machine: Clock, confirmed: date = NEVER) -> None:
        self.machine, self.confirmed = machine, confirmed

    def __call__(self) -> datetime:
        now = self.machine()
        if now.date() >= self.confirmed:
            return now
        return datetime.combine(self.confirmed + LAG, now.timetz())

    def doubt(self) -> tuple[date, date] | None:
        """The day by the machine's clock and the confirmed one, if the machine is behind."""
        today = self.machine().date()
        return (today, self.confirmed) if today < self.confirmed else None
