"""What people take with them: documents in every form, made only when somebody asks for one."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import streamlit as st

from esteem_match import resources
from esteem_match.documents import Document
from esteem_match.documents.phrases.whose import Whose
from esteem_match.render import FORMATS, MAPS, Format
from esteem_match.texts import cut
from esteem_match.ui.layout import heading, small
from esteem_match.ui.words import md, t

SUMMARY = ("pdf", "pdf_large", "docx")
LONGEST = 60  # letters of a name that go into a file's


class Paper(NamedTuple):
    """A document to take along. `make` runs later and elsewhere, so it draws nothing."""

    name: str
    make: Callable[[date], Document]
    whose: Whose
    mapped: bool = False
    """Whether it has a map, which can be taken along by itself."""


def take_away(paper: Paper, summary: Paper | None = None) -> None:
    """Ways to take a document along; and its `summary`, a page to pin up or to hand round."""
    with st.expander(md(t("report.take")), key=f"take_{paper.name}"):
        small(t("report.take_what"))
        download_buttons(paper, {**FORMATS, **MAPS} if paper.mapped else FORMATS)
        if summary:
            heading(t("report.take_summary"), 3)
            download_buttons(summary, {one: FORMATS[one] for one in SUMMARY})


def download_buttons(paper: Paper, forms: Mapping[str, Format]) -> None:
    """A button for each form, with a name of its own for the file."""
    name = file_name(t(f"report.file_{paper.name}"), paper.whose, resources.store().today())
    with st.container(horizontal=True, key=f"forms_{paper.name}"):
        for form, known in forms.items():
            st.download_button(
                md(t(f"report.{form}")),
                _later(known, paper.make),
                file_name=f"{name}.{known.ending}",
                mime=known.mime,
                key=f"take_{paper.name}_{form}",
                on_click="ignore",
            )


def file_name(kind: str, whose: Whose, on: date) -> str:
    """What it is, whose, and of which day: letters and figures of any language, and dashes."""
    names = (re.sub(r"[\W_]+", "-", cut(name, LONGEST).lower()).strip("-") for name in whose.names)
    return "-".join((kind, *filter(None, names), on.isoformat()))


def _later(form: Format, make: Callable[[date], Document]) -> Callable[[], bytes]:
    return lambda: form.render(make(resources.store().today()))
