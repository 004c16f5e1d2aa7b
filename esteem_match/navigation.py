"""The script that runs for every page: which pages there are. It names them by path.

It must not lie beside pages/: Streamlit would then open those files by address without running it.
"""

import logging
import traceback

import streamlit as st

from esteem_match.ui import links, state, words
from esteem_match.ui.trouble import trouble

words.settle()
page = st.navigation(list(links.places().values()), position="hidden")
state.put("place", page.url_path or "welcome")
state.drop("titled")
try:
    page.run()
except Exception as error:
    # The kind of fault and the place in the code, but never its message: that may hold answers.
    places = [f"{at.filename}:{at.lineno}" for at in traceback.extract_tb(error.__traceback__)]
    logging.getLogger("esteem_match").error("%s at %s", type(error).__name__, " < ".join(places))
    trouble(error)
state.presses().clear()  # of buttons that are not there any more
