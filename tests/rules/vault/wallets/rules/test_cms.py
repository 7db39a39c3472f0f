"""The signature of an Apple Pay token: two marked certificates up to the root, one signer."""

import base64
import json
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest
from asn1crypto import cms as asn1
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from fondaco.vault.wallets.rules import apple
from fondaco.vault.wallets.rules.tokens import TokenRefused
from tests.rules.vault.wallets.rules import wallet_provider as provider
from tests.rules.vault.wallets.rules.wallet_provider import MERCHANT, NOW, Apple


@lru_cache(maxsize=1)
def made() -> tuple[Apple, ec.EllipticCurvePrivateKey, dict[str, Any]]:
    authority, own = Apple(), provider.new_key()
    return authority, own, authority.token(provider.apple_content(), own.public_key())


def open_token(token: dict[str, Any], **changes: Any) -> tuple[bytes, bytes]:
    authority, own, _ = made()
    told = {
        "root": authority.root,
        "recipient": apple.Recipient(MERCHANT, (own,)),
        "now": NOW,
    } | changes
    return apple.decrypt(json.dumps(token), **told)


def test_the_signature_may_be_written_with_indefinite_lengths() -> None:
    token = json.loads(json.dumps(made()[2]))
    data = base64.b64decode(token["signature"])
    assert data[:2] == b"\x30\x82"
    token["signature"] = provider.b64(b"\x30\x80" + data[4:] + b"\x00\x00")
    assert open_token(token)


def test_another_root_is_not_trusted() -> None:
    with pytest.raises(TokenRefused, match="signer_unknown"):
        open_token(made()[2], root=Apple().root)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"leaf_mark": "1.2.840.113635.100.6.30"}, "signer_unknown"),
        ({"intermediate_mark": "1.2.840.113635.100.6.2.15"}, "signer_unknown"),
        ({"leaf_mark": ""}, "signer_unknown"),
        ({"leaf_ends": NOW - timedelta(seconds=1)}, "signer_expired"),
        ({"leaf_is_authority": True}, "signer_unknown"),
    ],
)
def test_a_chain_that_is_not_as_apples_is_refused(changes: dict[str, Any], code: str) -> None:
    authority = Apple(**changes)
    token = authority.token(provider.apple_content(), made()[1].public_key())
    with pytest.raises(TokenRefused, match=code):
        open_token(token, root=authority.root)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"digest_of": b"something else"}, "signature_invalid"),
        ({"signer": provider.new_key()}, "signature_invalid"),
        ({"certificates": []}, "signer_unknown"),
    ],
)
def test_a_signature_over_something_else_is_refused(changes: dict[str, Any], code: str) -> None:
    authority, _, token = made()
    signed = (
        base64.b64decode(token["header"]["ephemeralPublicKey"])
        + base64.b64decode(token["data"])
        + bytes.fromhex(token["header"]["transactionId"])
    )
    signature = provider.b64(authority.cms(signed, **changes))
    with pytest.raises(TokenRefused, match=code):
        open_token(token | {"signature": signature})


def test_a_third_certificate_is_not_looked_through() -> None:
    authority, _, token = made()
    signature = authority.cms(
        b"x", certificates=[authority.leaf, authority.intermediate, authority.root]
    )
    with pytest.raises(TokenRefused, match="signer_unknown"):
        open_token(token | {"signature": provider.b64(signature)})


def test_a_signature_with_two_signers_is_refused() -> None:
    token = made()[2]
    info = asn1.ContentInfo.load(base64.b64decode(token["signature"]))
    signers = info["content"]["signer_infos"]
    signers.append(signers[0].copy())
    with pytest.raises(TokenRefused, match="token_malformed"):
        open_token(token | {"signature": provider.b64(info.dump(force=True))})


@given(data=st.binary(max_size=80))
def test_bytes_that_are_no_signature_are_refused_and_nothing_else_is_raised(data: bytes) -> None:
    with pytest.raises(TokenRefused):
        open_token(made()[2] | {"signature": provider.b64(data)})
