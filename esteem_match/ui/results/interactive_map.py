"""The interactive map: points tell more where somebody points at them. Loaded only on request."""

import streamlit as st

from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.roles import every
from esteem_match.documents.phrases.roles.chart import chart_table, chart_words
from esteem_match.render.figures import charts
from esteem_match.ui.words import md, t

_PLAIN = {"displayModeBar": False, "scrollZoom": False}


def offer_map(view: View) -> None:
    """Folded away with its own switch: plotly weighs more than all the rest of the page."""
    fold = st.expander(md(t("together.map_more")), key="map_more", on_change="rerun")
    if not fold.open:
        return
    said, ink, paper = dict(chart_words(view)), _colour("text"), _colour("background")
    words = charts.Words(**said, ink=ink, paper=paper, more=_more(view))
    figure = charts.role_map([view.fits], view.content.model.lines, words)
    fold.plotly_chart(figure, config=_PLAIN, alt=t("together.map_alt"), key="map")


def _more(view: View) -> dict[str, str]:
    """What the table says of a role, a line each."""
    _, rows = chart_table(view)
    return {fit.role: "<br>".join(row) for fit, row in zip(every(view), rows, strict=True)}


def _colour(what: str) -> str:
    """A colour of the theme: what is read must stand out in the dark theme too."""
    return str(st.get_option(f"theme.{st.context.theme.type or 'light'}.{what}Color"))
