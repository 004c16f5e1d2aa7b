"""Notices if all answers of a file are counted from 1 instead of 0, or the other way round."""

from collections.abc import Sequence

from esteem_match.cli.answers.cells import How, Reading, tidy
from esteem_match.cli.answers.columns import Layout
from esteem_match.cli.answers.source import Note
from esteem_match.cli.problems import CommandError

LOWEST = "0"

Rows = Sequence[tuple[int, list[str]]]
"""Rows with their numbers in a spreadsheet; the header is row 1."""


class Scale:
    """Where the lowest number of one scale and the highest of the other first occur."""

    def __init__(self, reading: Reading, form: Layout) -> None:
        self.how, self.top = reading.how, reading.content.model.top
        places = [(one.place, one.name) for one in form.columns if one.items[0].key]
        self.columns = places if self.how in (How.PLACES, How.PAPER) else []
        self.first: dict[str, tuple[int, str]] = {}

    @property
    def highest(self) -> str:
        return str(self.top + 1)

    @property
    def other(self) -> bool:
        """Whether answers that should be counted from 0 so far seem to be counted from 1."""
        return self.how == How.PLACES and self.highest in self.first and LOWEST not in self.first

    def look(self, rows: Rows) -> None:
        """Looks for these numbers until one settles it; missing cells are reported elsewhere."""
        enough = LOWEST if self.how == How.PLACES else self.highest
        for number, row in () if enough in self.first else rows:
            for place, name in self.columns:
                cell = tidy(row[place]) if place < len(row) else ""
                if cell in (LOWEST, self.highest):
                    self.first.setdefault(cell, (number, name))

    def check(self, note: Note) -> None:
        """Raises CommandError for numbers from 1: every answer would be a step too high.

        On paper a 0 is 'not sure', and perhaps nobody ticked the highest: then it is only noted.
        """
        if self.other:
            row, name = self.first[self.highest]
            seen = f"there is a {self.highest} (first in row {row}, column {name}) and no 0"
            paper = "If they are as printed on our paper forms, add --from paper"
            mend = f"{paper}. Else take 1 from each answer of a scale, and try again."
            wrong = f"These look like numbers from 1 to {self.highest}, not from 0 to {self.top}"
            raise CommandError([f"{wrong}: {seen}. {mend}"])
        if self.how == How.PAPER and LOWEST in self.first and self.highest not in self.first:
            seen = f"There is a 0, read as 'not sure', and no {self.highest}"
            note(f"{seen}. If your answers go from 0 to {self.top}, leave out --from paper.")
