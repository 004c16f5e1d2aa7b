"""What is said of a workshop's round: its board, a view of each pair, and what was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from esteem_match import explain, workshop
from esteem_match.documents.phrases.once import Remembering, once
from esteem_match.documents.phrases.roles import refusals
from esteem_match.documents.phrases.view import View, in_words
from esteem_match.models import Agreement, Answers, Asking, Board, Content, Role, Side
from esteem_match.words import Words

DECIDED = ("yes", "no")
DECISIONS = ("open", *DECIDED)
"""What can be chosen of a role."""

TALKED = "talked"
"""The tick that a difference was talked about: it says in which round."""

AGREED = "agreed"
"""The change that says since when all is agreed."""

WORK = "p.work"


class Change(Protocol):
    """One change of a field: in which round, on which day, and what it says since."""

    @property
    def number(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def field(self) -> str: ...
    @property
    def value(self) -> str: ...


@dataclass(frozen=True, eq=False)
class RoundResult(Remembering):
    """One revealed round with what was written; `earlier`: the one that was shown before.

    `name` is the workshop's, `version` that of its questions; `agreed`: nobody writes any more.
    `asked`: whether members can live with what was decided.
    """

    content: Content
    board: Board
    number: int
    earlier: tuple[int, Board] | None
    now: Mapping[str, str]
    history: tuple[Change, ...]
    words: Words
    name: str = ""
    version: str = ""
    agreed: bool = False
    asked: tuple[Asking, ...] = ()

    @property
    def agreed_on(self) -> date | None:
        """The day on which it was called agreed; None before, and where nobody kept it."""
        said = [one for one in self.history if one.field == AGREED]
        return said[-1].day if self.agreed and said and said[-1].value else None

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.content.model.roles

    @cached_property
    def decisions(self) -> dict[str, workshop.Decision]:
        """What the group decided by role. It stands beside the answers and changes none."""
        return _decisions(self.roles, self.text)

    @cached_property
    def decided_before(self) -> dict[str, workshop.Decision]:
        """What was decided in an earlier round, and not yet in this one."""
        before = _decisions(self.roles, lambda field: self.now.get(field, ""))
        return {role: one for role, one in before.items() if role not in self.decisions}

    @cached_property
    def declined(self) -> frozenset[str]:
        """The roles of which the group decided "not now"."""
        return frozenset(role for role, one in self.decisions.items() if one == "no")

    @cached_property
    def split(self) -> tuple[str, ...]:
        return workshop.undecided(self.board, self.decisions)

    @property
    @once
    def views(self) -> dict[int, View]:
        """A view for each practitioner; one of the group alone, under 0, where there is none."""
        content = workshop.ruled(self.content, self.board, self.decisions)
        group = workshop.stated(self.content, self.board)
        found = {
            one.number: self._view(content, group, workshop.offered(self.board, one.number))
            for one in self.board.practitioners
        }
        return found or {0: self._view(content, group, {}, side="group")}

    def _view(
        self, content: Content, group: Answers, offer: Answers, side: Side | None = None
    ) -> View:
        return View(content, group, offer, self.words, side=side, declined=self.declined)

    @cached_property
    def points(self) -> tuple[explain.Point, ...]:
        """What to agree; first what the answers of anybody touched."""
        views = list(self.views.values())
        offers = (one.practitioner for one in views)
        found = explain.agreement(views[0].content, views[0].group, *offers)
        return tuple(one for one in found if self._asked(one.agreement))

    def _asked(self, point: Agreement) -> bool:
        """Whether it is about more than was put off and is asked in no part of its own, or
        something stands there already.
        """
        put_off = bool(point.roles) and self.declined.issuperset(point.roles)
        return not (put_off or point.part) or bool(self.text(f"boundary.{point.id}"))

    @property
    @once
    def moved(self) -> workshop.Moved | None:
        """What moved since the round that was shown before; None where nothing can be compared."""
        if self.earlier is None:
            return None
        return workshop.moved(self.content, self.earlier[1], self.board)

    def talked(self, tick: str) -> bool:
        """Whether this round has a tick that this was talked about; an earlier one's is old."""
        ticks = [one for one in self.history if one.field == f"{TALKED}.{tick}"]
        return bool(ticks) and ticks[-1].number == self.number and bool(ticks[-1].value)

    def text(self, field: str) -> str:
        """The newest words of a field of the agreement, empty where there are none.

        What was decided holds for its round: after other answers it is decided anew.
        """
        return "" if self._lapsed(field) else str(self.now.get(field, ""))

    def _lapsed(self, field: str) -> bool:
        rounds = [one.number for one in self.history if one.field == field]
        return field.startswith("decision.") and bool(rounds) and rounds[-1] < self.number

    def before(self, field: str) -> tuple[Change, ...]:
        """Every change of a field but the last, the oldest first."""
        return tuple(one for one in self.history if one.field == field)[:-1]

    def turn(self, field: str) -> int:
        """How often a field was written: a widget of it starts anew with each change."""
        return sum(one.field == field for one in self.history)


def named(result: RoundResult, number: int) -> str:
    """A practitioner by number and kind of work, in words of the questions, never in their own."""
    t, said = result.words.t, work(result, number)
    if not said:
        return t("board.practitioner", number=number)
    return t("board.practitioner_work", number=number, work=said)


def with_number(result: RoundResult, number: int) -> str:
    """The same as short as it gets: the number first, and the work where it is known."""
    return f"{number} {work(result, number)}".strip()


def work(result: RoundResult, number: int) -> str:
    """A practitioner's kind of work; empty where they didn't say, or nobody asks."""
    items = {item.id: item for item in result.content.practitioner.items()}
    at = result.views[number].practitioner.get(WORK)
    if WORK not in items or not isinstance(at, int):
        return ""
    return in_words(result.content, items[WORK], at, result.words)


def sides(result: RoundResult) -> list[str]:
    """Who is in the result, where that is not what one expects."""
    group, t = result.board.group, result.words.t
    if group is None:
        return [t("board.no_group", least=result.content.model.workshop.min_voices)]
    one = [t("board.one_form")] if group.one_form else []
    one += [t("board.stands")] if group.stands else []
    return one + ([] if result.board.practitioners else [t("board.no_practitioner")])


def refused(result: RoundResult, role: str) -> str:
    """That the group said a clear no to a role, or that every practitioner did; else empty.

    Empty, too, where no group is shown: then nothing is, and it could be one practitioner's.
    """
    if result.board.group is None:
        return ""
    views = list(result.views.values())
    offers = [] if views[0].side else [one.practitioner for one in views]
    if role not in explain.refused(views[0].content, views[0].group, offers):
        return ""
    fit = next(fit for fit in views[0].fits if fit.role == role)
    return refusals(views[0], fit)[0]


def standing_of(result: RoundResult, role: str) -> str:
    """What the group has decided on a role, or that views differ; else empty."""
    decided = result.decisions.get(role)
    if decided:
        return result.words.t(f"board.decided_{decided}")
    return result.words.t("board.split") if role in result.split else ""


def _decisions(roles: tuple[Role, ...], said: Callable[[str], str]) -> dict[str, workshop.Decision]:
    found = {role.id: said(f"decision.{role.id}") for role in roles}
    return {role: one for role, one in found.items() if one in DECIDED}  # type: ignore[misc]
