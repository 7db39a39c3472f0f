"""Apple Pay tokens: a chain to the root, a fresh signature, the right recipient, or nothing."""

import base64
import json
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import example, given
from hypothesis import strategies as st

from fondaco.vault.wallets.rules import apple
from fondaco.vault.wallets.rules.tokens import TokenRefused
from tests.rules.vault.wallets.rules import wallet_provider as provider
from tests.rules.vault.wallets.rules.wallet_provider import MERCHANT, NOW, Apple

pytestmark = pytest.mark.filterwarnings(
    # A flipped bit may make a serial number negative, of which the parser warns.
    "ignore::cryptography.utils.CryptographyDeprecationWarning"
)


@lru_cache(maxsize=1)
def made() -> tuple[Apple, ec.EllipticCurvePrivateKey, dict[str, Any]]:
    authority, own = Apple(), provider.new_key()
    return authority, own, authority.token(provider.apple_content(), own.public_key())


def open_token(token: object, **changes: Any) -> tuple[bytes, bytes]:
    authority, own, _ = made()
    told = {
        "root": authority.root,
        "recipient": apple.Recipient(MERCHANT, (own,)),
        "now": NOW,
    } | changes
    return apple.decrypt(token if isinstance(token, str) else json.dumps(token), **told)


def test_a_token_opens_bare_and_as_the_browser_wraps_it() -> None:
    token = made()[2]
    for shape in (token, {"paymentData": token, "transactionIdentifier": "x"}):
        payment = apple.read(*open_token(shape), now=NOW)
        assert (payment.number, payment.expiry_month, payment.expiry_year) == (
            "4242424242424242",
            9,
            2028,
        )
        assert (payment.amount_minor, payment.currency_numeric, payment.eci) == (8390, "978", "05")
        assert payment.token_id == "0a" * 32


def test_a_signature_older_or_newer_than_five_minutes_is_refused() -> None:
    for away in (-5, 5):
        assert open_token(made()[2], now=NOW + timedelta(minutes=away))
        with pytest.raises(TokenRefused, match="message_expired"):
            open_token(made()[2], now=NOW + timedelta(minutes=away, seconds=away))


def test_a_token_for_another_merchant_or_key_is_refused() -> None:
    _, own, token = made()
    with pytest.raises(TokenRefused, match="tag_invalid"):
        open_token(token, recipient=apple.Recipient("merchant.example.other", (own,)))
    with pytest.raises(TokenRefused, match="recipient_unknown"):
        open_token(token, recipient=apple.Recipient(MERCHANT, (provider.new_key(),)))


def test_a_token_opens_with_any_private_key_still_taken() -> None:
    _, own, token = made()
    assert open_token(token, recipient=apple.Recipient(MERCHANT, (provider.new_key(), own)))


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8 % len(changed)] ^= 1 << bit % 8
    return bytes(changed)


PARTS = ("data", "signature", "ephemeralPublicKey", "publicKeyHash", "transactionId")


@given(part=st.sampled_from(PARTS), bit=st.integers(0, 12_000))
@example(part="signature", bit=41 * 8)
@example(part="signature", bit=865 * 8)
def test_any_flipped_bit_of_any_part_is_refused(part: str, bit: int) -> None:
    token = json.loads(json.dumps(made()[2]))
    holder = token if part in token else token["header"]
    if part == "transactionId":
        holder[part] = flipped(bytes.fromhex(holder[part]), bit).hex()
    else:
        holder[part] = provider.b64(flipped(base64.b64decode(holder[part]), bit))
    with pytest.raises(TokenRefused):
        open_token(token)


@given(bit=st.integers(0, 30_000))
def test_any_flipped_bit_of_the_text_is_refused(bit: int) -> None:
    data = flipped(provider.compact(made()[2]).encode(), bit)
    with pytest.raises(TokenRefused):
        open_token(data.decode("utf-8", "surrogateescape"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(at=st.sampled_from(["version", "data", "signature", "header", "paymentData"]), value=JSON)
def test_any_other_value_in_a_part_is_refused_and_nothing_else_is_raised(
    at: str, value: object
) -> None:
    with pytest.raises(TokenRefused):
        open_token(made()[2] | {at: value})


@given(changes=st.dictionaries(st.sampled_from(sorted(provider.apple_content())), JSON, min_size=1))
def test_content_of_another_shape_is_refused_or_read_and_nothing_else_is_raised(
    changes: dict[str, Any],
) -> None:
    content = json.dumps(provider.apple_content() | changes).encode()
    told = ""
    try:
        apple.read(content, b"1", now=NOW)
    except TokenRefused as refused:
        told = refused.code
    assert told in {"", "content_malformed", "method_refused"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paymentDataType": "EMV"}, "method_refused"),
        ({"transactionAmount": "8390"}, "content_malformed"),
        ({"transactionAmount": True}, "content_malformed"),
        ({"applicationExpirationDate": "0928"}, "content_malformed"),
        ({"paymentData": {"onlinePaymentCryptogram": ""}}, "content_malformed"),
    ],
)
def test_a_card_that_is_told_wrongly_is_refused(changes: dict[str, Any], code: str) -> None:
    content = json.dumps(provider.apple_content(**changes)).encode()
    with pytest.raises(TokenRefused, match=code):
        apple.read(content, b"1", now=NOW)
