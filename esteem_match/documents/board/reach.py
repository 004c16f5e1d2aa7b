"""The map with several practitioners: a row for each role, a numbered point for each of them."""

from esteem_match.documents.blocks import Fold, Map, Para, Table
from esteem_match.documents.board.grid import fit_of
from esteem_match.documents.phrases import View, room
from esteem_match.documents.phrases.roles.bars import side_words
from esteem_match.documents.phrases.roles.chart import chart_words
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import Role


def reach_map(result: RoundResult) -> Fold:
    """On a screen it is folded away."""
    t, views = result.words.t, tuple(result.views.values())
    words = chart_words(views[0])
    rows = {role.id: _row(result, role) for role in result.roles}
    drawn = Map(
        pairs=tuple(one.fits for one in views),
        lines=views[0].content.model.lines,
        words=words.model_copy(update={"roles": rows}),
        numbers=tuple(result.views),
        who=tuple(room.with_number(result, number) for number in result.views),
        alt=t("board.map_alt"),
        table=_table(result),
    )
    return Fold(key="map", title=t("together.map"), blocks=(Para(text=t("board.map_what")), drawn))


def _row(result: RoundResult, role: Role) -> str:
    """A role, and how right it is for the group: the same with everybody."""
    view = next(iter(result.views.values()))
    word = side_words(view, fit_of(view, role), "group")
    return result.words.t("board.map_row", role=role.name, word=word)


def _table(result: RoundResult) -> Table:
    """The same in words: a row a role, with whom it is how far within reach."""
    names = chart_words(next(iter(result.views.values())))
    return Table(
        caption=result.words.t("together.table"),
        headers=(result.words.t("together.table_role"), names.appropriate, names.achievable),
        rows=tuple(_words(result, role) for role in result.roles),
        widths=(4, 4, 8),
    )


def _words(result: RoundResult, role: Role) -> tuple[str, str, str]:
    """Practitioners of whom the same is said stand together, by their numbers."""
    said: dict[str, list[str]] = {}
    for number, view in _by_reach(result, role):
        word = side_words(view, fit_of(view, role), "practitioner")
        said.setdefault(word, []).append(str(number))
    one = next(iter(result.views.values()))
    reach = "; ".join(f"{word}: {', '.join(numbers)}" for word, numbers in said.items())
    return role.name, side_words(one, fit_of(one, role), "group"), reach


def _by_reach(result: RoundResult, role: Role) -> list[tuple[int, View]]:
    """Those with whom it is most within reach first."""
    views = result.views.items()
    return sorted(views, key=lambda one: -fit_of(one[1], role).achievable.value.expected)
