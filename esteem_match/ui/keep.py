"""What a page of answers says of their keeping, and what it keeps itself when it is left."""

import streamlit as st

from esteem_match import resources
from esteem_match.models import Section
from esteem_match.store import Ended, NotFound, StoreError
from esteem_match.ui import state
from esteem_match.ui.layout import wrong
from esteem_match.ui.person import Here
from esteem_match.ui.ways import show_step
from esteem_match.ui.words import esc, t


def pass_texts(person: Here, *parts: Section) -> bool:
    """A text left empty is an answer too: 'nothing to say'. False where that cannot be kept now."""
    texts = {item.id for part in parts for item in part.items if item.kind == "text"}
    open_ = dict.fromkeys(sorted(texts - set(person.answers)))
    if not open_:
        return True
    try:
        resources.store().save(person.code, open_)
    except NotFound:  # the page that comes now says so
        return True
    except Ended:
        show_step(late="1")
    except StoreError:
        state.put("unkept", True)
        return False
    person.answers.update(open_)
    return True


def tell_unkept() -> None:
    """Says once that the page could not be left."""
    if state.pop("unkept"):
        wrong(t("assess.unsaved_failed"))


def tell_late() -> None:
    """Says that an answer came too late, for the record was closed by then."""
    if st.query_params.get("late"):
        wrong(t("check.closed_late"))


def saved_sign(person: Here) -> None:
    """A quiet sign that all answers are kept."""
    if person.answers:
        st.html(f'<p class="saved" role="status">{esc(t("assess.saved"))}</p>')
