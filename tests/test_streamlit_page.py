"""What our styles and scripts reach into Streamlit's own page by, in one list, and why.

Classes `st-key-…` are Streamlit's public way to name a container, and not listed. What its
`index.html` must hold for our page to be made of it is in tests/test_server.py.
"""

import re
from collections.abc import Mapping
from functools import cache

import pytest

from esteem_match.web.shell.page import STATIC
from tests.test_scripts import ASSETS

REACHES: Mapping[str, str] = {
    "stApp": "how a script's run stands; distance of lines; black on paper",
    "data-test-script-state": "how a script's run stands: a press is not cut short by news",
    "stAppViewContainer": "white on paper",
    "stHeader": "Streamlit's own bar, which is not printed",
    "stMain": "scrolls to the top of a new screen; 'skip to main content'",
    "stMainBlockContainer": "how wide a page is, and its margins",
    "stVerticalBlock": "the distance between two elements",
    "stHorizontalBlock": "buttons side by side wrap on a phone",
    "stLayoutWrapper": "takes the room from containers that nobody sees",
    "stElementContainer": "takes the room from elements that show nothing; distances",
    "stErrorElementStack": "hides a fault's own words while a page is not whole",
    "stAlertContainer": "the same",
    "stHtml": "our own HTML: distances, size of headings",
    "stHeading": "direction of languages that are written from the right",
    "stMarkdown": "the same; distances of lists",
    "stMarkdownContainer": "the same",
    "stSkipToContent": "a wall has no other content to skip",
    "stText": "people's own words stand close to the question",
    "stCode": "a code to copy runs from left to right in every language",
    "stButton": "size of what is pressed, and where it stands",
    "stBaseButton": "colour of the main button",
    "stDownloadButton": "size of what is pressed",
    "stForm": "what is typed in is not printed",
    "stIconMaterial": "the sign on a fold is not printed",
    "stFormSubmitButton": "size of what is pressed",
    "stCheckbox": "size of what is ticked",
    "stRadioGroup": "each choice is a line of its own",
    "stRadioOption": "size of what is ticked",
    "stSelectbox": "the choice of a language in the bar at the top; a line of its own on a phone",
    "stTextInput": "a field takes a line of its own on a phone",
    "stWidgetLabel": "what a choice asks is bold",
    "stExpander": "looks as our own folds do",
    "stPlotlyChart": "the interactive map runs from left to right in every language",
}
NAME = re.compile(r"""data-testid\^?=["']?(st\w+)|[.\s(](st[A-Z]\w+)|(data-test-script-state)""")


@cache
def ours() -> str:
    files = [*ASSETS.glob("*.js"), *ASSETS.glob("*.css")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))


@cache
def streamlits() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (STATIC / "static" / "js").glob("*.js")
    )


def test_the_list_names_all_that_we_reach_for_and_nothing_else() -> None:
    found = {name for names in NAME.findall(ours()) for name in names if name}
    assert {name.partition("-primary")[0] for name in found} == set(REACHES)


@pytest.mark.parametrize("name", sorted(REACHES))
def test_the_streamlit_that_is_installed_still_has_what_we_reach_for(name: str) -> None:
    """With another Streamlit, whoever sees this fail looks at what the list says it is for."""
    assert re.search(rf"[\"'`. ]{name}[-\"'`. ]", streamlits())
