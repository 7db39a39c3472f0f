"""The certificates that stand behind practice Apple Pay tokens: root, intermediate, leaf.

Signed deterministically and dated fixedly, so that each process has the very same ones.
"""

from datetime import UTC, datetime
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from fondaco.bank.wallet.keys import signing_key

LEAF_MARK = x509.ObjectIdentifier("1.2.840.113635.100.6.29")
INTERMEDIATE_MARK = x509.ObjectIdentifier("1.2.840.113635.100.6.2.14")
DER_NULL = b"\x05\x00"
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=2)
def root(line: str = "apple") -> x509.Certificate:
    """The self-signed root. ``line`` other than ``apple`` is one that nobody trusts."""
    name = _name("Practice Root CA G3")
    return _certificate(f"{line}-root", name, f"{line}-root", name, mark=None, depth=1)


@lru_cache(maxsize=2)
def chain(line: str = "apple") -> tuple[x509.Certificate, x509.Certificate]:
    """The leaf that signs tokens, and the intermediate above it."""
    middle = _name("Practice Application Integration CA G3")
    above = _certificate(
        f"{line}-middle",
        middle,
        f"{line}-root",
        root(line).subject,
        mark=INTERMEDIATE_MARK,
        depth=0,
    )
    leaf = _certificate(
        f"{line}-leaf",
        _name("Practice Payment Processor"),
        f"{line}-middle",
        middle,
        mark=LEAF_MARK,
        depth=None,
    )
    return leaf, above


def root_pem() -> bytes:
    """The root as it is published."""
    return root().public_bytes(Encoding.PEM)


def _certificate(
    key: str,
    subject: x509.Name,
    issuer_key: str,
    issuer: x509.Name,
    *,
    mark: x509.ObjectIdentifier | None,
    depth: int | None,
) -> x509.Certificate:
    """``depth`` is the path length of an authority, None for a leaf."""
    public = signing_key(key).public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(int.from_bytes(key.encode()[:16]))
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=depth is not None, path_length=depth), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(
                signing_key(issuer_key).public_key()
            ),
            False,
        )
        .add_extension(_usage(signs_certificates=depth is not None), True)
    )
    if mark is not None:
        builder = builder.add_extension(x509.UnrecognizedExtension(mark, DER_NULL), False)
    return builder.sign(signing_key(issuer_key), hashes.SHA256(), ecdsa_deterministic=True)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Banca Rialto, practice only"),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "IT"),
        ]
    )
