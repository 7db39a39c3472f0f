"""The key-encryption key from the environment.

``FONDACO_VAULT_KEY_ENCRYPTION_KEYS``: base64 keys of 32 bytes with commas between, the current
one first; older ones stay until everything is wrapped anew.
"""

import base64
import binascii
import os
from datetime import datetime

from fondaco.vault.keys import sealing
from fondaco.vault.keys.protocol import KeyUnavailable, Wrapped

NAME = "FONDACO_VAULT_KEY_ENCRYPTION_KEYS"


class EnvironmentKeys:
    """Implements :class:`fondaco.vault.keys.protocol.KeyEncryption`."""

    kind = "environment"

    def __init__(self) -> None:
        self._keys = _read()

    @property
    def current_id(self) -> str:
        return next(iter(self._keys))

    def wrap(self, key: bytes, *, context: str) -> Wrapped:
        current = self.current_id
        return Wrapped(current, sealing.seal(self._keys[current], key, bound_to=context))

    def unwrap(self, wrapped: Wrapped, *, context: str) -> bytes:
        key = self._keys.get(wrapped.key_encryption_key_id)
        if key is None:
            raise KeyUnavailable(f"no key-encryption key {wrapped.key_encryption_key_id}")
        try:
            return sealing.unseal(key, wrapped.blob, bound_to=context)
        except sealing.SealBroken:
            raise KeyUnavailable("a wrapped data key does not open") from None

    def make(self, *, replace_current: bool = False) -> str:
        """Keys are put into the environment by hand: tells the one in use."""
        return self.current_id

    def in_use_since(self) -> datetime | None:
        return None

    def removable(self) -> set[str]:
        return set()

    def remove(self, key_id: str) -> None:
        raise KeyUnavailable(f"{NAME} is changed by hand")


def is_set() -> bool:
    """Whether the environment has keys."""
    return bool(os.environ.get(NAME))


def _read() -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for part in filter(None, os.environ.get(NAME, "").split(",")):
        try:
            key = base64.b64decode(part, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != sealing.KEY_BYTES:
            raise KeyUnavailable(f"{NAME} holds a part that is not 32 bytes in base64")
        keys[sealing.key_id(key)] = key
    if not keys:
        raise KeyUnavailable(f"{NAME} holds no key")
    return keys
