"""A box that anybody can put bytes into and only one private key opens: X25519, HKDF, AES-GCM."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from esteem_match.store.errors import Broken

KEY = 32
NONCE = bytes(12)  # each box has a key of its own, used once


def pair() -> tuple[bytes, bytes]:
    """A fresh private key and its public key."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def put(public: bytes, label: bytes, content: bytes) -> bytes:
    """The content in a box that opens only with the private key, in this place."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    own = once.public_key().public_bytes_raw()
    return own + _cipher(shared, own, public).encrypt(NONCE, content, label)


def take(private: bytes, public: bytes, label: bytes, box: bytes) -> bytes:
    """The content back. Raises Broken where even one bit has changed."""
    key, own = X25519PrivateKey.from_private_bytes(private), box[:KEY]
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(own))
        return _cipher(shared, own, public).decrypt(NONCE, box[KEY:], label)
    except (InvalidTag, ValueError) as error:
        raise Broken from error


def _cipher(shared: bytes, own: bytes, public: bytes) -> AESGCM:
    info = b"esteem-match 1 box" + own + public
    return AESGCM(HKDF(SHA256(), KEY, salt=None, info=info).derive(shared))
