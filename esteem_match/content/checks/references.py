"""Names of roles, areas, sources and leadership models: each must exist in roles.toml."""

from collections.abc import Iterable, Iterator

from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES, joined
from esteem_match.content.view import View, lists, seats
from esteem_match.models import SIDES, Item, Sources

FILE = FILES["roles"]
LISTS = ("areas", "roles", "leadership", "tensions", "advice", "agreement")
TABLES = ("lines", "welcome", "expected", "sureness", "report", "robustness", "workshop")


def roles(view: View) -> Iterator[Problem]:
    names = [role.id for role in view.model.roles]
    for file, table, item in _own(view):
        yield from _unknown(view, file, table, "role", [item.role], names)
    for tension in view.model.tensions or ():
        yield from _unknown(view, FILE, f"tensions.{tension.id}", "roles", tension.roles, names)
    for advice in view.model.advice or ():
        yield from _unknown(view, FILE, f"advice.{advice.id}", "roles", advice.roles, names)
        yield from _unknown(view, FILE, f"advice.{advice.id}", "about", advice.about, names)
    for point in view.model.agreement or ():
        yield from _unknown(view, FILE, f"agreement.{point.id}", "roles", point.roles, names)


def areas(view: View) -> Iterator[Problem]:
    names = [area.id for area in view.model.areas]
    for file, table, item in _own(view):
        yield from _unknown(view, file, table, "area", [item.area], names)
    for role in view.model.roles or ():
        yield from _unknown(view, FILE, f"roles.{role.id}", "area", [role.area], names)


def leadership(view: View) -> Iterator[Problem]:
    names = [model.id for model in view.model.leadership]
    for advice in view.model.advice or ():
        table = f"advice.{advice.id}"
        yield from _unknown(view, FILE, table, "leadership", advice.leadership, names)


def sources(view: View) -> Iterator[Problem]:
    names = list(view.model.sources)
    for file, table, cited in _asked(view):
        yield from _unknown(view, file, table, "source", cited, names)
    for key in LISTS:
        for noun in getattr(view.model, key) or ():
            yield from _unknown(view, FILE, f"{key}.{noun.id}", "source", noun.source, names)
    for table in TABLES:
        if rules := getattr(view.model, table):
            yield from _unknown(view, FILE, table, "source", rules.source, names)


def idle_sources(view: View) -> Iterator[Problem]:
    """Sources that nothing cites; not checked while any part that may cite one is left out."""
    if any(view.broken[name] for name in ("group", "practitioner", "roles")):
        return
    nouns = [noun for key in LISTS for noun in getattr(view.model, key)]
    nouns += [getattr(view.model, table) for table in TABLES]
    cited = {name for noun in nouns for name in noun.source}
    cited |= {name for _, _, names in _asked(view) for name in names}
    for name in view.model.sources:
        if name not in cited:
            mend = "Name it as the source of a question or a rule, or take it away"
            yield Problem(FILE, joined("sources", name), "", "is cited by nothing", mend)


def _asked(view: View) -> Iterator[tuple[str, str, Sources]]:
    """The sources of each item and checklist, with file and table."""
    for side in SIDES:
        yield from ((file, table, item.source) for file, table, item in seats(view, side))
        yield from ((file, table, one.source) for file, table, one in lists(view, side))


def _own(view: View) -> Iterator[tuple[str, str, Item]]:
    """All items except mirrors, which copy role and area from the group's items."""
    return (seat for side in SIDES for seat in seats(view, side) if not seat[2].mirrors)


def _unknown(
    view: View,
    file: str,
    table: str,
    field: str,
    wanted: Iterable[str | None],
    names: list[str],
) -> Iterator[Problem]:
    for name in wanted:
        if name is not None and name not in names and not view.left_out(name):
            yield Problem(file, table, field, f"{name!r} is not known", known(names, name))
