"""The result as pictures, each with its table. Alone, plotly is loaded only for who asks for it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from esteem_match import charts
from esteem_match.models import SIDES, Label, RoleFit, Side
from esteem_match.ui.bars import side_name, side_words
from esteem_match.ui.details import label_words
from esteem_match.ui.layout import heading, small
from esteem_match.ui.view import View
from esteem_match.ui.words import md, t

_OPEN = {Label.OPEN: "unsure"}  # one sign on the map for both ways in which a role is open
_STILL = {"displayModeBar": False, "staticPlot": True}


def show_map(view: View, others: Sequence[View] = ()) -> None:
    """All roles on one map: right for the group, and within each practitioner's reach."""
    words, views = _words(view), [*others] or [view]
    fits = [fit for band in view.bands for fit in band]
    heading(t("together.map"))
    small(t("together.map_what"))
    small(t("together.map_boxes"))
    figure = charts.role_map([v.fits for v in views], view.content.model.lines, words)
    st.plotly_chart(figure, config=_STILL, alt=t("together.map_alt"), key="map")
    _tell_unplaced(fits, words)
    _show_table(view, words)


def show_bars(view: View) -> None:
    """The bars with their table, once somebody asks for them."""
    if not st.toggle(md(t("results.picture")), key="picture"):
        return
    words = _words(view)
    fits = [fit for band in view.bands for fit in band]
    sides: tuple[Side, ...] = tuple(SIDES) if view.side is None else (view.side,)
    figure = charts.bars(fits, sides, words)
    said = t("together.bars_alt" if view.side is None else "together.bars_alt_one")
    st.plotly_chart(figure, config=_STILL, alt=said, key="bars")
    _show_table(view, words)


def _show_table(view: View, words: charts.Words) -> None:
    """What stands in a picture, in words."""
    with st.expander(md(t("together.table"))):
        st.html(_table(view, words).to_html(index=False, border=0, classes="plain"))


def _tell_unplaced(fits: list[RoleFit], words: charts.Words) -> None:
    on_map = charts.placed(fits)
    names = ", ".join(words.roles[fit.role] for fit in fits if fit not in on_map)
    if names:
        small(t("together.map_without", roles=names))


def _words(view: View) -> charts.Words:
    return charts.Words(
        appropriate=side_name(view, "group"),
        achievable=side_name(view, "practitioner"),
        roles={role.id: role.name for role in view.content.model.roles},
        labels={label: label_words(view, _OPEN.get(label, label.name.lower())) for label in Label},
        ink=_colour("text"),
        paper=_colour("background"),
    )


def _colour(what: str) -> str:
    """A colour of the theme: what is read must stand out in the dark theme too."""
    return str(st.get_option(f"theme.{st.context.theme.type or 'light'}.{what}Color"))


def _table(view: View, words: charts.Words) -> pd.DataFrame:
    """The picture in words, a row a role. Names of roles and labels are ours, not a user's."""
    rows = [
        {
            t("together.table_role"): words.roles[fit.role],
            t("together.table_label"): label_words(view, view.word(fit)),
            words.appropriate: side_words(view, fit.appropriate),
            words.achievable: side_words(view, fit.achievable),
        }
        for band in view.bands
        for fit in band
    ]
    table = pd.DataFrame(rows)
    gone = {"group": words.achievable, "practitioner": words.appropriate}
    return table if view.side is None else table.drop(columns=gone[view.side])
