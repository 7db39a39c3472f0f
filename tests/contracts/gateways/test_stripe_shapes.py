"""What localstripe does not play, with objects in the shape of Stripe's API reference.

These are 3-D Secure results, the issuers' many declines, refunds that wait or fail, disputes,
and answers that are errors of Stripe's. Nothing here has been recorded from Stripe itself.
"""

import json
from typing import Any

import pytest
import stripe

from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.payments.gateways import stripe_readings as readings
from fondaco.market.payments.gateways.protocol import EvidenceRequest, Unavailable
from fondaco.market.payments.gateways.stripe_calls import CardRefused, call_it, read
from fondaco.market.payments.gateways.stripe_gateway import StripeGateway, is_offered
from tests.contracts.gateways.stripe_server import KEY

Body = dict[str, Any]


class Telling(stripe.RequestsClient):
    """Answers every request with the same status and body, and keeps what was sent."""

    def __init__(self, status: int, body: Body) -> None:
        super().__init__()
        self.answer = json.dumps(body), status
        self.sent: list[tuple[str, str, Any, dict[str, str]]] = []

    def request(  # type: ignore[override]  # as the library's own, which its base does not match
        self, method: str, url: str, headers: Any, post_data: Any = None
    ) -> Any:
        self.sent.append((method, url, post_data, dict(headers)))
        content, status = self.answer
        return content, status, {}


def client(http: Telling) -> stripe.StripeClient:
    return stripe.StripeClient(KEY, http_client=http, max_network_retries=0)


def intent(status: str, **change: Any) -> Body:
    found: Body = {
        "id": "pi_3MtwBwLkdIwHu7ix28a3tqPa",
        "object": "payment_intent",
        "amount": 8_390,
        "currency": "eur",
        "status": status,
        "next_action": None,
        "last_payment_error": None,
        "latest_charge": None,
        "metadata": {"key": "a:authenticate", "payee": "Fondaco"},
    }
    return found | change


def charged(result: Body | None, **card: Any) -> Body:
    """An intent whose charge has this 3-D Secure result."""
    details = {"card": {"brand": "visa", "three_d_secure": result} | card, "type": "card"}
    return intent(
        "requires_capture", latest_charge={"id": "ch_1", "payment_method_details": details}
    )


@pytest.mark.parametrize(
    ("result", "trans_status", "liability_shift"),
    [
        ("authenticated", "Y", True),
        ("attempt_acknowledged", "A", True),
        ("exempted", "I", False),
        ("not_supported", "U", False),
        ("processing_error", "U", False),
    ],
)
def test_a_3d_secure_result_says_who_bears_fraud(
    result: str, trans_status: str, liability_shift: bool
) -> None:
    told = {
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "result": result,
        "result_reason": None,
        "version": "2.2.0",
    }
    found = readings.authentication(charged(told))
    assert found is not None
    assert found.outcome is not None
    assert found.outcome.may_authorize
    assert (found.outcome.trans_status, found.outcome.liability_shift) == (
        trans_status,
        liability_shift,
    )
    assert (found.outcome.eci, found.outcome.version) == ("05", "2.2.0")


def test_without_3d_secure_nothing_is_claimed() -> None:
    found = readings.authentication(charged(None))
    assert found is not None
    assert found.outcome is not None
    assert (found.outcome.trans_status, found.outcome.liability_shift) == ("", False)


def test_an_approval_carries_the_networks_reference() -> None:
    found = readings.authorization(charged(None, network_transaction_id="123456789012345"))
    assert found is not None
    assert (found.state, found.network_reference) == ("approved", "123456789012345")


def declined(code: str, decline_code: str | None) -> Body:
    error = {"type": "card_error", "code": code, "decline_code": decline_code}
    return intent("requires_payment_method", last_payment_error=error)


@pytest.mark.parametrize(
    ("code", "decline_code", "response_code"),
    [
        ("card_declined", "generic_decline", "05"),
        ("card_declined", "insufficient_funds", "51"),
        ("card_declined", "lost_card", "41"),
        ("card_declined", "fraudulent", "05"),
        ("card_declined", "issuer_not_available", "91"),
        ("card_declined", None, "05"),
        ("expired_card", None, "54"),
        ("incorrect_cvc", None, "82"),
        ("processing_error", None, "96"),
        ("never_heard_of", "nor_of_this", "05"),
    ],
)
def test_a_decline_is_told_in_the_codes_of_issuers(
    code: str, decline_code: str | None, response_code: str
) -> None:
    found = readings.authorization(declined(code, decline_code))
    assert found is not None
    assert (found.state, found.response_code) == ("declined", response_code)


def test_a_soft_decline_asks_for_the_cardholder_again() -> None:
    found = readings.authorization(declined("card_declined", "authentication_required"))
    assert found is not None
    assert (found.state, found.response_code) == ("soft_declined", "1A")


