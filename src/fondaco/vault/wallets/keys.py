"""The keys that wallets encrypt to: made, replaced, published, opened to decrypt."""

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)
from django.conf import settings
from django.db import IntegrityError, transaction

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.vault.keys import envelope
from fondaco.vault.keys.envelope import Sealed
from fondaco.vault.keys.purposes import Purpose
from fondaco.vault.wallets import roots
from fondaco.vault.wallets.models import WalletKey
from fondaco.vault.wallets.rules.tokens import Kind

TAKEN_AFTER_REPLACEMENT = timedelta(days=8)
"""A provider may go on for a week with a key it has stored (Google: up to 7 days)."""


@dataclass(frozen=True, slots=True)
class WalletKeyView:
    """A key that a wallet encrypts to; ``key_id`` is a digest of its public half, ``expires_at``
    None for the one published now."""

    kind: str
    key_id: str
    made_at: datetime
    expires_at: datetime | None


@action
def make_keys(*, replace: bool = False) -> None:
    """A key pair for each wallet, unless there is one already (or ``replace``)."""
    for kind in Kind:
        present = WalletKey.objects.select_for_update().filter(kind=kind, taken_until=None).first()
        if present is not None and not replace:
            continue
        if present is not None:
            present.taken_until = clock.real_now() + TAKEN_AFTER_REPLACEMENT
            present.save(update_fields=["taken_until"])
        _make(kind)


def _make(kind: Kind) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    row_id = new_id()
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    sealed = envelope.seal(
        tenant=settings.VAULT_TENANT,
        purpose=Purpose.FIELDS,
        plaintext=private,
        bound_to=bound_to(row_id),
    )
    try:
        with transaction.atomic():
            WalletKey.objects.create(
                id=row_id,
                kind=kind,
                public=key.public_key().public_bytes(
                    Encoding.DER, PublicFormat.SubjectPublicKeyInfo
                ),
                data_key_id=sealed.data_key_id,
                sealed_private=sealed.blob,
                made_at=clock.real_now(),
            )
    except IntegrityError:  # another process made one in the same moment
        return


def bound_to(row_id: UUID) -> str:
    """What a sealed private key is bound to."""
    return f"wallet key {row_id}"


def published() -> dict[str, dict[str, str]]:
    """What a provider needs to encrypt for us, by wallet; empty for one that is off."""
    held = {row.kind: bytes(row.public) for row in WalletKey.objects.filter(taken_until=None)}
    told: dict[str, dict[str, str]] = {kind.value: {} for kind in Kind}
    if Kind.GOOGLE_PAY in held and roots.is_on(Kind.GOOGLE_PAY):
        key: Any = load_der_public_key(held[Kind.GOOGLE_PAY])
        point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        told[Kind.GOOGLE_PAY] = {
            "public_key": base64.b64encode(point).decode(),
            "recipient_id": settings.VAULT_GOOGLE_PAY_RECIPIENT,
        }
    if Kind.APPLE_PAY in held and roots.is_on(Kind.APPLE_PAY):
        told[Kind.APPLE_PAY] = {
            "public_key": base64.b64encode(held[Kind.APPLE_PAY]).decode(),
            "merchant_identifier": settings.VAULT_APPLE_PAY_MERCHANT,
        }
    return told


def private_keys(kind: Kind) -> tuple[ec.EllipticCurvePrivateKey, ...]:
    """The private keys still taken, the newest first."""
    rows = WalletKey.objects.filter(kind=kind).exclude(taken_until__lte=clock.real_now())
    keys = []
    for row in rows.order_by("-made_at"):
        sealed = Sealed(row.data_key_id, bytes(row.sealed_private))
        key = load_der_private_key(envelope.unseal(sealed, bound_to=bound_to(row.id)), None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            keys.append(key)
    return tuple(keys)


def reseal() -> int:
    """Seal the private keys anew whose data key was replaced; returns how many. Writes nothing
    when there is none."""
    retired = envelope.retired_ids(Purpose.FIELDS)
    due = WalletKey.objects.filter(data_key_id__in=retired)
    return _reseal(retired=retired) if retired and due.exists() else 0


@action
def _reseal(*, retired: list[UUID]) -> int:
    rows = list(WalletKey.objects.select_for_update().filter(data_key_id__in=retired))
    seal = envelope.sealer(tenant=settings.VAULT_TENANT, purpose=Purpose.FIELDS)
    for row in rows:
        place = bound_to(row.id)
        held = Sealed(row.data_key_id, bytes(row.sealed_private))
        sealed = seal(envelope.unseal(held, bound_to=place), place)
        row.data_key_id, row.sealed_private = sealed.data_key_id, sealed.blob
    WalletKey.objects.bulk_update(rows, ["data_key_id", "sealed_private"])
    return len(rows)


def rows_by_data_key() -> dict[UUID, int]:
    """How many private keys each data key seals."""
    return dict(Counter(WalletKey.objects.values_list("data_key_id", flat=True)))


def listed() -> list[WalletKeyView]:
    """The keys that are taken, the oldest first."""
    return [
        WalletKeyView(
            row.kind,
            hashlib.sha256(bytes(row.public)).hexdigest()[:16],
            row.made_at,
            row.taken_until,
        )
        for row in WalletKey.objects.order_by("made_at", "kind")
    ]


def remove_old_keys() -> int:
    """Delete the keys that are no longer taken; returns how many. Writes nothing when idle."""
    due = WalletKey.objects.filter(taken_until__lte=clock.real_now())
    return _remove(ids=list(due.values_list("id", flat=True))) if due.exists() else 0


@action
def _remove(*, ids: list[UUID]) -> int:
    removed, _ = WalletKey.objects.filter(id__in=ids).delete()
    return removed
