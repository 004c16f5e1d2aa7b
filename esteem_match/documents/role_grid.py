"""A role by its names, and the grid of practitioners by roles."""

from typing import Literal

from esteem_match.documents.simple import Said, Standing, Table, Texts
from esteem_match.models import Noun


class RoleName(Noun):
    """A role by its id, in plain words, and as the study names it."""

    role: str
    help: Said
    name: Said


class Cell(Noun):
    """Where a role stands, in a word or two."""

    standing: Standing
    said: Said


class Wanted(Noun):
    """A role, and in a word or two whether a group wants it; `notes`: what else to know of it."""

    of: RoleName
    said: Said
    notes: Texts = ()


class GridRow(Noun):
    """One practitioner, by number and work, with where each role stands."""

    name: Said
    cells: tuple[Cell, ...]


class RoleGrid(Noun):
    """Who could do what: practitioners by roles. `key`: a word for each standing."""

    kind: Literal["grid"] = "grid"
    who: Said
    group: Said
    roles: tuple[Wanted, ...]
    rows: tuple[GridRow, ...]
    key: tuple[Cell, ...]

    @property
    def table(self) -> Table:
        """The same in words: what the group wants, and then a row for each practitioner."""
        wanted = (self.group, *(one.said for one in self.roles))
        rows = ((row.name, *(cell.said for cell in row.cells)) for row in self.rows)
        heads = (self.who, *(one.of.help for one in self.roles))
        shares = (3, *(2 for _ in self.roles))
        return Table(headers=heads, rows=(wanted, *rows), widths=shares)

    @property
    def notes(self) -> Texts:
        """What else to know of each role, in a line."""
        return tuple(f"{one.of.help}: {' '.join(one.notes)}" for one in self.roles if one.notes)
