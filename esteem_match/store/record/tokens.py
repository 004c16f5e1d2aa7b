"""Passes: with one, a page's script hands over answers to one record, and sees its round's stage.

The server's secret seals it: every replica can read it, and nobody can make one.
"""

import base64
import binascii
from typing import NamedTuple

from esteem_match.models import Side
from esteem_match.store.errors import Broken, NotFound
from esteem_match.store.sealing.seal import derive, seal, unseal

PLACE = b"pass"


class Pass(NamedTuple):
    """Whose answers these are, and the questions that they answer."""

    code: str
    side: Side
    version: str


class Passes:
    """Makes passes, and reads them."""

    def __init__(self, secret: bytes) -> None:
        self._keys = derive("", secret, "pass")

    def make(self, given: Pass) -> str:
        """A pass as text; no two are alike."""
        return base64.urlsafe_b64encode(seal(self._keys, PLACE, given)).decode()

    def read(self, text: str) -> Pass:
        """What a pass says. Raises NotFound for what is none, or another server's."""
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            return Pass(*unseal(self._keys, PLACE, sealed))
        except (binascii.Error, ValueError, Broken):
            raise NotFound from None
