"""AES-256-GCM with a random 96-bit nonce in front of the ciphertext. Pure.

NIST SP 800-38D limits random nonces to 2**32 messages under one key; data keys are retired long
before that.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class SealBroken(ValueError):
    """The bytes were changed, cut, sealed under another key, or stand in another row."""


def new_key() -> bytes:
    """A random 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, *, bound_to: str) -> bytes:
    """Nonce and ciphertext; ``bound_to`` (such as a token) is the associated data."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, bound_to.encode())


def unseal(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """The plaintext; raises :class:`SealBroken`."""
    if len(sealed) <= NONCE_BYTES:
        raise SealBroken("too short")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
    except InvalidTag:
        raise SealBroken("not sealed by this key for this row") from None


def keyed_hash(key: bytes, value: bytes) -> str:
    """HMAC-SHA-256, hexadecimal."""
    return hmac.new(key, value, hashlib.sha256).hexdigest()


def split(key: bytes) -> tuple[bytes, bytes]:
    """Two shares of a key. Either alone is random; their exclusive-or is the key."""
    first = secrets.token_bytes(len(key))
    return first, join(first, key)


def join(first: bytes, second: bytes) -> bytes:
    """The key of two shares; raises ``ValueError`` when their lengths differ."""
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def key_id(key: bytes) -> str:
    """A name for a key that tells nothing of it: 16 hexadecimal digits."""
    return keyed_hash(key, b"fondaco key id")[:16]
