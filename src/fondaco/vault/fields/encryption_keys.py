"""The vault's published encryption key: made, replaced, listed, and opened to decrypt."""

import json
from datetime import timedelta

from django.conf import settings
from joserfc.jwk import ECKey

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.vault.fields.models import EncryptionKey
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed
from fondaco.vault.keys.purposes import Purpose

TAKEN_AFTER_REPLACEMENT = timedelta(hours=2)
"""Longer than a field session lives: a page that is open goes on with the key it was given."""


@action
def make_key(*, replace: bool = False) -> str:
    """Publish a new key unless there is one already (or ``replace``); the ``kid`` in use."""
    present = _published()
    if present is not None and not replace:
        return present.kid
    key = ECKey.generate_key("P-256", {"use": "enc"}, private=True, auto_kid=True)
    kid = str(key.kid)
    sealed = envelope.seal(
        tenant=settings.VAULT_TENANT,
        purpose=Purpose.FIELDS,
        plaintext=json.dumps(key.as_dict(private=True)).encode(),
        bound_to=f"encryption key {kid}",
    )
    moment = clock.real_now()
    EncryptionKey.objects.filter(taken_until=None).update(
        taken_until=moment + TAKEN_AFTER_REPLACEMENT
    )
    EncryptionKey.objects.create(
        kid=kid,
        public_jwk=key.as_dict(private=False) | {"alg": "ECDH-ES"},
        data_key_id=sealed.data_key_id,
        sealed_private=sealed.blob,
        made_at=moment,
    )
    return kid


def published() -> dict[str, object]:
    """The JWK set to publish: the key in use alone, so that no page starts with an old one."""
    present = _published()
    return {"keys": [] if present is None else [present.public_jwk]}


def private_keys() -> dict[str, ECKey]:
    """The private keys still taken, by ``kid``."""
    moment = clock.real_now()
    rows = EncryptionKey.objects.exclude(taken_until__lte=moment)
    return {
        row.kid: ECKey.import_key(
            json.loads(
                envelope.unseal(
                    Sealed(row.data_key_id, bytes(row.sealed_private)),
                    bound_to=f"encryption key {row.kid}",
                )
            )
        )
        for row in rows
    }


def _published() -> EncryptionKey | None:
    return EncryptionKey.objects.filter(taken_until=None).order_by("-made_at").first()


def remove_old_keys() -> int:
    """Delete the keys that are no longer taken; returns how many. Writes nothing when idle."""
    due = EncryptionKey.objects.filter(taken_until__lte=clock.real_now())
    return _remove(kids=list(due.values_list("kid", flat=True))) if due.exists() else 0


@action
def _remove(*, kids: list[str]) -> int:
    removed, _ = EncryptionKey.objects.filter(kid__in=kids).delete()
    return removed
