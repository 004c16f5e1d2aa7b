"""The interactive map: points tell more where somebody points at them. Loaded only on request."""

import streamlit as st

from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.chart import chart_words
from esteem_match.render.figures import charts
from esteem_match.ui.words import md, t

_PLAIN = {"displayModeBar": False, "scrollZoom": False}


def offer_map(view: View) -> None:
    if not st.toggle(md(t("together.map_more")), key="map_more"):
        return
    said, ink, paper = dict(chart_words(view)), _colour("text"), _colour("background")
    words = charts.Words(**said, ink=ink, paper=paper)
    figure = charts.role_map([view.fits], view.content.model.lines, words)
    st.plotly_chart(figure, config=_PLAIN, alt=t("together.map_alt"), key="map")


def _colour(what: str) -> str:
    """A colour of the theme: what is read must stand out in the dark theme too."""
    return str(st.get_option(f"theme.{st.context.theme.type or 'light'}.{what}Color"))
