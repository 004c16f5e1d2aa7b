"""What a page says of the keeping of answers."""

import streamlit as st

from esteem_match.ui.layout import wrong
from esteem_match.ui.words import t


def tell_late() -> None:
    """Says that an answer came too late, for the record was closed by then."""
    if st.query_params.get("late"):
        wrong(t("check.closed_late"))
