"""A wallet provider for tests: makes tokens as Google's and Apple's servers do, by other code."""

import base64
import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
RECIPIENT = "merchant:fondaco-market"
MERCHANT = "merchant.example.fondaco"


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def spki(key: ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey) -> bytes:
    public = key.public_key() if isinstance(key, ec.EllipticCurvePrivateKey) else key
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def compact(content: object) -> str:
    return json.dumps(content, separators=(",", ":"))


def milliseconds(moment: datetime) -> str:
    return str(int(moment.timestamp() * 1000))


def google_content(**changes: Any) -> dict[str, Any]:
    """What Google encrypts; ``changes`` go into the card's details."""
    return {
        "gatewayMerchantId": "fondaco",
        "messageExpiration": milliseconds(NOW + timedelta(minutes=10)),
        "messageId": "message-1",
        "paymentMethod": "CARD",
        "paymentMethodDetails": {
            "pan": "4242424242424242",
            "expirationMonth": 9,
            "expirationYear": 2028,
            "authMethod": "CRYPTOGRAM_3DS",
            "cryptogram": b64(b"cryptogram of 20 byt"),
            "eciIndicator": "05",
        }
        | changes,
    }


def apple_content(**changes: Any) -> dict[str, Any]:
    """What Apple encrypts."""
    return {
        "applicationPrimaryAccountNumber": "4242424242424242",
        "applicationExpirationDate": "280930",
        "currencyCode": "978",
        "transactionAmount": 8390,
        "deviceManufacturerIdentifier": "040010030273",
        "paymentDataType": "3DSecure",
        "paymentData": {"onlinePaymentCryptogram": b64(b"c" * 20), "eciIndicator": "5"},
    } | changes


@dataclass
class Google:
    """Signs with ``root``, through an intermediate key in ECv2."""

    root: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    intermediate: ec.EllipticCurvePrivateKey = field(default_factory=new_key)

    def keys_json(self, *, ends: datetime = NOW + timedelta(days=900)) -> str:
        value = {"keyValue": b64(spki(self.root)), "keyExpiration": milliseconds(ends)}
        return compact({"keys": [value | {"protocolVersion": name} for name in ("ECv1", "ECv2")]})

    def token(
        self,
        content: object,
        recipient_point: bytes,
        *,
        version: str = "ECv2",
        recipient_id: str = RECIPIENT,
        signer_ends: datetime = NOW + timedelta(days=7),
    ) -> str:
        message = compact(_sealed(compact(content).encode(), recipient_point, version))
        signer = self.intermediate if version == "ECv2" else self.root
        outer: dict[str, Any] = {
            "protocolVersion": version,
            "signature": _sign(signer, "Google", recipient_id, version, message),
            "signedMessage": message,
        }
        if version == "ECv2":
            signed_key = compact(
                {
                    "keyValue": b64(spki(self.intermediate)),
                    "keyExpiration": milliseconds(signer_ends),
                }
            )
            outer["intermediateSigningKey"] = {
                "signedKey": signed_key,
                "signatures": [_sign(self.root, "Google", version, signed_key)],
            }
        return compact(outer)


def _sealed(content: bytes, recipient_point: bytes, version: str) -> dict[str, str]:
    size = 32 if version == "ECv2" else 16
    ephemeral = new_key()
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), recipient_point)
    secret = point(ephemeral) + ephemeral.exchange(ec.ECDH(), theirs)
    keys = HKDF(hashes.SHA256(), 2 * size, bytes(32), b"Google").derive(secret)
    counter = Cipher(algorithms.AES(keys[:size]), modes.CTR(bytes(16))).encryptor()
    sealed = counter.update(content) + counter.finalize()
    return {
        "encryptedMessage": b64(sealed),
        "ephemeralPublicKey": b64(point(ephemeral)),
        "tag": b64(hmac.digest(keys[size:], sealed, "sha256")),
    }


