"""What is kept of somebody's answers and for how long, and one clear yes to it."""

import streamlit as st

from esteem_match import resources
from esteem_match.ui.layout import para
from esteem_match.ui.site import say_responsible
from esteem_match.ui.words import md, t


def ask_consent(key: str) -> bool:
    """Whether the box with the yes is ticked."""
    para(t("consent.kept", days=resources.store().keep_days))
    para(t("consent.health"))
    para(t("consent.undo"))
    say_responsible()
    with st.container(key="yes"):
        return st.checkbox(md(t("consent.yes")), key=key)
