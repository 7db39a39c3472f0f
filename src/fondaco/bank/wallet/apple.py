"""Apple Pay payment data, EC_v1, signed by the practice chain.

Source: Apple's "Payment token format reference". The signature is a detached CMS over the
ephemeral key, the data and the transaction id.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding

from fondaco.bank.wallet.certificates import chain
from fondaco.bank.wallet.keys import signing_key
from fondaco.bank.wallet.seal import agree, b64, spki

VERSION = "EC_v1"


@dataclass(frozen=True, slots=True)
class Faults:
    """What a developer wants to be wrong with a token; nothing by default."""

    root_unknown: bool = False
    signature_wrong: bool = False
    tag_wrong: bool = False


def token(
    *,
    content: dict[str, Any],
    shop_key: ec.EllipticCurvePublicKey,
    merchant_identifier: str,
    transaction_id: str,
    signed_at: datetime,
    faults: Faults = Faults(),
) -> str:
    """The payment data's JSON text. ``transaction_id`` is hexadecimal."""
    agreed = agree(shop_key)
    key = derive_key(agreed.secret, merchant_identifier)
    data = AESGCM(key).encrypt(bytes(16), json.dumps(content).encode(), None)
    if faults.tag_wrong:
        data = data[:-1] + bytes([data[-1] ^ 1])
    ephemeral = spki(agreed.public)
    signed = ephemeral + data + bytes.fromhex(transaction_id)
    if faults.signature_wrong:
        signed += b"x"
    line = "stranger" if faults.root_unknown else "apple"
    return json.dumps(
        {
            "version": VERSION,
            "data": b64(data),
            "signature": b64(_signature(signed, signed_at, line)),
            "header": {
                "ephemeralPublicKey": b64(ephemeral),
                "publicKeyHash": b64(hashlib.sha256(spki(shop_key)).digest()),
                "transactionId": transaction_id,
            },
        }
    )


def derive_key(secret: bytes, merchant_identifier: str) -> bytes:
    """The concatenation key derivation of NIST SP 800-56A with Apple's parameters."""
    merchant = hashlib.sha256(merchant_identifier.encode()).digest()
    parts = (b"\x00\x00\x00\x01", secret, b"\x0did-aes256-GCM", b"Apple", merchant)
    return hashlib.sha256(b"".join(parts)).digest()


def _signature(signed: bytes, signed_at: datetime, line: str) -> bytes:
    """A detached CMS SignedData (RFC 5652) with the leaf and the intermediate inside."""
    leaf, middle = chain(line)
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", cms.ContentType("data")),
            _attribute("signing_time", core.UTCTime(signed_at.replace(microsecond=0))),
            _attribute("message_digest", core.OctetString(hashlib.sha256(signed).digest())),
        ]
    )
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber(
                    {"issuer": _asn1(leaf).issuer, "serial_number": leaf.serial_number}
                ),
            ),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": signing_key(f"{line}-leaf").sign(
                attributes.dump(), ec.ECDSA(hashes.SHA256())
            ),
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [_asn1(leaf), _asn1(middle)],
            "signer_infos": [signer],
        }
    )
    info = cms.ContentInfo({"content_type": "signed_data", "content": content})
    return bytes(info.dump())


def _attribute(kind: str, value: core.Asn1Value) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
