"""Tokens: with one, a page's script acts for one record: keeps answers, fetches what is next.

The server's secret seals it: every replica can read it, and nobody can make one.
"""

import base64
import binascii
from typing import NamedTuple

from esteem_match.models import Side
from esteem_match.store.errors import Broken, NotFound
from esteem_match.store.sealing.seal import derive, seal, unseal

PLACE = b"pass"  # as in version 0.1.0: what an open page holds stays good


class Token(NamedTuple):
    """Whose answers these are, and the questions that they answer."""

    code: str
    side: Side
    version: str


class Tokens:
    """Makes tokens, and reads them."""

    def __init__(self, secret: bytes) -> None:
        self._keys = derive("", secret, "pass")

    def make(self, given: Token) -> str:
        """A token as text; no two are alike."""
        return base64.urlsafe_b64encode(seal(self._keys, PLACE, given)).decode()

    def read(self, text: str) -> Token:
        """What a token says. Raises NotFound for what is none, or another server's."""
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            return Token(*unseal(self._keys, PLACE, sealed))
        except (binascii.Error, ValueError, Broken):
            raise NotFound from None
