"""The clock, as far as it is believed: it never tells a day before one that is confirmed."""

from datetime import date, datetime, timedelta

from esteem_match.store.database.access import Clock

NEVER = date.min
LAG = timedelta(days=2)  # a day is confirmed a day later, or two: it is today's near enough


class Calendar:
    """The store's clock. Where the machine's is behind, it stands near the last confirmed day."""

    def __init__(self, told: Clock, confirmed: date = NEVER) -> None:
        self.told, self.confirmed = told, confirmed

    def __call__(self) -> datetime:
        told = self.told()
        if told.date() >= self.confirmed:
            return told
        return datetime.combine(self.confirmed + LAG, told.timetz())

    def doubt(self) -> tuple[date, date] | None:
        """The day that the machine's clock tells, and the confirmed one, if that is later."""
        told = self.told().date()
        return (told, self.confirmed) if told < self.confirmed else None
