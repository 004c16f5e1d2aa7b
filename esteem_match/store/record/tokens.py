"""Tokens, with which a page's script acts for one record: saves answers, fetches what is next.

They are sealed with the server's secret, so every replica can read them and nobody can forge one.
"""

import base64
import binascii
from typing import Any, NamedTuple

from esteem_match.models import Side
from esteem_match.store.errors import Broken, NotFound
from esteem_match.store.sealing.seal import derive, seal, unseal

PLACE = b"pass"  # as in version 0.1.0, so that tokens of open pages stay valid
JOIN_FORM = b"join form"


class Token(NamedTuple):
    """The record whose answers these are, and the version of its questions."""

    code: str
    side: Side
    version: str


class JoinForm(NamedTuple):
    """A form that takes a seat once, however often it is sent: the return code that its record
    gets, and the join code of its round.
    """

    code: str
    join_code: str


class Tokens:
    """Makes and reads tokens."""

    def __init__(self, secret: bytes) -> None:
        self._keys = derive("", secret, "pass")

    def make(self, token: Token) -> str:
        """A token as text; no two are alike."""
        return self._made(PLACE, token)

    def read(self, text: str) -> Token:
        """The token in a text. Raises NotFound if it is none, or another server's."""
        return Token(*self._read(PLACE, text))

    def make_form(self, form: JoinForm) -> str:
        """The same for a form: nobody can try a join code with it."""
        return self._made(JOIN_FORM, form)

    def read_form(self, text: str) -> JoinForm:
        return JoinForm(*self._read(JOIN_FORM, text))

    def _made(self, place: bytes, token: Token | JoinForm) -> str:
        return base64.urlsafe_b64encode(seal(self._keys, place, token)).decode()

    def _read(self, place: bytes, text: str) -> Any:
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            return unseal(self._keys, place, sealed)
        except (binascii.Error, ValueError, Broken):
            raise NotFound from None
