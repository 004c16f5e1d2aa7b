"""Whoever tries codes in pages is answered later at each wrong one."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from esteem_match.service.failure import Failure, as_failure
from esteem_match.web.protect import slow

WRONG = ("gone", "share_code", "return_code")


@contextmanager
def slowly() -> Iterator[None]:
    """Notes a code that opens nothing of its kind, and waits."""
    try:
        with as_failure():
            yield
    except Failure as failure:
        if failure.code in WRONG:
            slow.pause(st.context.ip_address)
        raise
