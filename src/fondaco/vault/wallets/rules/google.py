"""Google Pay's payment method tokens: verified, then decrypted.

Source of every rule: Google's "Payment data cryptography for merchants". ECv2: a root key signs an
intermediate key, which signs the message; ECv1: a root key signs the message. Both: ECDH on P-256,
HKDF-SHA-256, AES in counter mode from zero, HMAC-SHA-256 over the ciphertext.
"""

import hmac
import struct
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fondaco.vault.wallets.rules import elliptic, tokens
from fondaco.vault.wallets.rules.tokens import TokenRefused

SENDER = "Google"
ECV1 = "ECv1"
ECV2 = "ECv2"
KEY_BYTES = {ECV1: 16, ECV2: 32}
"""Length of the encryption key, and of the key of the tag."""


@dataclass(frozen=True, slots=True)
class RootKey:
    """One of the provider's root signing keys; ``expires_at`` is None where none is given."""

    key: ec.EllipticCurvePublicKey
    version: str
    expires_at: datetime | None


def root_keys(text: str | bytes) -> tuple[RootKey, ...]:
    """The keys of a published list (``{"keys": [{"keyValue", "protocolVersion",
    "keyExpiration"}]}``). An ECv2 key without an end is no key. Raises :class:`TokenRefused`."""
    code = "roots_unreadable"
    listed = tokens.json_object(text, code).get("keys")
    if not isinstance(listed, list):
        raise TokenRefused(code)
    keys = []
    for entry in listed:
        if not isinstance(entry, dict) or entry.get("protocolVersion") not in KEY_BYTES:
            continue
        version = entry["protocolVersion"]
        ends = "keyExpiration" in entry
        if version == ECV2 and not ends:
            continue
        expires_at = _moment(tokens.milliseconds(entry, "keyExpiration", code)) if ends else None
        data = tokens.base64_bytes(tokens.text(entry, "keyValue", code), code)
        keys.append(RootKey(elliptic.public_key(data, code), version, expires_at))
    return tuple(keys)


def decrypt(
    token: str,
    *,
    roots: Sequence[RootKey],
    private_keys: Sequence[ec.EllipticCurvePrivateKey],
    recipient_id: str,
    now: datetime,
    versions: Collection[str] = (ECV2,),
) -> bytes:
    """What the wallet encrypted for ``recipient_id``; raises :class:`TokenRefused`.

    ``versions`` are the protocol versions that are let in. Whether the message itself has expired
    stands in its content.
    """
    if len(token) > tokens.LARGEST:
        raise TokenRefused("token_too_large")
    outer = tokens.json_object(token, "token_malformed")
    version = tokens.text(outer, "protocolVersion", "token_malformed")
    if version not in versions or version not in KEY_BYTES:
        raise TokenRefused("version_refused")
    trusted = [
        root.key
        for root in roots
        if root.version == version and (root.expires_at is None or root.expires_at > now)
    ]
    if version == ECV2:
        trusted = [_intermediate(outer, trusted, now)]
    message = tokens.text(outer, "signedMessage", "token_malformed")
    signature = _signature(outer.get("signature"))
    signed = _lengths(SENDER, recipient_id, version, message)
    if not any(elliptic.signed(key, signature, signed) for key in trusted):
        raise TokenRefused("signature_invalid")
    return _open(tokens.json_object(message, "token_malformed"), private_keys, KEY_BYTES[version])


def _intermediate(
    outer: dict[str, Any], roots: Sequence[ec.EllipticCurvePublicKey], now: datetime
) -> ec.EllipticCurvePublicKey:
    code = "token_malformed"
    held = tokens.part(outer, "intermediateSigningKey", code)
    signed_key = tokens.text(held, "signedKey", code)
    signatures = held.get("signatures")
    if not isinstance(signatures, list) or not 0 < len(signatures) <= 10:
        raise TokenRefused(code)
    message = _lengths(SENDER, ECV2, signed_key)
    known = [_signature(signature) for signature in signatures]
    if not any(elliptic.signed(root, one, message) for root in roots for one in known):
        raise TokenRefused("signer_unknown")
    content = tokens.json_object(signed_key, code)
    if _moment(tokens.milliseconds(content, "keyExpiration", code)) <= now:
        raise TokenRefused("signer_expired")
    data = tokens.base64_bytes(tokens.text(content, "keyValue", code), code)
    return elliptic.public_key(data, code)


def _open(
    message: dict[str, Any], private_keys: Sequence[ec.EllipticCurvePrivateKey], size: int
) -> bytes:
    code = "token_malformed"
    sealed, ephemeral, tag = (
        tokens.base64_bytes(tokens.text(message, name, code), code)
        for name in ("encryptedMessage", "ephemeralPublicKey", "tag")
    )
    theirs = elliptic.point(ephemeral, code)
    for private in private_keys:
        secret = ephemeral + elliptic.shared_secret(private, theirs)
        derived = HKDF(hashes.SHA256(), 2 * size, bytes(32), SENDER.encode()).derive(secret)
        expected = hmac.digest(derived[size:], sealed, "sha256")
        if hmac.compare_digest(expected, tag):
            counter = Cipher(algorithms.AES(derived[:size]), modes.CTR(bytes(16))).decryptor()
            return counter.update(sealed) + counter.finalize()
    raise TokenRefused("tag_invalid")


def _signature(value: object) -> bytes:
    if not isinstance(value, str) or not value:
        raise TokenRefused("token_malformed")
    return tokens.base64_bytes(value, "token_malformed")


def _lengths(*texts: str) -> bytes:
    """Each text in UTF-8 after its length, four bytes, the lowest first."""
    try:
        encoded = [text.encode() for text in texts]
    except UnicodeEncodeError:
        raise TokenRefused("token_malformed") from None
    return b"".join(struct.pack("<I", len(data)) + data for data in encoded)


def _moment(milliseconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)
