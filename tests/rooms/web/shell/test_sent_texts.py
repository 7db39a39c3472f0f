"""Card numbers and texts that cannot be stored get no further than the door."""

import json

import pytest
from django.test import Client

from fondaco.market.messaging.models import Message
from fondaco.market.web.shell import sent_texts

pytestmark = pytest.mark.django_db
CARD = "4000 0025 0000 3155"


def test_a_number_in_a_form_is_refused_in_words() -> None:
    answer = Client().post(
        "/account/signup/", {"display_name": f"Card {CARD}", "email": "a@b.example"}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "card number" in text
    assert "3155" not in text


def test_a_number_in_an_address_is_refused() -> None:
    answer = Client().get("/search/", {"q": CARD.replace(" ", "-")})
    assert answer.status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"text": CARD},
        {"lines": [{"note": "４０００００２５００００３１５５"}]},
        {"n": 4000002500003155},
    ],
)
def test_a_number_in_a_json_call_is_refused(body: object) -> None:
    answer = Client().post("/api/v1/cart", json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "card_number"
    found = [
        name for name, text in sent_texts._texts_in(body, "") if sent_texts._holds_card(name, text)
    ]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tracking_number", "4000002500003155"),
        ("q", "4006381333931"),
        ("text", "I ordered 38 39 40 41 42 43 44 45"),
        ("text", "My order FD-7K2M-9QPX-3 of 2026-11-24 12:30:15"),
        ("key", "40000025000031550000000000000000"),
    ],
)
def test_other_numbers_pass(name: str, text: str) -> None:
    assert not sent_texts._holds_card(name, text)


def test_a_character_that_no_text_can_hold_is_refused() -> None:
    answer = Client().post(
        "/api/v1/shop/application", {"name": "a\0b"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "text_unreadable")
    assert Client().get("/search/", {"q": "lamp\0"}).status_code == 422
