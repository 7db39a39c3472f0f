"""The key-encryption key in two shares, or from the environment.

``FONDACO_VAULT_KEY_ENCRYPTION_KEYS``: base64 keys with commas between, the current one first.
Otherwise two folders, ``FONDACO_VAULT_SHARE_FOLDERS`` (colon between; ``keys/share-1`` and
``keys/share-2`` of the home folder by default), that two custodians may keep on media of their
own. The file ``current`` in the first names the key in use; older ones stay until everything is
wrapped anew.
"""

import base64
import binascii
import os
import time
from pathlib import Path

from fondaco.kernel.home import home
from fondaco.vault.keys import sealing
from fondaco.vault.keys.protocol import KeyUnavailable, Wrapped


class ShareFiles:
    """Implements :class:`fondaco.vault.keys.protocol.KeyEncryption`."""

    def __init__(self) -> None:
        self._keys = _from_environment()
        self._from_environment = next(iter(self._keys), "")

    @property
    def current_id(self) -> str:
        """Read each time: another process may have put a new key to work."""
        if self._from_environment:
            return self._from_environment
        try:
            return (share_folders()[0] / "current").read_text().strip()
        except FileNotFoundError:
            raise KeyUnavailable("no key-encryption key: run setup_vault") from None

    def wrap(self, key: bytes, *, context: str) -> Wrapped:
        blob = sealing.seal(self._key(self.current_id), key, bound_to=context)
        return Wrapped(self.current_id, blob)

    def unwrap(self, wrapped: Wrapped, *, context: str) -> bytes:
        try:
            return sealing.unseal(
                self._key(wrapped.key_encryption_key_id), wrapped.blob, bound_to=context
            )
        except sealing.SealBroken:
            raise KeyUnavailable("a wrapped data key does not open") from None

    def _key(self, key_id: str) -> bytes:
        if key_id not in self._keys and not self._from_environment:
            self._keys[key_id] = _read(key_id)
        try:
            return self._keys[key_id]
        except KeyError:
            raise KeyUnavailable(f"no key-encryption key {key_id}") from None


def share_folders() -> tuple[Path, Path]:
    """The folders of the first and the second share."""
    named = os.environ.get("FONDACO_VAULT_SHARE_FOLDERS", "")
    if not named:
        return home() / "keys" / "share-1", home() / "keys" / "share-2"
    first, _, second = named.partition(":")
    if not second:
        raise KeyUnavailable("FONDACO_VAULT_SHARE_FOLDERS names one folder: two are needed")
    return Path(first), Path(second)


def make(*, replace_current: bool = False) -> str:
    """Make a key-encryption key in two share files and return its id.

    Without ``replace_current`` nothing happens when there is one, or when the environment has it.
    """
    from_environment = _from_environment()
    if from_environment:
        return next(iter(from_environment))
    first_folder, second_folder = share_folders()
    pointer = first_folder / "current"
    if pointer.exists() and not replace_current:
        return pointer.read_text().strip()
    key = sealing.new_key()
    key_id = sealing.key_id(key)
    for folder, share in zip((first_folder, second_folder), sealing.split(key), strict=True):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{key_id}.share"
        path.touch(mode=0o600)
        path.write_bytes(share)
    partial = first_folder / f"current.{os.getpid()}"
    partial.write_text(key_id)
    partial.replace(pointer)
    return key_id


def remove(key_id: str) -> None:
    """Remove the shares of a key that no data key is wrapped by any more."""
    for folder in share_folders():
        (folder / f"{key_id}.share").unlink(missing_ok=True)


def on_file() -> set[str]:
    """Ids of the keys whose first share is on file."""
    return {path.stem for path in share_folders()[0].glob("*.share")}


def in_use_since() -> float:
    """When the current key was put to work, in seconds since 1970; now if there is no file."""
    pointer = share_folders()[0] / "current"
    return pointer.stat().st_mtime if pointer.exists() else time.time()


def _read(key_id: str) -> bytes:
    try:
        first, second = ((folder / f"{key_id}.share").read_bytes() for folder in share_folders())
        key = sealing.join(first, second)
    except (FileNotFoundError, ValueError):
        raise KeyUnavailable(f"the shares of key {key_id} are not both there") from None
    if sealing.key_id(key) != key_id:
        raise KeyUnavailable(f"the shares of key {key_id} do not fit together")
    return key


def _from_environment() -> dict[str, bytes]:
    text = os.environ.get("FONDACO_VAULT_KEY_ENCRYPTION_KEYS", "")
    keys: dict[str, bytes] = {}
    for part in filter(None, text.split(",")):
        try:
            key = base64.b64decode(part, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != sealing.KEY_BYTES:
            raise KeyUnavailable(
                "FONDACO_VAULT_KEY_ENCRYPTION_KEYS holds a part that is not 32 bytes in base64"
            )
        keys[sealing.key_id(key)] = key
    return keys
