"""What the vault asks of whatever holds the key-encryption key."""

from dataclasses import dataclass
from typing import Protocol


class KeyUnavailable(RuntimeError):
    """The key-encryption key can't be had, or a wrapped key was not made by it."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as it is stored: which key-encryption key wrapped it, and the bytes."""

    key_encryption_key_id: str
    blob: bytes


class KeyEncryption(Protocol):
    """Wraps and unwraps 32-byte data keys. ``context`` is bound to the wrapped bytes: a wrapped
    key put into another row does not open. Both methods raise :class:`KeyUnavailable`."""

    @property
    def current_id(self) -> str: ...

    def wrap(self, key: bytes, *, context: str) -> Wrapped: ...

    def unwrap(self, wrapped: Wrapped, *, context: str) -> bytes: ...
