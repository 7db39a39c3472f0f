"""Which holder of the key-encryption key is chosen, and which one was before.

``VAULT_KEY_ENCRYPTION`` names one of :data:`KINDS`; empty: what the environment gives (keys, a
PKCS #11 module), else share files. While keys are moved from one holder to another,
``VAULT_KEY_ENCRYPTION_BEFORE`` names the old one, which then only unwraps.
"""

import os

from django.conf import settings
from django.utils.module_loading import import_string

from fondaco.vault.keys import environment
from fondaco.vault.keys.protocol import KeyEncryption, KeyUnavailable

KINDS = {
    "shares": "fondaco.vault.keys.shares.ShareFiles",
    "environment": "fondaco.vault.keys.environment.EnvironmentKeys",
    "pkcs11": "fondaco.vault.keys.pkcs11.TokenKeys",
}


def chosen() -> KeyEncryption:
    """The holder that wraps; raises :class:`KeyUnavailable`."""
    kind = settings.VAULT_KEY_ENCRYPTION
    if not kind and environment.is_set():
        kind = "environment"
    elif not kind and os.environ.get("FONDACO_VAULT_PKCS11_MODULE"):
        kind = "pkcs11"
    return _holder(kind or "shares")


def before() -> KeyEncryption | None:
    """The holder that keys are moved away from; None when none is."""
    kind = settings.VAULT_KEY_ENCRYPTION_BEFORE
    return _holder(kind) if kind else None


def _holder(kind: str) -> KeyEncryption:
    if kind not in KINDS:
        raise KeyUnavailable(f"FONDACO_VAULT_KEY_ENCRYPTION: {kind} is none of {', '.join(KINDS)}")
    holder: KeyEncryption = import_string(KINDS[kind])()
    return holder
