"""The key-encryption key in two shares.

Two folders, ``FONDACO_VAULT_SHARE_FOLDERS`` (colon between; ``keys/share-1`` and ``keys/share-2``
of the home folder by default), that two custodians may keep on media of their own. The file
``current`` in the first names the key in use; older ones stay until everything is wrapped anew.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from fondaco.kernel.home import home
from fondaco.vault.keys import sealing
from fondaco.vault.keys.protocol import KeyUnavailable, Wrapped


class ShareFiles:
    """Implements :class:`fondaco.vault.keys.protocol.KeyEncryption`."""

    kind = "shares"

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}

    @property
    def current_id(self) -> str:
        try:
            return _pointer().read_text().strip()
        except FileNotFoundError:
            raise KeyUnavailable("no key-encryption key: run setup_vault") from None

    def wrap(self, key: bytes, *, context: str) -> Wrapped:
        current = self.current_id
        return Wrapped(current, sealing.seal(self._key(current), key, bound_to=context))

    def unwrap(self, wrapped: Wrapped, *, context: str) -> bytes:
        try:
            return sealing.unseal(
                self._key(wrapped.key_encryption_key_id), wrapped.blob, bound_to=context
            )
        except sealing.SealBroken:
            raise KeyUnavailable("a wrapped data key does not open") from None

    def make(self, *, replace_current: bool = False) -> str:
        pointer = _pointer()
        if pointer.exists() and not replace_current:
            return pointer.read_text().strip()
        key = sealing.new_key()
        key_id = sealing.key_id(key)
        for folder, share in zip(share_folders(), sealing.split(key), strict=True):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / f"{key_id}.share"
            path.touch(mode=0o600)
            path.write_bytes(share)
        partial = pointer.with_name(f"current.{os.getpid()}")
        partial.write_text(key_id)
        partial.replace(pointer)
        return key_id

    def in_use_since(self) -> datetime | None:
        pointer = _pointer()
        if not pointer.exists():
            return None
        return datetime.fromtimestamp(pointer.stat().st_mtime, UTC)

    def removable(self) -> set[str]:
        return {path.stem for path in share_folders()[0].glob("*.share")}

    def remove(self, key_id: str) -> None:
        for folder in share_folders():
            (folder / f"{key_id}.share").unlink(missing_ok=True)
        self._keys.pop(key_id, None)

    def _key(self, key_id: str) -> bytes:
        if key_id not in self._keys:
            self._keys[key_id] = _read(key_id)
        return self._keys[key_id]


def share_folders() -> tuple[Path, Path]:
    """The folders of the first and the second share."""
    named = os.environ.get("FONDACO_VAULT_SHARE_FOLDERS", "")
    if not named:
        return home() / "keys" / "share-1", home() / "keys" / "share-2"
    first, _, second = named.partition(":")
    if not second:
        raise KeyUnavailable("FONDACO_VAULT_SHARE_FOLDERS names one folder: two are needed")
    return Path(first), Path(second)


def _pointer() -> Path:
    return share_folders()[0] / "current"


def _read(key_id: str) -> bytes:
    try:
        first, second = ((folder / f"{key_id}.share").read_bytes() for folder in share_folders())
        key = sealing.join(first, second)
    except (FileNotFoundError, ValueError):
        raise KeyUnavailable(f"the shares of key {key_id} are not both there") from None
    if sealing.key_id(key) != key_id:
        raise KeyUnavailable(f"the shares of key {key_id} do not fit together")
    return key
