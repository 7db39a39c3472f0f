"""The key-encryption key in a hardware module, by PKCS #11.

``FONDACO_VAULT_PKCS11_MODULE``: the module's library; ``…_TOKEN``: the token's label;
``…_PIN_FILE``: a file with the user PIN; ``…_KEY_LABEL``: the label of the keys (by default
``fondaco-kek``). AES-256 keys are made in the token, can't be read out of it, and wrap by AES-GCM
there. Each has a UUIDv7 as its id, so that the highest id under the label is the newest key, the
one that wraps. Loaded only where it is chosen.
"""

import contextlib
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pkcs11
from pkcs11 import Attribute, GCMParams, KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import PKCS11Error

from fondaco.kernel.ids import new_id
from fondaco.vault.keys.protocol import KeyUnavailable, Wrapped
from fondaco.vault.keys.sealing import NONCE_BYTES

R = TypeVar("R")

TEMPLATE = {
    Attribute.PRIVATE: True,
    Attribute.SENSITIVE: True,
    Attribute.EXTRACTABLE: False,
    Attribute.ENCRYPT: True,
    Attribute.DECRYPT: True,
    Attribute.WRAP: False,
    Attribute.UNWRAP: False,
    Attribute.SIGN: False,
    Attribute.VERIFY: False,
    Attribute.DERIVE: False,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the token is, and how to come in."""

    module: str
    token: str
    pin_file: str
    key_label: str


def place() -> Place:
    """From the environment; raises :class:`KeyUnavailable` naming what is not set."""
    told = {
        name: os.environ.get(f"FONDACO_VAULT_PKCS11_{name}", "")
        for name in ("MODULE", "TOKEN", "PIN_FILE")
    }
    missing = [f"FONDACO_VAULT_PKCS11_{name}" for name, value in told.items() if not value]
    if missing:
        raise KeyUnavailable(f"not set: {', '.join(missing)}")
    label = os.environ.get("FONDACO_VAULT_PKCS11_KEY_LABEL", "fondaco-kek")
    return Place(told["MODULE"], told["TOKEN"], told["PIN_FILE"], label)


class TokenKeys:
    """Implements :class:`fondaco.vault.keys.protocol.KeyEncryption`."""

    kind = "pkcs11"

    def __init__(self) -> None:
        self._place = place()

    @property
    def current_id(self) -> str:
        ids = self.removable()
        if not ids:
            raise KeyUnavailable("no key-encryption key in the token: run setup_vault")
        return max(ids)

    def wrap(self, key: bytes, *, context: str) -> Wrapped:
        current = self.current_id
        nonce = secrets.token_bytes(NONCE_BYTES)

        def run(session: pkcs11.Session) -> bytes:
            held = _find(session, self._place.key_label, current)
            sealed: bytes = held.encrypt(
                key,
                mechanism=Mechanism.AES_GCM,
                mechanism_param=GCMParams(nonce, context.encode()),
            )
            return sealed

        return Wrapped(current, nonce + _session.use(self._place, run))

    def unwrap(self, wrapped: Wrapped, *, context: str) -> bytes:
        nonce, sealed = wrapped.blob[:NONCE_BYTES], wrapped.blob[NONCE_BYTES:]

        def run(session: pkcs11.Session) -> bytes:
            held = _find(session, self._place.key_label, wrapped.key_encryption_key_id)
            key: bytes = held.decrypt(
                sealed,
                mechanism=Mechanism.AES_GCM,
                mechanism_param=GCMParams(nonce, context.encode()),
            )
            return key

        return _session.use(self._place, run)

    def make(self, *, replace_current: bool = False) -> str:
        ids = self.removable()
        if ids and not replace_current:
            return max(ids)
        key_id = new_id()

        def run(session: pkcs11.Session) -> None:
            session.generate_key(
                KeyType.AES,
                256,
                id=key_id.bytes,
                label=self._place.key_label,
                store=True,
                template=TEMPLATE,
            )

        _session.use(self._place, run)
        return key_id.hex

    def in_use_since(self) -> datetime | None:
        """UUIDv7 begins with the milliseconds since 1970 (RFC 9562)."""
        return datetime.fromtimestamp((UUID(self.current_id).int >> 80) / 1000, UTC)

    def removable(self) -> set[str]:
        wanted = {
            Attribute.CLASS: ObjectClass.SECRET_KEY,
            Attribute.LABEL: self._place.key_label,
        }

        def run(session: pkcs11.Session) -> set[str]:
            found = (bytes(key[Attribute.ID]) for key in session.get_objects(wanted))
            return {key_id.hex() for key_id in found if len(key_id) == 16}

        return _session.use(self._place, run)

    def remove(self, key_id: str) -> None:
        def run(session: pkcs11.Session) -> None:
            _find(session, self._place.key_label, key_id).destroy()

        if key_id in self.removable():
            _session.use(self._place, run)


def _find(session: pkcs11.Session, label: str, key_id: str) -> Any:
    """The key's handle. What it can do depends on the token, so the library's types don't say."""
    try:
        wanted = bytes.fromhex(key_id)
    except ValueError:
        raise KeyUnavailable(f"no key-encryption key {key_id} in the token") from None
    try:
        return session.get_key(
            object_class=ObjectClass.SECRET_KEY, key_type=KeyType.AES, label=label, id=wanted
        )
    except pkcs11.NoSuchKey:
        raise KeyUnavailable(f"no key-encryption key {key_id} in the token") from None


class _OneSession:
    """The process's session with the token: logged in once, used by one thread at a time, opened
    anew after an error and in a child process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._session: pkcs11.Session | None = None
        self._place: Place | None = None
        self._process = os.getpid()

    def use(self, where: Place, run: Callable[[pkcs11.Session], R]) -> R:
        """What ``run`` makes of the session. A failure is tried once more with a fresh one: the
        token may have been taken out, restarted, or have dropped us."""
        with self._lock:
            try:
                return run(self._open(where))
            except PKCS11Error:
                self._drop()
            try:
                return run(self._open(where, anew=True))
            except PKCS11Error as error:
                self._drop()
                raise KeyUnavailable(f"the token refused: {type(error).__name__}") from None

    def _open(self, where: Place, *, anew: bool = False) -> pkcs11.Session:
        inherited = self._process != os.getpid()
        if self._session is not None and self._place == where and not inherited:
            return self._session
        self._session = None
        try:
            library = pkcs11.lib(where.module)
        except (RuntimeError, PKCS11Error) as error:
            raise KeyUnavailable(f"the PKCS #11 module can't be loaded: {error}") from None
        if anew or inherited or self._place != where:
            # Ends what is left of other sessions and logins, which are the process's, not ours.
            library.reinitialize()
        token = library.get_token(token_label=where.token)
        self._session = token.open(user_pin=_pin(where.pin_file), rw=True)
        self._place, self._process = where, os.getpid()
        return self._session

    def _drop(self) -> None:
        if self._session is not None:
            with contextlib.suppress(PKCS11Error):
                self._session.close()
            self._session = None


def _pin(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        raise KeyUnavailable("FONDACO_VAULT_PKCS11_PIN_FILE can't be read") from None


_session = _OneSession()
