"""The script that runs for every page: which pages there are. It names them by path.

It must not lie beside pages/: Streamlit would then open those files by address without running it.
"""

import logging
import traceback

import streamlit as st

from esteem_match.service.failure import Failure
from esteem_match.ui import links, state, words
from esteem_match.ui.failures import trouble

words.settle()
page = st.navigation(list(links.places().values()), position="hidden")
state.put("place", page.url_path or "welcome")
state.drop("titled")
try:
    page.run()
except Exception as error:
    # The kind of fault and the place in the code, but never its message: that may hold answers.
    fault = error.__cause__ if isinstance(error, Failure) and error.__cause__ else error
    traces = [one.__traceback__ for one in dict.fromkeys((error, fault))]
    places = [f"{at.filename}:{at.lineno}" for one in traces for at in traceback.extract_tb(one)]
    logging.getLogger("esteem_match").error("%s at %s", type(fault).__name__, " < ".join(places))
    trouble(error)
state.presses().clear()  # of buttons that are not there any more