@pytest.mark.parametrize("status", ["processing", "requires_confirmation"])
def test_what_stripe_does_not_know_yet_is_not_guessed(status: str) -> None:
    assert readings.authentication(intent(status)) is None
    assert readings.authorization(intent(status)) is None


def test_a_cancelled_intent_may_not_be_charged() -> None:
    found = readings.authentication(intent("canceled"))
    assert found is not None
    assert found.outcome is not None
    assert not found.outcome.may_authorize


def test_a_confirmation_may_be_a_page_of_the_bank() -> None:
    url = "https://hooks.stripe.com/3d_secure_2/hosted?merchant=acct_1"
    action = {"type": "redirect_to_url", "redirect_to_url": {"return_url": "x", "url": url}}
    found = readings.authentication(intent("requires_action", next_action=action))
    assert found is not None
    assert found.challenge is not None
    assert found.challenge["acs_url"] == url


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("pending", "accepted"),
        ("requires_action", "accepted"),
        ("succeeded", "settled"),
        ("failed", "refused"),
        ("canceled", "refused"),
    ],
)
def test_a_refund_is_where_stripe_says(status: str, state: str) -> None:
    found = readings.refund({"id": "re_1", "object": "refund", "status": status})
    assert found.state == state


def test_a_wallets_card_says_so() -> None:
    card = {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2029}
    method = {"id": "pm_1", "card": card | {"wallet": {"type": "apple_pay"}}}
    assert readings.card(method, "x").wallet == "apple_pay"
    assert readings.card({"id": "pm_1", "card": card}, "x").fingerprint == "pm_1"


ERRORS = [
    (402, {"type": "card_error", "code": "card_declined"}, CardRefused),
    (404, {"type": "invalid_request_error", "code": "resource_missing"}, NotFound),
    (400, {"type": "invalid_request_error", "code": "parameter_invalid"}, Refusal),
    (400, {"type": "idempotency_error"}, Refusal),
    (401, {"type": "invalid_request_error"}, Unavailable),
    (403, {"type": "invalid_request_error"}, Unavailable),
    (429, {"type": "invalid_request_error", "code": "rate_limit"}, Unavailable),
    (409, {"type": "invalid_request_error", "code": "idempotency_key_in_use"}, InDoubt),
    (500, {"type": "api_error"}, InDoubt),
]


@pytest.mark.parametrize(("status", "error", "expected"), ERRORS)
def test_an_error_says_whether_something_may_have_happened(
    status: int, error: Body, expected: type[Exception]
) -> None:
    payments = client(Telling(status, {"error": error | {"message": "no"}})).v1.payment_intents
    with pytest.raises(expected):
        call_it(lambda: payments.confirm("pi_1"))


@pytest.mark.parametrize("status", [500, 409])
def test_a_question_without_an_answer_changed_nothing(status: int) -> None:
    payments = client(Telling(status, {"error": {"type": "api_error"}})).v1.payment_intents
    with pytest.raises(Unavailable):
        read(lambda: payments.retrieve("pi_1"))


EVIDENCE = EvidenceRequest(
    key="c:answer",
    network_case_id="du_1",
    reason_code="13.1",
    summary="The parcel arrived.",
    documents=[{"kind": "delivery", "title": "Scans", "text": "Delivered on 3 November."}],
)


@pytest.mark.django_db
def test_an_answer_to_a_dispute_is_sent_for_good() -> None:
    http = Telling(200, {"id": "du_1", "object": "dispute", "status": "under_review"})
    StripeGateway(lambda: client(http)).answer_chargeback(EVIDENCE)
    [(method, url, sent, headers)] = http.sent
    assert (method, url) == ("post", "https://api.stripe.com/v1/disputes/du_1")
    assert "submit=true" in sent
    assert "evidence[uncategorized_text]=The+parcel+arrived." in sent
    assert "Delivered+on+3+November" in sent
    assert headers["Idempotency-Key"] == "c:answer"


@pytest.mark.django_db
def test_an_answer_that_comes_too_late_is_refused() -> None:
    error = {"type": "invalid_request_error", "code": "dispute_closed", "message": "closed"}
    gateway = StripeGateway(lambda: client(Telling(400, {"error": error})))
    with pytest.raises(Refusal) as refused:
        gateway.answer_chargeback(EVIDENCE)
    assert refused.value.code == "stripe_dispute_closed"


def test_currencies_that_stripe_counts_otherwise_are_not_offered(settings: Any) -> None:
    settings.FONDACO_STRIPE_SECRET_KEY = KEY
    settings.FONDACO_STRIPE_PUBLISHABLE_KEY = "pk_test_fondaco"
    assert is_offered("EUR")
    assert not is_offered("ISK")
    settings.FONDACO_STRIPE_PUBLISHABLE_KEY = ""
    assert not is_offered("EUR")
