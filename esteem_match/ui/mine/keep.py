"""What a page says of the keeping of answers."""

import streamlit as st

from esteem_match.ui.layout import wrong
from esteem_match.ui.person import Here
from esteem_match.ui.words import esc, t


def tell_late() -> None:
    """Says that an answer came too late, for the record was closed by then."""
    if st.query_params.get("late"):
        wrong(t("check.closed_late"))


def saved_sign(person: Here) -> None:
    """A quiet sign that all answers are kept."""
    if person.answers:
        st.html(f'<p class="saved" role="status">{esc(t("assess.saved"))}</p>')
