"""What people take with them: a document in every form, made only when somebody asks for it."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from esteem_match import resources
from esteem_match.documents import Document
from esteem_match.render import FORMATS, Format
from esteem_match.ui.layout import small
from esteem_match.ui.words import md, t


def take_away(name: str, make: Callable[[date], Document]) -> None:
    """Ways to take a document along. `make` runs later and elsewhere, so it draws nothing."""
    with st.expander(md(t("report.take")), key=f"take_{name}"):
        small(t("report.take_what"))
        _buttons(name, make)


def _buttons(name: str, make: Callable[[date], Document]) -> None:
    with st.container(horizontal=True, key="take"):
        for form, known in FORMATS.items():
            st.download_button(
                md(t(f"report.{form}")),
                _later(known, make),
                file_name=f"{t(f'report.file_{name}')}.{known.ending}",
                mime=known.mime,
                key=f"take_{name}_{form}",
                on_click="ignore",
            )


def _later(form: Format, make: Callable[[date], Document]) -> Callable[[], bytes]:
    return lambda: form.render(make(resources.store().today()))
