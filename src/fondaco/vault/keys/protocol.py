"""What the vault asks of whatever holds the key-encryption key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class KeyUnavailable(RuntimeError):
    """The key-encryption key can't be had, or a wrapped key was not made by it."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as it is stored: which key-encryption key wrapped it, and the bytes."""

    key_encryption_key_id: str
    blob: bytes


class KeyEncryption(Protocol):
    """Wraps and unwraps 32-byte data keys, and keeps the keys that do it.

    ``context`` is bound to the wrapped bytes: a wrapped key put into another row does not open.
    Every method raises :class:`KeyUnavailable`. Safe to use from several threads and processes.
    """

    kind: str
    """``shares``, ``environment`` or ``pkcs11``."""

    @property
    def current_id(self) -> str:
        """The key that wraps now; read each time, since another process may have replaced it."""
        ...

    def wrap(self, key: bytes, *, context: str) -> Wrapped: ...

    def unwrap(self, wrapped: Wrapped, *, context: str) -> bytes: ...

    def make(self, *, replace_current: bool = False) -> str:
        """Make a key unless there is one (or ``replace_current``), and put it to work; the id in
        use. Where keys are made elsewhere, tells the one in use."""
        ...

    def in_use_since(self) -> datetime | None:
        """When the current key was put to work; None where nobody wrote it down."""
        ...

    def removable(self) -> set[str]:
        """Ids of the keys that this program may remove, the current one among them."""
        ...

    def remove(self, key_id: str) -> None:
        """Destroy a key that wraps nothing any more."""
        ...
