"""Blank forms to print: each made only when somebody asks for it, in the language of the page."""

from collections.abc import Callable

import streamlit as st

from esteem_match import resources
from esteem_match.paper import PAPERS, Paper
from esteem_match.render import FORMATS
from esteem_match.ui.layout import heading, para
from esteem_match.ui.links import link
from esteem_match.ui.words import esc, language, md, t

SIZES = ("pdf", "pdf_large")


def lead_to_forms() -> None:
    """A link, where paper is spoken of."""
    st.html(f'<p class="more">{link("forms", esc(t("forms.link")))}</p>')


def show_forms() -> None:
    """What there is, what each is for, and it in two sizes of print."""
    para(t("forms.what"))
    for kind in PAPERS:
        heading(t(f"forms.{kind}"))
        para(t(f"forms.{kind}_what"))
        with st.container(horizontal=True, key=f"forms_{kind}"):
            for size in SIZES:
                _button(kind, size)


def _button(kind: str, size: str) -> None:
    known = FORMATS[size]
    st.download_button(
        md(t(f"forms.{size}", form=t(f"forms.{kind}"))),
        _later(kind, size, language()),
        file_name=f"{t(f'forms.file_{kind}')}.{known.ending}",
        mime=known.mime,
        key=f"form_{kind}_{size}",
        on_click="ignore",
    )


def _later(kind: str, size: str, spoken: str) -> Callable[[], bytes]:
    """Runs elsewhere, so the language of the page is handed over."""

    def make() -> bytes:
        today = resources.store().today()
        paper = Paper(resources.library(), spoken, today, large=size == "pdf_large")
        return FORMATS[size].render(PAPERS[kind](paper))

    return make
