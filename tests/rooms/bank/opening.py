"""A shop that opens wallet tokens by itself: written from the published formats, apart from the
code that makes them."""

import base64
import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DER, X962 = serialization.Encoding.DER, serialization.Encoding.X962
SPKI = serialization.PublicFormat.SubjectPublicKeyInfo
POINT = serialization.PublicFormat.UncompressedPoint
ECDSA = ec.ECDSA(hashes.SHA256())


def unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def framed(*parts: bytes) -> bytes:
    return b"".join(struct.pack("<I", len(part)) + part for part in parts)


@dataclass
class Shop:
    """Publishes its keys, and opens what is made for them."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    recipient: str = "merchant:fondaco-market"
    merchant: str = "merchant.example.fondaco"

    def published(self) -> dict[str, Any]:
        public = self.key.public_key()
        point, spki = public.public_bytes(X962, POINT), public.public_bytes(DER, SPKI)
        return {
            "google_pay": {
                "public_key": base64.b64encode(point).decode(),
                "recipient_id": self.recipient,
            },
            "apple_pay": {
                "public_key": base64.b64encode(spki).decode(),
                "merchant_identifier": self.merchant,
            },
        }

    def open_google(self, token: str, roots: dict[str, Any]) -> Any:
        outer = json.loads(token)
        (entry,) = roots["keys"]
        root = serialization.load_der_public_key(unb64(entry["keyValue"]))
        assert isinstance(root, ec.EllipticCurvePublicKey)
        held = outer["intermediateSigningKey"]
        signed_key = held["signedKey"].encode()
        root.verify(unb64(held["signatures"][0]), framed(b"Google", b"ECv2", signed_key), ECDSA)
        middle = serialization.load_der_public_key(unb64(json.loads(signed_key)["keyValue"]))
        assert isinstance(middle, ec.EllipticCurvePublicKey)
        message = outer["signedMessage"].encode()
        signed = framed(b"Google", self.recipient.encode(), b"ECv2", message)
        middle.verify(unb64(outer["signature"]), signed, ECDSA)
        inner = json.loads(message)
        sealed = unb64(inner["encryptedMessage"])
        ephemeral = unb64(inner["ephemeralPublicKey"])
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), ephemeral)
        secret = self.key.exchange(ec.ECDH(), theirs)
        both = HKDF(hashes.SHA256(), 64, bytes(32), b"Google").derive(ephemeral + secret)
        mac = hmac.new(both[32:], sealed, hashlib.sha256).digest()
        assert mac == unb64(inner["tag"]), "the tag is wrong"
        decryptor = Cipher(algorithms.AES(both[:32]), modes.CTR(bytes(16))).decryptor()
        return json.loads(decryptor.update(sealed) + decryptor.finalize())

    def open_apple(self, token: str, root_pem: bytes) -> tuple[Any, dict[str, Any]]:
        """The content, and the signed attributes of the signature."""
        data = json.loads(token)
        header = data["header"]
        ephemeral, sealed = unb64(header["ephemeralPublicKey"]), unb64(data["data"])
        attributes = verify_cms(
            unb64(data["signature"]),
            ephemeral + sealed + bytes.fromhex(header["transactionId"]),
            x509.load_pem_x509_certificate(root_pem),
        )
        own = self.key.public_key().public_bytes(DER, SPKI)
        assert unb64(header["publicKeyHash"]) == hashlib.sha256(own).digest()
        theirs = serialization.load_der_public_key(ephemeral)
        assert isinstance(theirs, ec.EllipticCurvePublicKey)
        info = b"\x0did-aes256-GCM" + b"Apple" + hashlib.sha256(self.merchant.encode()).digest()
        secret = self.key.exchange(ec.ECDH(), theirs)
        key = ConcatKDFHash(hashes.SHA256(), 32, info).derive(secret)
        return json.loads(AESGCM(key).decrypt(bytes(16), sealed, None)), attributes


def verify_cms(signature: bytes, signed: bytes, root: x509.Certificate) -> dict[str, Any]:
    """Check a detached SignedData up to the root; the signed attributes' values by type."""
    content = cms.ContentInfo.load(signature)["content"]
    (signer,) = content["signer_infos"]
    leaf, middle = (x509.load_der_x509_certificate(each.dump()) for each in content["certificates"])
    leaf.verify_directly_issued_by(middle)
    middle.verify_directly_issued_by(root)
    marks = ("1.2.840.113635.100.6.29", "1.2.840.113635.100.6.2.14")
    for certificate, mark in zip((leaf, middle), marks, strict=True):
        certificate.extensions.get_extension_for_oid(x509.ObjectIdentifier(mark))
    attributes = {each["type"].native: each["values"][0].native for each in signer["signed_attrs"]}
    assert attributes["message_digest"] == hashlib.sha256(signed).digest()
    public = leaf.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signer["signature"].native, signer["signed_attrs"].untag().dump(), ECDSA)
    return attributes
