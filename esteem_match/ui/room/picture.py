"""What a board page looks at: a revealed round, what was written, and a view of each pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from esteem_match import explain, resources, workshop
from esteem_match.models import Board, Content, Role
from esteem_match.store import Agreement, Entry
from esteem_match.ui.person import content_of
from esteem_match.ui.room.who import Guest
from esteem_match.ui.view import View, in_words
from esteem_match.ui.words import language, t

DECIDED = ("yes", "no")
WORK = "p.work"


@dataclass(frozen=True)
class Picture:
    """One revealed round with what was written; `earlier`: the one that was shown before."""

    content: Content
    board: Board
    number: int
    earlier: tuple[int, Board] | None
    said: Agreement

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.content.model.roles

    @cached_property
    def decisions(self) -> dict[str, workshop.Decision]:
        """What the group decided by role; its word goes before all sums."""
        return _decisions(self.roles, {field: self.text(field) for field in self.said.now})

    @cached_property
    def split(self) -> tuple[str, ...]:
        return workshop.undecided(self.board, self.decisions)

    @cached_property
    def views(self) -> dict[int, View]:
        """A view for each practitioner; one of the group alone, under 0, where there is none."""
        content = workshop.ruled(self.content, self.board, self.decisions)
        group = workshop.stated(self.content, self.board, self.decisions)
        found = {
            one.number: View(content, group, workshop.offered(self.board, one.number))
            for one in self.board.practitioners
        }
        return found or {0: View(content, group, {}, side="group")}

    @cached_property
    def points(self) -> tuple[explain.Point, ...]:
        """What to agree; first what the answers of anybody touched."""
        first = next(iter(self.views.values()))
        return explain.agreement(first.content, first.group, first.practitioner)

    @cached_property
    def moved(self) -> workshop.Moved | None:
        """What moved since the round that was shown before; None where there was none."""
        if self.earlier is None:
            return None
        number, before = self.earlier
        then = {one.field: one.value for one in self.said.history if one.number == number}
        return workshop.moved(
            self.content, before, self.board, _decisions(self.roles, then), self.decisions
        )

    def text(self, field: str) -> str:
        """The newest words of a field of the agreement, empty where there are none."""
        return str(self.said.now.get(field, ""))

    def before(self, field: str) -> tuple[Entry, ...]:
        """Every change of a field but the last, the oldest first."""
        return tuple(one for one in self.said.history if one.field == field)[:-1]

    def turn(self, field: str) -> int:
        """How often a field was written: a widget of it starts anew with each change."""
        return sum(one.field == field for one in self.said.history)


def picture(guest: Guest) -> Picture | None:
    """The newest picture that this guest may see."""
    store = resources.store()
    shown = store.rooms.board(guest.host) if guest.host else store.seats.board(guest.key)
    if not shown:
        return None
    said = store.rooms.agreement(guest.host) if guest.host else store.seats.agreement(guest.key)
    *before, newest = shown
    earlier = (before[-1].number, before[-1].board) if before else None
    content = content_of(guest.version, language())
    return Picture(content, newest.board, newest.number, earlier, said)


def named(picture: Picture, number: int) -> str:
    """A practitioner by number and kind of work, in words of the questions, never in their own."""
    items = {item.id: item for item in picture.content.practitioner.items()}
    work = picture.views[number].practitioner.get(WORK)
    if WORK not in items or not isinstance(work, int):
        return t("board.practitioner", number=number)
    said = in_words(picture.content, items[WORK], work)
    return t("board.practitioner_work", number=number, work=said)


def _decisions(roles: tuple[Role, ...], said: Mapping[str, str]) -> dict[str, workshop.Decision]:
    found = {role.id: said.get(f"decision.{role.id}", "") for role in roles}
    return {role: one for role, one in found.items() if one in DECIDED}  # type: ignore[misc]
