"""The map of all parts of a questionnaire."""

from collections.abc import Collection

import streamlit as st

from esteem_match.models import Section
from esteem_match.ui.ways import link
from esteem_match.ui.words import esc, md, put_in, t


def show_map(parts: tuple[Section, ...], now: Section, missing: Collection[str]) -> None:
    """Every part with what is open in it, and the check: links, for many buttons cost much."""
    rows = [_row(part, missing, part == now) for part in parts]
    rows += [_entry("check", t("assess.check")), _entry("paper", t("paper.by_numbers"))]
    with st.expander(md(t("assess.map"))):
        st.html(f'<ul class="open">{"".join(rows)}</ul>')


def _row(part: Section, missing: Collection[str], here: bool) -> str:
    count = sum(item.id in missing for item in part.items)
    mark = "map_here" if here else "map_open" if count else "map_done"
    name = t("assess.map_part", title=put_in(part.title), mark=t(f"assess.{mark}", count=count))
    if here:
        return f'<li aria-current="step">{esc(name)}</li>'
    return _entry(part.id, name)


def _entry(step: str, name: str) -> str:
    return f"<li>{link('assess', esc(name), step=step)}</li>"
