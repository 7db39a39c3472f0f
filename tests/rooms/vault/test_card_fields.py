"""What the card fields take, what they refuse, and that nothing stays of what they refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from fondaco.kernel import clock
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.fields import encryption_keys
from fondaco.vault.fields.rules import MOST_CARDS, MOST_TRIES
from tests.rooms.vault import callers
from tests.rooms.vault.callers import CARD

Open = Callable[..., str]
Enter = Callable[..., Any]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("number", "4242424242424241", "number_check_digit"),
        ("number", "424242424242", "number_too_short"),
        ("number", "42424242424242424242", "number_too_long"),
        ("number", "4242abcd42424242", "number_not_digits"),
        ("number", "4242\u200f424242424242", "number_hidden_characters"),
        ("number", "9999999999999995", "number_brand_unknown"),
        ("expiry", "10/26", "expiry_past"),
        ("expiry", "soon", "expiry_not_a_date"),
        ("security_code", "12", "code_not_3_digits"),
        ("name", "", "name_missing"),
    ],
)
def test_a_faulty_entry_is_named_and_not_stored(
    open_session: Open, enter: Enter, field: str, value: str, code: str
) -> None:
    answer = enter(open_session(), CARD | {field: value})
    assert answer.status_code == 422
    body = answer.json()
    assert body["codes"] == {field: code}
    assert body["errors"][field]
    assert not Card.objects.exists()
    assert not SecurityCode.objects.exists()
    if value:
        assert value not in answer.content.decode()


def test_a_person_may_correct_an_entry_in_the_same_session(
    open_session: Open, enter: Enter
) -> None:
    handle = open_session()
    assert enter(handle, CARD | {"expiry": "1"}).status_code == 422
    assert enter(handle).status_code == 200


def test_a_used_session_takes_no_second_card(open_session: Open, enter: Enter) -> None:
    handle = open_session()
    assert enter(handle).status_code == 200
    again = enter(handle)
    assert (again.status_code, again.json()["code"]) == (409, "session_used")
    assert Card.objects.count() == 1


def test_a_message_replayed_into_another_session_is_refused(
    client: Client, open_session: Open, jwks: dict[str, Any]
) -> None:
    compact = callers.sealed(open_session(), CARD, jwks)
    answer = client.post(
        f"/fields/{open_session()}/card", {"jwe": compact}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "session_differs")
    assert not Card.objects.exists()


def test_a_message_replayed_into_its_own_session_finds_it_used(
    client: Client, open_session: Open, jwks: dict[str, Any]
) -> None:
    handle = open_session()
    told = {"jwe": callers.sealed(handle, CARD, jwks)}
    first = client.post(f"/fields/{handle}/card", told, content_type="application/json")
    assert first.status_code == 200
    again = client.post(f"/fields/{handle}/card", told, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "session_used")
    assert (Card.objects.count(), SecurityCode.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[]", "message_missing"),
        (b'{"jwe": 5}', "message_missing"),
        (b'{"jwe": "a.b.c.d.e"}', "message_malformed"),
        (b'{"jwe": "' + b"A" * 5_000 + b'"}', "message_too_large"),
        (b"[" * 5_000, "message_malformed"),
        (b"A" * 200_000, "message_too_large"),
        (b"\xff\xfe", "message_malformed"),
    ],
)
def test_what_is_no_message_is_refused_in_words(
    client: Client, open_session: Open, body: bytes, code: str
) -> None:
    answer = client.post(f"/fields/{open_session()}/card", body, content_type="application/json")
    assert answer.status_code in (400, 413)
    assert answer.json()["code"] == code
    assert "Nothing was stored" in answer.json()["message"]


def test_a_plain_form_of_any_size_is_answered_in_words(client: Client, open_session: Open) -> None:
    answer = client.post(f"/fields/{open_session()}/card", CARD | {"name": "x" * 200_000})
    assert answer.status_code in (413, 422)
    assert b"<h1>" in answer.content


def test_an_unknown_key_is_refused_and_a_replaced_one_is_taken_for_a_while(
    client: Client, open_session: Open, jwks: dict[str, Any], enter: Enter
) -> None:
    stranger = enter(open_session(), None, kid="someone-elses")
    assert (stranger.status_code, stranger.json()["code"]) == (400, "key_unknown")

    handle = open_session()
    encryption_keys.make_key(replace=True)
    assert client.get("/.well-known/jwks.json").json() != jwks
    assert enter(handle).status_code == 200
    with clock.frozen_real(clock.real_now() + timedelta(hours=3)):
        assert encryption_keys.remove_old_keys() == 1
        (left,) = encryption_keys.listed()
        assert encryption_keys.private_key(left.kid) is not None
        assert encryption_keys.private_key(str(jwks["keys"][0]["kid"])) is None


def test_the_published_key_has_no_private_half(jwks: dict[str, Any]) -> None:
    assert set(jwks["keys"][0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_an_expired_session_takes_nothing(open_session: Open, client: Client) -> None:
    handle = open_session()
    with clock.frozen_real(clock.real_now() + timedelta(minutes=31)):
        assert client.get(f"/fields/{handle}").status_code == 410
        answer = client.post(f"/fields/{handle}/card", CARD)
        assert answer.status_code == 410
    assert not Card.objects.exists()


def test_a_session_bears_a_few_faulty_tries_and_no_more(open_session: Open, enter: Enter) -> None:
    handle = open_session()
    for _ in range(MOST_TRIES):
        assert enter(handle, CARD | {"number": "4242424242424241"}).status_code == 422
    refused = enter(handle)
    assert (refused.status_code, refused.json()["code"]) == (429, "session_tries_used_up")
    assert not Card.objects.exists()


def test_an_unknown_session_is_refused_in_words(client: Client, vault: None) -> None:
    assert client.get("/fields/nonsense").status_code == 404
    assert client.post("/fields/nonsense/card", CARD).status_code == 404
    answer = client.post("/fields/nonsense/card", "{}", content_type="application/json")
    assert answer.json()["code"] == "session_unknown"


def test_the_plain_form_takes_a_card_and_goes_back_to_the_checkout(
    client: Client, open_session: Open
) -> None:
    handle = open_session(return_url=f"{callers.MARKET}/checkout/1/?step=card")
    answer = client.post(f"/fields/{handle}/card", CARD)
    assert answer.status_code == 303
    token = Card.objects.get().token
    assert answer["Location"] == f"{callers.MARKET}/checkout/1/?step=card&card_token={token}"


def test_the_plain_form_names_faults_and_sends_no_number_back(
    client: Client, open_session: Open
) -> None:
    answer = client.post(f"/fields/{open_session()}/card", CARD | {"number": "4242424242424241"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "typing error" in text
    assert 'value="Ana Ruiz"' in text
    assert "4242424242424241" not in text
    assert 'value="123"' not in text


def test_the_frame_may_stand_in_the_sessions_origin_only(
    client: Client, open_session: Open
) -> None:
    handle = open_session()
    frame = client.get(f"/fields/{handle}")
    policy = frame["Content-Security-Policy"]
    assert f"frame-ancestors {callers.MARKET}" in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert (
        "'none'"
        in client.get(f"/fields/{handle}/page")["Content-Security-Policy"].split("frame-ancestors")[
            1
        ]
    )
    assert frame["Cache-Control"] == "no-store"
    assert frame["Referrer-Policy"] == "no-referrer"
    assert not frame.cookies


def test_every_script_of_a_card_page_is_external_and_integrity_checked(
    client: Client, open_session: Open
) -> None:
    text = client.get(f"/fields/{open_session()}").content.decode()
    scripts = [part.split(">")[0] for part in text.split("<script")[1:]]
    running = [attributes for attributes in scripts if "application/json" not in attributes]
    assert len(running) == 1
    assert 'src="/static/fields/card.js' in running[0]
    assert 'integrity="sha384-' in running[0]
    assert " style=" not in text
    assert " onclick" not in text


@pytest.mark.parametrize("name", ["cc-number", "cc-exp", "cc-csc", "cc-name"])
def test_the_fields_can_be_filled_by_the_browser(
    client: Client, open_session: Open, name: str
) -> None:
    assert f'autocomplete="{name}"' in client.get(f"/fields/{open_session()}").content.decode()


def test_a_used_session_shows_its_card_and_no_fields(
    client: Client, open_session: Open, enter: Enter
) -> None:
    handle = open_session()
    enter(handle)
    text = client.get(f"/fields/{handle}").content.decode()
    assert "•••• 4242" in text
    assert "<form" not in text


def test_the_code_of_a_stored_card_can_be_asked_for_alone(
    token: str, open_session: Open, enter: Enter, client: Client
) -> None:
    SecurityCode.objects.all().delete()
    Card.objects.update(code_state="wanted")
    handle = open_session(card_token=token)
    text = client.get(f"/fields/{handle}").content.decode()
    assert 'id="number"' not in text
    assert enter(handle, {"security_code": "12"}).json()["codes"] == {
        "security_code": "code_not_3_digits"
    }
    answer = enter(handle, {"security_code": "321"})
    assert (answer.status_code, answer.json()["token"]) == (200, token)
    assert Card.objects.count() == 1
    assert Card.objects.get().code_state == "held"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"origin": "https://evil.example"}, "origin"),
        ({"return_url": "https://evil.example/"}, "return_url"),
        ({"amount_minor": 0}, "amount_minor"),
        ({"amount_minor": "8390"}, "amount_minor"),
        ({"currency": "XXX"}, "currency"),
        ({"payee": ""}, "payee"),
        ({"payee": "x" * 41}, "payee"),
        ({"checkout_id": None}, "checkout_id"),
    ],
)
def test_a_session_that_cannot_be_is_refused_by_field(
    market: callers.Caller, changes: dict[str, Any], field: str
) -> None:
    status, body = market.post("/v1/field-sessions", callers.session_body(**changes))
    assert (status, body["field"]) == (422, field)


def test_a_checkout_that_brings_card_after_card_gets_no_more_fields(
    market: callers.Caller, open_session: Open, enter: Enter
) -> None:
    for _ in range(MOST_CARDS):
        assert enter(open_session()).status_code == 200
    status, body = market.post("/v1/field-sessions", callers.session_body())
    assert (status, body["code"]) == (429, "checkout_too_many_cards")
    assert market.post("/v1/field-sessions", callers.session_body(checkout_id="other"))[0] == 200


def test_the_page_asks_the_database_little(
    client: Client,
    open_session: Open,
    enter: Enter,
    django_assert_max_num_queries: Callable[..., Any],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    handle = open_session()
    with django_assert_max_num_queries(1):
        client.get(f"/fields/{handle}")
    # Keys are kept once what they were read with is committed.
    with django_capture_on_commit_callbacks(execute=True):
        enter(open_session())
        enter(open_session())
    with django_assert_max_num_queries(7):  # two of them the test's savepoint
        assert enter(handle).status_code == 200


def test_no_number_or_code_stands_in_the_database_a_log_or_a_trace(
    token: str, authenticated: Callable[..., str], caplog: pytest.LogCaptureFixture
) -> None:
    authenticated(token)
    written = connection.connection.serialize() if connection.vendor == "sqlite" else b""
    everything = written + caplog.text.encode()
    assert token.encode() in everything or connection.vendor != "sqlite"
    for canary in (b"4242424242424242", b"Ana Ruiz", b"AAECAwQFBgcICQoLDA0ODxAREhM="):
        assert canary not in everything
