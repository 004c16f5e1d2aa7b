"""Tokens, with which a page's script acts for one record: saves answers, fetches what is next.

They are sealed with the server's secret, so every replica can read them and nobody can forge one.
"""

import base64
import binascii
from typing import NamedTuple

from esteem_match.models import Side
from esteem_match.store.errors import Broken, NotFound
from esteem_match.store.sealing.seal import derive, seal, unseal

PLACE = b"pass"  # as in version 0.1.0, so that tokens of open pages stay valid


class Token(NamedTuple):
    """The record whose answers these are, and the version of its questions."""

    code: str
    side: Side
    version: str


class Tokens:
    """Makes and reads tokens."""

    def __init__(self, secret: bytes) -> None:
        self._keys = derive("", secret, "pass")

    def make(self, token: Token) -> str:
        """A token as text; no two are alike."""
        return base64.urlsafe_b64encode(seal(self._keys, PLACE, token)).decode()

    def read(self, text: str) -> Token:
        """The token in a text. Raises NotFound if it is none, or another server's."""
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            return Token(*unseal(self._keys, PLACE, sealed))
        except (binascii.Error, ValueError, Broken):
            raise NotFound from None
