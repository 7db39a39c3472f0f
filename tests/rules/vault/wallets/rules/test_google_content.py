"""What a Google Pay token held: read, or refused for its shape, its time or its method."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.vault.wallets.rules import google_content
from fondaco.vault.wallets.rules.tokens import TokenRefused
from tests.rules.vault.wallets.rules import wallet_provider as provider
from tests.rules.vault.wallets.rules.wallet_provider import NOW

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(
    changes=st.dictionaries(st.sampled_from(sorted(provider.google_content())), JSON, min_size=1)
)
def test_content_of_another_shape_is_refused_or_read_and_nothing_else_is_raised(
    changes: dict[str, Any],
) -> None:
    content = json.dumps(provider.google_content() | changes).encode()
    told = ""
    try:
        google_content.read(content, now=NOW)
    except TokenRefused as refused:
        told = refused.code
    assert told in {"", "content_malformed", "message_expired", "method_refused"}


def test_a_message_is_good_until_its_end() -> None:
    content = json.dumps(provider.google_content()).encode()
    assert google_content.read(content, now=NOW + timedelta(minutes=9)).token_id == "message-1"
    with pytest.raises(TokenRefused, match="message_expired"):
        google_content.read(content, now=NOW + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"cryptogram": ""}, "content_malformed"),
        ({"cryptogram": "<script>"}, "content_malformed"),
        ({"authMethod": "OTHER"}, "method_refused"),
        ({"expirationMonth": "09"}, "content_malformed"),
        ({"expirationYear": True}, "content_malformed"),
        ({"pan": 4242424242424242}, "content_malformed"),
    ],
)
def test_a_card_that_is_told_wrongly_is_refused(details: dict[str, Any], code: str) -> None:
    content = json.dumps(provider.google_content(**details)).encode()
    with pytest.raises(TokenRefused, match=code):
        google_content.read(content, now=NOW)


def test_the_first_versions_device_number_is_read() -> None:
    message = provider.google_content() | {
        "paymentMethod": "TOKENIZED_CARD",
        "paymentMethodDetails": {
            "dpan": "4242424242424242",
            "expirationMonth": 9,
            "expirationYear": 2028,
            "authMethod": "3DS",
            "3dsCryptogram": provider.b64(b"x" * 20),
            "3dsEciIndicator": "05",
        },
    }
    payment = google_content.read(json.dumps(message).encode(), now=NOW)
    assert (payment.number, payment.eci, bool(payment.cryptogram)) == (
        "4242424242424242",
        "05",
        True,
    )
