"""Tells a file whose answers are counted from 1 from one with a few slips."""

from collections.abc import Sequence

from esteem_match.cli.cells import How, Reading, tidy
from esteem_match.cli.columns import Layout
from esteem_match.cli.problems import CommandError

Rows = Sequence[tuple[int, list[str]]]
"""Rows with the number that a spreadsheet shows beside them; the header is row 1."""


class Scale:
    """What was seen so far in the columns that count: a 0, and the first number one too high."""

    def __init__(self, reading: Reading, form: Layout) -> None:
        self.above = str(reading.content.model.top + 1)
        places = [(one.place, one.name) for one in form.columns if one.items[0].key]
        self.columns = places if reading.how == How.PLACES else []
        self.zero = False
        self.first: tuple[int, str] | None = None

    @property
    def other(self) -> bool:
        return self.first is not None and not self.zero

    def look(self, rows: Rows) -> None:
        """Until a 0 was there; a cell that isn't there is judged elsewhere."""
        for number, row in () if self.zero else rows:
            for place, name in self.columns:
                cell = tidy(row[place]) if place < len(row) else ""
                self.zero = self.zero or cell == "0"
                if cell == self.above and self.first is None:
                    self.first = (number, name)

    def check(self) -> None:
        """Raises CommandError for the other scale, which would also be read a step too high."""
        if not self.other or self.first is None:
            return
        (row, name), above = self.first, self.above
        seen = f"there is a {above} (first in row {row}, column {name}) and no 0"
        paper = "If they are as printed on our paper forms, add --from paper"
        mend = f"{paper}. Else take 1 from each answer of a scale, and try again."
        wrong = f"These look like numbers from 1 to {above}, not from 0 to {int(above) - 1}"
        raise CommandError([f"{wrong}: {seen}. {mend}"])
