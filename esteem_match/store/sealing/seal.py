"""Sealing: keys from a code and the server's secret, AES-GCM, and tags for items."""

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
    """The id and the keys for a code; without the secret, a code opens nothing."""
    info = f"esteem-match 1 {purpose}".encode()
    raw = HKDF(SHA256(), ID + 2 * KEY, salt=secret, info=info).derive(code.encode())
    return Keys(raw[:ID], raw[ID : ID + KEY], raw[ID + KEY :])


def mark(secret: bytes) -> bytes:
    """A mark in the database by which it recognises its secret."""
    return HKDF(SHA256(), KEY, salt=None, info=b"esteem-match 1 mark").derive(secret)


def stamp(secret: bytes) -> hmac.HMAC:
    """An HMAC to feed with a backup piece by piece; nobody can make it without the secret."""
    key = HKDF(SHA256(), KEY, salt=None, info=b"esteem-match 1 backup").derive(secret)
    return hmac.new(key, digestmod="sha256")


def tag(keys: "Keys", name: bytes) -> bytes:
    """An unreadable tag for a name under these keys, the same for the same name."""
    return hmac.digest(keys.names, name, "sha256")[:TAG]


def seal(keys: "Keys", label: bytes, value: object) -> bytes:
    """Seals a JSON value so that it opens only with these keys and this label."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(keys.seal).encrypt(nonce, _padded(value), keys.id + label)


def unseal(keys: "Keys", label: bytes, sealed: bytes) -> Any:
    """Opens a sealed JSON value. Raises Broken if even one bit has changed."""
    nonce, rest = sealed[:NONCE], sealed[NONCE:]
    try:
        return json.loads(AESGCM(keys.seal).decrypt(nonce, rest, keys.id + label))
    except (InvalidTag, ValueError) as error:
        raise Broken from error


def wrap(keys: "Keys", label: bytes, key: bytes) -> bytes:
    """Seals another key under these keys and this label."""
    return seal(keys, label, key.hex())


def unwrap(keys: "Keys", label: bytes, wrapped: bytes) -> bytes:
    """Opens a sealed key. Raises Broken."""
    return bytes.fromhex(unseal(keys, label, wrapped))


def _padded(value: object) -> bytes:
    """JSON padded with spaces to 128, 512, 2048... bytes, so that its length reveals little."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    size = SHORTEST
    while size < len(text):
        size *= 4
    return text.ljust(size)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The id of something, the key that opens it (`seal`), and the key for tags (`names`)."""

    id: bytes
    seal: bytes
    names: bytes
