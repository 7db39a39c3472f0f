"""Google Pay tokens: the published ones open, and whatever is changed in one is refused."""

import base64
import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_private_key
from hypothesis import example, given
from hypothesis import strategies as st

from fondaco.vault.wallets.rules import google, google_content
from fondaco.vault.wallets.rules.tokens import TokenRefused
from tests.rules.vault.wallets.rules import wallet_provider as provider
from tests.rules.vault.wallets.rules.wallet_provider import NOW, Google

VECTORS = Path(__file__).parents[4] / "vectors" / "googlepay"
TINK = json.loads((VECTORS / "tink_ecv1.json").read_text())
YOYO = json.loads((VECTORS / "yoyo_ecv2.json").read_text())


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    key = load_der_private_key(base64.b64decode(text), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def open_yoyo(case: str, *, now: datetime = NOW, **changes: Any) -> bytes:
    told = {
        "roots": google.root_keys(json.dumps({"keys": YOYO["root_signing_keys"]})),
        "private_keys": [private_key(YOYO["merchant_private_key_pkcs8_b64"])],
        "recipient_id": YOYO["recipient_id"],
        "now": now,
    } | changes
    return google.decrypt(json.dumps(YOYO["cases"][case]["token"]), **told)


def test_the_published_ecv1_token_opens_where_that_version_is_let_in() -> None:
    key = {"keyValue": TINK["google_ecv1_verifying_key_spki_b64"], "protocolVersion": "ECv1"}
    told: dict[str, Any] = {
        "roots": google.root_keys(json.dumps({"keys": [key]})),
        "private_keys": [private_key(TINK["merchant_private_key_pkcs8_b64"])],
        "recipient_id": TINK["recipient_id"],
        "now": NOW,
    }
    token = json.dumps(TINK["token"])
    assert google.decrypt(token, versions=("ECv1",), **told).decode() == TINK["plaintext"]
    with pytest.raises(TokenRefused, match="version_refused"):
        google.decrypt(token, **told)


def test_the_published_ecv2_token_opens() -> None:
    content = open_yoyo("encrypted_token")
    assert json.loads(content) == YOYO["expected_decrypted"]
    payment = google_content.read(content, now=NOW)
    assert (payment.number, payment.expiry_month, payment.expiry_year) == (
        "4111111111111111",
        12,
        2026,
    )
    assert payment.cryptogram == ""


def test_the_published_plain_text_opens() -> None:
    assert open_yoyo("encrypted_plaintext") == b"plaintext"


def test_the_published_expired_message_is_refused() -> None:
    content = open_yoyo("encrypted_expired_token")
    with pytest.raises(TokenRefused, match="message_expired"):
        google_content.read(content, now=NOW)
    assert google_content.read(content, now=datetime(1999, 12, 31, tzinfo=UTC)).number


def test_the_published_wrong_tag_is_refused() -> None:
    with pytest.raises(TokenRefused, match="tag_invalid"):
        open_yoyo("encrypted_invalid_tag")


def test_the_published_expired_intermediate_key_is_refused_after_its_end_only() -> None:
    case = "encrypted_google_pay_token_with_expired_intermediate_signature"
    with pytest.raises(TokenRefused, match="signer_expired"):
        open_yoyo(case)
    assert open_yoyo(case, now=datetime(2013, 1, 1, tzinfo=UTC)).startswith(b"{")


def test_a_token_for_another_recipient_or_key_is_refused() -> None:
    with pytest.raises(TokenRefused, match="signature_invalid"):
        open_yoyo("encrypted_token", recipient_id="merchant:other")
    with pytest.raises(TokenRefused, match="tag_invalid"):
        open_yoyo("encrypted_token", private_keys=[provider.new_key()])


@lru_cache(maxsize=1)
def made() -> tuple[Google, ec.EllipticCurvePrivateKey, dict[str, Any]]:
    signer, own = Google(), provider.new_key()
    token = signer.token(provider.google_content(), provider.point(own))
    return signer, own, json.loads(token)


def open_made(token: str, *, now: datetime = NOW, **changes: Any) -> bytes:
    signer, own, _ = made()
    told = {
        "roots": google.root_keys(signer.keys_json()),
        "private_keys": [own],
        "recipient_id": provider.RECIPIENT,
        "now": now,
    } | changes
    return google.decrypt(token, **told)


@pytest.mark.parametrize("version", ["ECv1", "ECv2"])
def test_a_token_opens_with_any_private_key_still_taken(version: str) -> None:
    signer, own, _ = made()
    token = signer.token(provider.google_content(), provider.point(own), version=version)
    content = open_made(token, private_keys=[provider.new_key(), own], versions=("ECv1", "ECv2"))
    payment = google_content.read(content, now=NOW)
    assert (payment.cryptogram, payment.eci) == (provider.b64(b"cryptogram of 20 byt"), "05")
    assert payment.amount_minor is None


def test_a_root_that_has_expired_vouches_for_nobody() -> None:
    signer, _, token = made()
    ended = google.root_keys(signer.keys_json(ends=NOW))
    with pytest.raises(TokenRefused, match="signer_unknown"):
        open_made(json.dumps(token), roots=ended)


def test_a_stranger_who_signs_is_refused() -> None:
    _, own, _ = made()
    token = Google().token(provider.google_content(), provider.point(own))
    with pytest.raises(TokenRefused, match="signer_unknown"):
        open_made(token)


def test_an_ecv1_token_is_not_let_in_by_an_intermediate_key_of_its_own() -> None:
    signer, own, _ = made()
    token = json.loads(signer.token(provider.google_content(), provider.point(own)))
    token["protocolVersion"] = "ECv1"
    with pytest.raises(TokenRefused, match="signature_invalid"):
        open_made(json.dumps(token), versions=("ECv1", "ECv2"))


def test_an_ecv2_root_without_an_end_is_no_root() -> None:
    key = {"keyValue": provider.b64(provider.spki(made()[0].root)), "protocolVersion": "ECv2"}
    assert google.root_keys(json.dumps({"keys": [key]})) == ()


def flipped(text: str, bit: int) -> str:
    data = bytearray(base64.b64decode(text))
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    return base64.b64encode(data).decode()


PARTS = ("signature", "signedKey", "key signature", "encryptedMessage", "ephemeralPublicKey", "tag")


@given(part=st.sampled_from(PARTS), bit=st.integers(0, 10_000))
def test_any_flipped_bit_of_any_part_is_refused(part: str, bit: int) -> None:
    token = json.loads(json.dumps(made()[2]))
    signer = token["intermediateSigningKey"]
    if part == "signature":
        token["signature"] = flipped(token["signature"], bit)
    elif part == "key signature":
        signer["signatures"] = [flipped(signer["signatures"][0], bit)]
    elif part == "signedKey":
        content = json.loads(signer["signedKey"])
        content["keyValue"] = flipped(content["keyValue"], bit)
        signer["signedKey"] = provider.compact(content)
    else:
        message = json.loads(token["signedMessage"])
        message[part] = flipped(message[part], bit)
        token["signedMessage"] = provider.compact(message)
    with pytest.raises(TokenRefused):
        open_made(json.dumps(token))


@given(bit=st.integers(0, 30_000))
def test_any_flipped_bit_of_the_text_is_refused(bit: int) -> None:
    data = bytearray(provider.compact(made()[2]).encode())
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    with pytest.raises(TokenRefused):
        open_made(data.decode("utf-8", "surrogateescape"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(at=st.sampled_from(sorted(made()[2])), value=JSON)
@example(at="signedMessage", value="\ud800")
@example(at="signedMessage", value="[" * 5_000)
def test_any_other_value_in_a_part_is_refused_and_nothing_else_is_raised(
    at: str, value: object
) -> None:
    with pytest.raises(TokenRefused):
        open_made(json.dumps(made()[2] | {at: value}))


@given(text=st.text(max_size=60) | st.binary(max_size=60).map(lambda b: b.decode("latin-1")))
@example(text="[" * 9_000)
@example(text='{"protocolVersion": "ECv2", "protocolVersion": "ECv2"}')
@example(text="9" * 30_000)
def test_what_is_no_token_is_refused_and_nothing_else_is_raised(text: str) -> None:
    with pytest.raises(TokenRefused):
        open_made(text)
