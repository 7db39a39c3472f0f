"""The way to the directory server."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from fondaco.kernel.wire import Client
from fondaco.threeds.transaction import AREQ_SECONDS


class Directory(Protocol):
    """Takes one message and returns the answer, not yet validated.

    Raises ``PeerUnavailable``, ``PeerRefused`` or ``InDoubt`` as ``fondaco.kernel.wire.Client``.
    """

    def ask(self, message: Mapping[str, object]) -> dict[str, object]: ...


class SignedDirectory:
    """The practice bank's directory server, by signed HTTP."""

    def __init__(self) -> None:
        self._client = Client("bank", settings.BANK_URL, timeout_s=AREQ_SECONDS)

    def ask(self, message: Mapping[str, object]) -> dict[str, object]:
        return self._client.post("/ds/messages", dict(message))


@lru_cache(maxsize=1)
def directory() -> Directory:
    """The configured directory server."""
    configured: Directory = import_string(settings.VAULT_DIRECTORY)()
    return configured