def _sign(key: ec.EllipticCurvePrivateKey, *texts: str) -> str:
    message = b"".join(struct.pack("<I", len(text)) + text.encode() for text in texts)
    return b64(key.sign(message, ec.ECDSA(hashes.SHA256())))


LEAF_MARK = "1.2.840.113635.100.6.29"
INTERMEDIATE_MARK = "1.2.840.113635.100.6.2.14"


@dataclass
class Apple:
    """A practice authority: root, intermediate and leaf, with the marks that Apple's have."""

    leaf_mark: str = LEAF_MARK
    intermediate_mark: str = INTERMEDIATE_MARK
    leaf_ends: datetime = NOW + timedelta(days=365)
    leaf_is_authority: bool = False

    def __post_init__(self) -> None:
        self.root_key, self.intermediate_key, self.leaf_key = (
            ec.generate_private_key(ec.SECP384R1()),
            new_key(),
            new_key(),
        )
        far = NOW + timedelta(days=3_650)
        self.root = _certificate("Root", "Root", self.root_key, self.root_key, far, ca=True)
        self.intermediate = _certificate(
            "Between", "Root", self.intermediate_key, self.root_key, far,
            ca=True, mark=self.intermediate_mark,
        )  # fmt: skip
        self.leaf = _certificate(
            "Leaf", "Between", self.leaf_key, self.intermediate_key, self.leaf_ends,
            ca=self.leaf_is_authority, mark=self.leaf_mark,
        )  # fmt: skip

    def root_pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def token(
        self,
        content: object,
        recipient: ec.EllipticCurvePublicKey,
        *,
        merchant: str = MERCHANT,
        signed_at: datetime = NOW,
        transaction_id: str = "0a" * 32,
    ) -> dict[str, Any]:
        ephemeral = new_key()
        secret = ephemeral.exchange(ec.ECDH(), recipient)
        party = b"\x0did-aes256-GCM" + b"Apple" + hashlib.sha256(merchant.encode()).digest()
        key = ConcatKDFHash(hashes.SHA256(), 32, party).derive(secret)
        sealed = AESGCM(key).encrypt(bytes(16), compact(content).encode(), None)
        signed = spki(ephemeral) + sealed + bytes.fromhex(transaction_id)
        return {
            "version": "EC_v1",
            "data": b64(sealed),
            "signature": b64(self.cms(signed, signed_at=signed_at)),
            "header": {
                "ephemeralPublicKey": b64(spki(ephemeral)),
                "publicKeyHash": b64(hashlib.sha256(spki(recipient)).digest()),
                "transactionId": transaction_id,
            },
        }

    def cms(self, signed: bytes, *, signed_at: datetime = NOW, **changes: Any) -> bytes:
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["data"]},
                {"type": "signing_time", "values": [cms.Time({"utc_time": signed_at})]},
                {
                    "type": "message_digest",
                    "values": [hashlib.sha256(changes.get("digest_of", signed)).digest()],
                },
            ]
        )
        certificates = changes.get("certificates", [self.leaf, self.intermediate])
        leaf = asn1_x509.Certificate.load(self.leaf.public_bytes(Encoding.DER))
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": {
                        "issuer": leaf.issuer,
                        "serial_number": leaf.serial_number,
                    }
                }
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": changes.get("signer", self.leaf_key).sign(
                attributes.dump(), ec.ECDSA(hashes.SHA256())
            ),
        }
        data = cms.SignedData(
            {
                "version": "v1",
                "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
                "encap_content_info": {"content_type": "data"},
                "certificates": [
                    asn1_x509.Certificate.load(one.public_bytes(Encoding.DER))
                    for one in certificates
                ],
                "signer_infos": [signer],
            }
        )
        made: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
        return made


def _certificate(
    name: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    ends: datetime,
    *,
    ca: bool,
    mark: str = "",
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Practice {text}")])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=365))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if mark:
        null = core.Null().dump()
        builder = builder.add_extension(
            x509.UnrecognizedExtension(x509.ObjectIdentifier(mark), null), critical=False
        )
    return builder.sign(signer, hashes.SHA256())
