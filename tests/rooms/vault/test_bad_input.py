"""Bad input at the browser's door and at the market's: a clear word, and not one row more."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from fondaco.money.amount import MAX_AMOUNT_MINOR
from fondaco.vault.fields.models import FieldSession
from fondaco.vault.threeds_server.models import RangeList
from tests.rooms.vault import callers
from tests.rooms.vault.bad_messages import NAMES, all_of
from tests.rooms.vault.callers import CARD
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory

Open = Callable[..., str]
Enter = Callable[..., Any]


def rows() -> dict[str, int]:
    """How many rows every table of the vault has."""
    return {model.__name__: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def handle(open_session: Open) -> str:
    return open_session()


@pytest.fixture
def nothing_stored(handle: str) -> Iterator[None]:
    before = rows()
    yield
    assert rows() == before


pytestmark = [
    pytest.mark.usefixtures("nothing_stored"),
    # One of the algorithms that are swapped in is as old as the library says.
    pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning"),
]

ENTRIES = [
    ("number", "4242424242424241", "number_check_digit"),
    ("number", "4242 4242 4242 4241", "number_check_digit"),
    ("number", "424242424242", "number_too_short"),
    ("number", "42424242424242424242", "number_too_long"),
    ("number", "424242424242424", "number_length_wrong"),
    ("number", "4242OO4242424242", "number_not_digits"),
    ("number", "4242;DROP TABLE", "number_not_digits"),
    ("number", "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "number_not_digits"),
    ("number", "४२४२४२४२४२४२४२४२", "number_not_digits"),
    ("number", "４２４２４２４２４２４２４２４２", "number_not_digits"),
    ("number", "\u202e4242424242424242", "number_hidden_characters"),
    ("number", "4242\u200b424242424242", "number_hidden_characters"),
    ("number", "4242\x00424242424242", "number_hidden_characters"),
    ("number", "-4242424242424242", None),
    ("number", "4.242424242424242e15", "number_not_digits"),
    ("number", "0000000000000000", "number_brand_unknown"),
    ("number", "   ", "number_missing"),
    ("number", 4242424242424242, "number_missing"),
    ("number", None, "number_missing"),
    ("number", ["4242424242424242"], "number_missing"),
    ("number", "4" * 400, "number_too_long"),
    ("expiry", "10/26", "expiry_past"),
    ("expiry", "00/28", "expiry_not_a_date"),
    ("expiry", "13/28", "expiry_not_a_date"),
    ("expiry", "12/99", "expiry_too_far"),
    ("expiry", "٠٩/٢٨", "expiry_not_a_date"),
    ("expiry", "2028-09", "expiry_not_a_date"),
    ("expiry", 928, "expiry_missing"),
    ("security_code", "12", "code_not_3_digits"),
    ("security_code", "1234", "code_not_3_digits"),
    ("security_code", "١٢٣", "code_not_3_digits"),
    ("security_code", "", "code_missing"),
    ("security_code", 123, "code_missing"),
    ("name", "4242424242424242", "name_has_number"),
    ("name", "A", "name_missing"),
    ("name", "A" * 46, "name_too_long"),
    ("name", "Ana\u202eRuiz", "name_hidden_characters"),
]


@pytest.mark.parametrize(
    ("field", "value", "code"), [entry for entry in ENTRIES if entry[2] is not None]
)
def test_a_faulty_entry_is_named_beside_its_field(
    handle: str, enter: Enter, field: str, value: object, code: str
) -> None:
    answer = enter(handle, CARD | {field: value})
    assert (answer.status_code, answer.json()["codes"]) == (422, {field: code})
    assert answer.json()["errors"][field]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [entry for entry in ENTRIES if isinstance(entry[1], str) and entry[2] is not None],
)
def test_a_faulty_entry_of_the_plain_form_is_shown_in_words(
    handle: str, client: Client, field: str, value: str, code: str
) -> None:
    answer = client.post(f"/fields/{handle}/card", CARD | {field: value})
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content


@pytest.mark.parametrize("name", NAMES)
def test_a_message_that_cannot_be_is_refused_in_words(
    handle: str, client: Client, jwks: dict[str, Any], name: str
) -> None:
    compact, code = all_of(handle, jwks)[name]
    answer = client.post(
        f"/fields/{handle}/card", {"jwe": compact}, content_type="application/json"
    )
    assert answer.status_code in {400, 413}
    assert answer.json()["code"] == code
    assert "Nothing was stored and nothing was charged." in answer.json()["message"]
    assert FieldSession.objects.get(handle=handle).tries == 1


def test_the_table_of_messages_is_tried_whole(handle: str, jwks: dict[str, Any]) -> None:
    assert set(all_of(handle, jwks)) == set(NAMES)


AMOUNTS: list[object] = [
    0, -1, MAX_AMOUNT_MINOR + 1, 10**30, 83.9, "8390", True, None, [], {}, "٨٣٩٠", float("inf"),
]  # fmt: skip


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/field-sessions", callers.session_body()),
        ("/v1/authentications", callers.authentication_body("card_x")),
        (
            "/v1/authorizations",
            callers.authorization_body("card_x", "01900000-0000-7000-8000-000000000000"),
        ),
        ("/v1/captures", callers.capture_body("01900000-0000-7000-8000-000000000000")),
        ("/v1/refunds", callers.refund_body("01900000-0000-7000-8000-000000000000")),
    ],
)
def test_an_amount_that_is_none_is_refused_by_field(
    market: callers.Caller, path: str, body: dict[str, Any], amount: object
) -> None:
    status, told = market.post(path, body | {"amount_minor": amount})
    assert (status, told["field"]) == (422, "amount_minor"), told
    assert told["not_done"] == "Nothing was done."


@pytest.mark.parametrize("code", ["XXX", "eur", "EURO", "E\u202eUR", "978", "", None, 978, ["EUR"]])
@pytest.mark.parametrize("path", ["/v1/field-sessions", "/v1/authorizations"])
def test_a_currency_that_is_none_is_refused_by_field(
    market: callers.Caller, path: str, code: object
) -> None:
    body = callers.session_body() | callers.authorization_body(
        "card_x", "01900000-0000-7000-8000-000000000000"
    )
    status, told = market.post(path, body | {"currency": code})
    assert (status, told["field"]) == (422, "currency")


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("/v1/field-sessions", "payee", "\u202eevil"),
        ("/v1/field-sessions", "checkout_id", "x" * 81),
        ("/v1/field-sessions", "origin", "javascript:alert(1)"),
        ("/v1/field-sessions", "return_url", "https://127.0.0.1:8000@evil.example/"),
        ("/v1/field-sessions", "return_url", "//evil.example"),
        ("/v1/authentications", "purchased_at", "now"),
        ("/v1/authentications", "purchased_at", "2026-11-24T10:00:00"),
        ("/v1/authentications", "challenge_indicator", "99"),
        ("/v1/authentications", "merchant", "FONDACO"),
        ("/v1/authentications", "browser", []),
        ("/v1/authorizations", "authentication_id", "1 OR 1=1"),
        ("/v1/authorizations", "descriptor", "x" * 41),
        ("/v1/authorizations", "key", "x" * 256),
        ("/v1/captures", "authorization_id", None),
        ("/v1/refunds", "capture_id", {"$ne": 1}),
    ],
)
def test_a_member_that_cannot_be_is_refused_by_field(
    market: callers.Caller, path: str, field: str, value: object
) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "/v1/field-sessions": callers.session_body(),
        "/v1/authentications": callers.authentication_body("card_x"),
        "/v1/authorizations": callers.authorization_body(
            "card_x", "01900000-0000-7000-8000-000000000000"
        ),
        "/v1/captures": callers.capture_body("01900000-0000-7000-8000-000000000000"),
        "/v1/refunds": callers.refund_body("01900000-0000-7000-8000-000000000000"),
    }
    status, told = market.post(path, bodies[path] | {field: value})
    assert (status, told["field"]) == (422, field), told


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/authentications", callers.authentication_body("card_x")),
        (
            "/v1/authorizations",
            callers.authorization_body("card_x", "01900000-0000-7000-8000-000000000000"),
        ),
        ("/v1/captures", callers.capture_body("01900000-0000-7000-8000-000000000000")),
        ("/v1/refunds", callers.refund_body("01900000-0000-7000-8000-000000000000")),
    ],
)
def test_what_does_not_exist_is_not_found_and_nobody_is_asked(
    market: callers.Caller,
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
    path: str,
    body: dict[str, Any],
) -> None:
    status, told = market.post(path, body)
    assert (status, told["code"].endswith("_unknown")) == (404, True), told
    assert acquirer.charges == []
    # The directory's list may be fetched on the way; it is nothing of this request's.
    RangeList.objects.all().delete()


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"a":' * 50_000, b"NaN"],
)
def test_a_body_that_is_no_object_is_refused(market: callers.Caller, body: bytes) -> None:
    status, told = market._call("POST", "/v1/captures", body)
    assert status in {400, 422}
    assert told["code"] in {"body_invalid", "field_invalid"}
