"""The least Streamlit page that does the same saves to the same store; served by least.py.

A fragment for each question, one save a tap. `?side=practitioner` asks the other side.
"""

import streamlit as st

from esteem_match import journey, resources
from esteem_match.models import Item

UNSURE = "Not sure"
library = resources.library()
base = library.contents[library.base]
here = st.session_state
if "code" not in here:
    here.side = st.query_params.get("side", "group")
    here.code = resources.store().create(here.side, library.version, "consent", library.base)
    here.part, here.saved = 0, ""
questionnaire = base.side(here.side)
part = questionnaire.sections[here.part]


def keep(item: Item, key: str) -> None:
    """Saves one answer: the position of a choice, None for 'not sure', or a text."""
    said, options = here[key], questionnaire.options.get(item.options, ())
    answer = said if item.kind == "text" else options.index(said) if said in options else None
    resources.store().save(here.code, {item.id: journey.clean(base, item.id, answer)})
    here.saved = item.id


@st.fragment
def ask(item: Item) -> None:
    key = f"ask_{item.id}_least"
    if item.kind == "text":
        st.text_input(item.text, key=key, on_change=keep, args=(item, key))
    else:
        options = [*questionnaire.options[item.options], UNSURE]
        st.radio(item.text, options, index=None, key=key, on_change=keep, args=(item, key))
    if here.saved == item.id:
        st.html('<p class="saved">Saved</p>')


def turn() -> None:
    here.part += 1


st.title(part.title)
st.code(here.code)
with st.container(key="questions"):
    for asked in part.items:
        ask(asked)
if here.part + 1 < len(questionnaire.sections):
    st.button("Next", key=f"next_{part.id}", on_click=turn)
