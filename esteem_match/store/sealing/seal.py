"""What is sealed and how: keys from a code and the server's secret, AES-GCM, tags for items."""

import hmac
import json
import os
from dataclasses import dataclass
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from esteem_match.store.errors import Broken

Purpose = Literal["record", "share", "room", "join", "failure", "pass"]

ID = TAG = 16
KEY = 32
NONCE = 12
SHORTEST = 128


def derive(code: str, secret: bytes, purpose: Purpose) -> "Keys":
    """The id and the keys of what a code opens; without the secret, a code opens nothing."""
    info = f"esteem-match 1 {purpose}".encode()
    raw = HKDF(SHA256(), ID + 2 * KEY, salt=secret, info=info).derive(code.encode())
    return Keys(raw[:ID], raw[ID : ID + KEY], raw[ID + KEY :])


def mark(secret: bytes) -> bytes:
    """What the database keeps, to know its secret again."""
    return HKDF(SHA256(), KEY, salt=None, info=b"esteem-match 1 mark").derive(secret)


def stamp(secret: bytes) -> hmac.HMAC:
    """Takes in a backup piece by piece; its digest can be made only with the secret."""
    key = HKDF(SHA256(), KEY, salt=None, info=b"esteem-match 1 backup").derive(secret)
    return hmac.new(key, digestmod="sha256")


def tag(keys: "Keys", name: bytes) -> bytes:
    """A name that only these keys lead to: equal for equal names, and unreadable."""
    return hmac.digest(keys.names, name, "sha256")[:TAG]


def seal(keys: "Keys", label: bytes, value: object) -> bytes:
    """Seals a JSON value so that it opens only with these keys, in this place."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(keys.seal).encrypt(nonce, _padded(value), keys.id + label)


def unseal(keys: "Keys", label: bytes, sealed: bytes) -> Any:
    """The JSON value back. Raises Broken where even one bit has changed."""
    nonce, rest = sealed[:NONCE], sealed[NONCE:]
    try:
        return json.loads(AESGCM(keys.seal).decrypt(nonce, rest, keys.id + label))
    except (InvalidTag, ValueError) as error:
        raise Broken from error


def wrap(keys: "Keys", label: bytes, key: bytes) -> bytes:
    """Seals another key, in this place."""
    return seal(keys, label, key.hex())


def unwrap(keys: "Keys", label: bytes, wrapped: bytes) -> bytes:
    """The other key back. Raises Broken."""
    return bytes.fromhex(unseal(keys, label, wrapped))


def _padded(value: object) -> bytes:
    """JSON filled up with spaces to 128, 512, 2048... bytes, so that the length says little."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    size = SHORTEST
    while size < len(text):
        size *= 4
    return text.ljust(size)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Where something lies (`id`), what opens it (`seal`), and what names its parts (`names`)."""

    id: bytes
    seal: bytes
    names: bytes
