"""Sealed boxes: anybody can make one, and only a private key opens it. X25519, HKDF, AES-GCM."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from esteem_match.store.errors import Broken

KEY = 32
NONCE = bytes(12)  # each sealed box has its own key, used once


def pair() -> tuple[bytes, bytes]:
    """A new private key and its public key."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def put(public: bytes, label: bytes, content: bytes) -> bytes:
    """A sealed box that opens only with the private key and this label."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    own = once.public_key().public_bytes_raw()
    return own + _cipher(shared, own, public).encrypt(NONCE, content, label)


def take(private: bytes, public: bytes, label: bytes, sealed: bytes) -> bytes:
    """Opens a sealed box. Raises Broken if even one bit has changed."""
    key, own = X25519PrivateKey.from_private_bytes(private), sealed[:KEY]
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(own))
        return _cipher(shared, own, public).decrypt(NONCE, sealed[KEY:], label)
    except (InvalidTag, ValueError) as error:
        raise Broken from error


def _cipher(shared: bytes, own: bytes, public: bytes) -> AESGCM:
    info = b"esteem-match 1 box" + own + public
    return AESGCM(HKDF(SHA256(), KEY, salt=None, info=info).derive(shared))
