"""The detached CMS signature of an Apple Pay token (RFC 5652), up to a root on file.

One signer, SHA-256, ECDSA, and exactly the two certificates between signature and root. Apple
writes it in BER with indefinite lengths, so it is read as such.
"""

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, core
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    ExtensionNotFound,
    ObjectIdentifier,
    load_der_x509_certificate,
)

from fondaco.vault.wallets.rules.tokens import TokenRefused

LEAF_MARK = ObjectIdentifier("1.2.840.113635.100.6.29")
INTERMEDIATE_MARK = ObjectIdentifier("1.2.840.113635.100.6.2.14")

MALFORMED = "token_malformed"
UNKNOWN = "signer_unknown"
INVALID = "signature_invalid"


def verify(signature: bytes, *, signed: bytes, root: Certificate, now: datetime) -> datetime:
    """When ``signed`` was signed, by a leaf that leads to ``root``; raises :class:`TokenRefused`.

    The certificates must be good at ``now``.
    """
    try:
        return _verified(signature, signed, root, now)
    except TokenRefused:
        raise
    except Exception:  # the parsers raise whatever their fields meet in bytes of no known shape
        raise TokenRefused(MALFORMED) from None


def _verified(signature: bytes, signed: bytes, root: Certificate, now: datetime) -> datetime:
    content, signer = _parse(signature)
    certificates = _certificates(content)
    leaf = _leaf(certificates)
    _check_chain(leaf, next(one for one in certificates if one is not leaf), root, now)
    named = signer["sid"].chosen
    if (named["issuer"].dump(), named["serial_number"].native) != (
        leaf.issuer.public_bytes(),
        leaf.serial_number,
    ):
        raise TokenRefused(UNKNOWN)
    if signer["signature_algorithm"]["algorithm"].native != "sha256_ecdsa":
        raise TokenRefused("algorithm_refused")
    attributes = _attributes(signer)
    if not hmac.compare_digest(hashlib.sha256(signed).digest(), attributes["message_digest"]):
        raise TokenRefused(INVALID)
    # What is signed is the set itself, not the tag it has in its place (RFC 5652, 5.4).
    covered = b"\x31" + bytes(signer["signed_attrs"].dump()[1:])
    _check_signature(leaf, bytes(signer["signature"].native), covered)
    moment: datetime = attributes["signing_time"]
    return moment.astimezone(UTC)


def _parse(signature: bytes) -> tuple[Any, Any]:
    info = cms.ContentInfo.load(signature, strict=True)
    if info["content_type"].native != "signed_data":
        raise TokenRefused(MALFORMED)
    content = info["content"]
    signers = content["signer_infos"]
    detached = content["encap_content_info"]["content"].native is None
    plain = content["encap_content_info"]["content_type"].native == "data"
    if len(signers) != 1 or not detached or not plain or len(content["digest_algorithms"]) != 1:
        raise TokenRefused(MALFORMED)
    signer = signers[0]
    for named in (content["digest_algorithms"][0], signer["digest_algorithm"]):
        # Neither is signed over, so each is held to the two ways in which it may be written.
        if named["parameters"].dump() not in {b"", b"\x05\x00"}:
            raise TokenRefused(MALFORMED)
        if named["algorithm"].native != "sha256":
            raise TokenRefused("algorithm_refused")
    if content["version"].native != "v1" or signer["version"].native != "v1":
        raise TokenRefused(MALFORMED)
    if content["crls"].native is not None or signer["unsigned_attrs"].native is not None:
        raise TokenRefused(MALFORMED)
    if signer["sid"].name != "issuer_and_serial_number":
        raise TokenRefused(MALFORMED)
    return content, signer


def _certificates(content: Any) -> tuple[Certificate, Certificate]:
    listed = [one.chosen for one in content["certificates"]]
    # A signature has whole bytes: with bits left out, one certificate could be written in two ways.
    if len(listed) != 2 or any(one["signature_value"].contents[:1] != b"\0" for one in listed):
        raise TokenRefused(UNKNOWN)
    held = [load_der_x509_certificate(one.dump()) for one in listed]
    return held[0], held[1]


def _leaf(certificates: tuple[Certificate, Certificate]) -> Certificate:
    marked = [one for one in certificates if _has(one, LEAF_MARK)]
    between = [one for one in certificates if _has(one, INTERMEDIATE_MARK)]
    if len(marked) != 1 or len(between) != 1 or marked == between:
        raise TokenRefused(UNKNOWN)
    return marked[0]


def _has(certificate: Certificate, mark: ObjectIdentifier) -> bool:
    try:
        certificate.extensions.get_extension_for_oid(mark)
    except ExtensionNotFound:
        return False
    return True


def _attributes(signer: Any) -> dict[str, Any]:
    """The signed attributes that matter, each exactly once with one value."""
    found: dict[str, Any] = {}
    for attribute in signer["signed_attrs"]:
        name = attribute["type"].native
        if name in found or len(attribute["values"]) != 1:
            raise TokenRefused(MALFORMED)
        value = attribute["values"][0]
        found[name] = None if isinstance(value, core.Any) else value.native
    if found.get("content_type") != "data":
        raise TokenRefused(MALFORMED)
    if not isinstance(found.get("message_digest"), bytes):
        raise TokenRefused(MALFORMED)
    if not isinstance(found.get("signing_time"), datetime):
        raise TokenRefused(MALFORMED)
    return found


def _check_chain(
    leaf: Certificate, intermediate: Certificate, root: Certificate, now: datetime
) -> None:
    for certificate in (leaf, intermediate, root):
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise TokenRefused("signer_expired")
    for issued, issuer in ((leaf, intermediate), (intermediate, root)):
        if issued.issuer != issuer.subject or not _may_sign(issuer):
            raise TokenRefused(UNKNOWN)
        try:
            issued.verify_directly_issued_by(issuer)
        except (InvalidSignature, ValueError, TypeError):
            raise TokenRefused(UNKNOWN) from None
    if _may_sign(leaf):
        raise TokenRefused(UNKNOWN)


def _may_sign(certificate: Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(BasicConstraints).value.ca
    except (ExtensionNotFound, ValueError):
        return False


def _check_signature(leaf: Certificate, signature: bytes, covered: bytes) -> None:
    key = leaf.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TokenRefused("algorithm_refused")
    try:
        key.verify(signature, covered, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise TokenRefused(INVALID) from None
