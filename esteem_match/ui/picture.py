"""The result as pictures, each with its table. Alone, plotly is loaded only for who asks for it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.chart import chart_table, chart_words, unplaced
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles import every
from esteem_match.models import SIDES, Side
from esteem_match.render.figures import charts
from esteem_match.ui.layout import heading, small
from esteem_match.ui.words import md, t

_STILL = {"displayModeBar": False, "staticPlot": True}


def show_map(view: View, others: Sequence[View] = ()) -> None:
    """All roles on one map: right for the group, and within each practitioner's reach."""
    heading(t("together.map"))
    small(t("together.map_what"))
    small(t("together.map_boxes"))
    figure = _map(view, tuple(others), *_colours())
    st.plotly_chart(figure, config=_STILL, alt=t("together.map_alt"), key="map")
    gone = unplaced(view)
    if gone:
        small(gone)
    _show_table(view)


@once
def _map(view: View, others: tuple[View, ...], ink: str, paper: str) -> charts.Figure:
    views = others or (view,)
    words = _words(view, ink, paper)
    return charts.role_map([v.fits for v in views], view.content.model.lines, words)


def show_bars(view: View) -> None:
    """The bars with their table, once somebody asks for them."""
    if not st.toggle(md(t("results.picture")), key="picture"):
        return
    words = _words(view, *_colours())
    fits = every(view)
    sides: tuple[Side, ...] = tuple(SIDES) if view.side is None else (view.side,)
    figure = charts.bars(fits, sides, words)
    said = t("together.bars_alt" if view.side is None else "together.bars_alt_one")
    st.plotly_chart(figure, config=_STILL, alt=said, key="bars")
    _show_table(view)


def _show_table(view: View) -> None:
    """What stands in a picture, in words."""
    with st.expander(md(t("together.table"))):
        st.html(_table(view).to_html(index=False, border=0, classes="plain"))


def _words(view: View, ink: str, paper: str) -> charts.Words:
    return charts.Words(**vars(chart_words(view)), ink=ink, paper=paper)


def _colours() -> tuple[str, str]:
    return _colour("text"), _colour("background")


def _colour(what: str) -> str:
    """A colour of the theme: what is read must stand out in the dark theme too."""
    return str(st.get_option(f"theme.{st.context.theme.type or 'light'}.{what}Color"))


def _table(view: View) -> pd.DataFrame:
    """The picture in words, a row a role. Names of roles and labels are ours, not a user's."""
    head, rows = chart_table(view)
    return pd.DataFrame(rows, columns=head)
