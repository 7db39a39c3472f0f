"""Payments through Stripe, against localstripe as a program of its own.

localstripe has no disputes, no idempotency keys and no refunds that fail or wait: events about
those have the shape that Stripe's API reference gives, and are handed in directly.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import actions, pay, queries, refund_choice, stripe_news
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.stripe_gateway import NAME, StripeGateway
from fondaco.market.payments.models import AcquirerEvent, Attempt, Chargeback
from fondaco.market.payments.values import Step
from tests.contracts.gateways import stripe_server
from tests.contracts.gateways.stripe_server import Server
from tests.rooms.payments.stripe_paying import SECRET, dispute, event, refund
from tests.rooms.payments.test_refunds import ORDER, give_back

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
HELD = "payment_intent.amount_capturable_updated"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with stripe_server.running() as address:
        yield address


@pytest.fixture
def server(base: str, settings: Any, gateway: object) -> Iterator[Server]:
    """Stripe beside the installation's own gateway, which is the scripted one."""
    settings.FONDACO_STRIPE_SECRET_KEY = stripe_server.KEY
    settings.FONDACO_STRIPE_PUBLISHABLE_KEY = "pk_test_fondaco"
    settings.FONDACO_STRIPE_WEBHOOK_SECRET = SECRET
    settings.FONDACO_STRIPE_API_BASE = base
    chosen._made.cache_clear()
    yield Server(base)
    chosen._made.cache_clear()


def start(intent_id: UUID, token: str, key: str = "1") -> Step:
    return pay.start(
        intent_id,
        card_token=token,
        save_card=False,
        browser={"ip": "192.0.2.7", "user_agent": "tests", "window_size": "02"},
        key=key,
        return_url="http://127.0.0.1:8000/checkout/return/",
        gateway_name=NAME,
    )


def remote(intent_id: UUID) -> str:
    return Attempt.objects.filter(intent_id=intent_id).latest("number").authentication_id


@pytest.fixture
def paid(make_intent: Make, server: Server) -> UUID:
    intent_id = make_intent(8_390, orders=(ORDER,))
    assert start(intent_id, server.card()).kind == "succeeded"
    return intent_id


@pytest.fixture
def waiting(paid: UUID, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A refund that Stripe has taken and not done yet, which localstripe does not play."""
    pending = {"id": "re_1Nispe2eZvKYlo2Cd31jOCgZ", "object": "refund", "status": "pending"}
    monkeypatch.setattr(StripeGateway, "_make_refund", lambda *_: pending)
    refund_id = give_back(paid, 390)
    assert queries.refund(refund_id).state == "sent"
    return refund_id


def test_a_payment_ends_in_escrow(make_intent: Make, server: Server) -> None:
    orders = (new_id(), new_id())
    intent_id = make_intent(5_000, 3_390, orders=orders)
    assert start(intent_id, server.card()).kind == "succeeded"
    found = queries.intent(intent_id)
    assert (found.state, found.captured_minor) == ("succeeded", 8_390)
    for order, amount in zip(orders, (5_000, 3_390), strict=True):
        assert ledger.balance(AccountRef(AccountKind.ESCROW, str(order), "EUR")) == amount
    assert server.intent(remote(intent_id))["status"] == "succeeded"


def test_a_challenge_is_confirmed_with_stripes_own_script(
    make_intent: Make, server: Server
) -> None:
    intent_id = make_intent()
    step = start(intent_id, server.card(stripe_server.CHALLENGE))
    assert step.kind == "challenge"
    assert step.challenge is not None
    assert step.challenge["page"] == "stripe"
    assert pay.finish(intent_id).kind == "challenge"
    server.confirm(remote(intent_id))
    assert pay.finish(intent_id).kind == "succeeded"


def test_a_failed_challenge_and_a_decline_are_told_apart(make_intent: Make, server: Server) -> None:
    intent_id = make_intent()
    start(intent_id, server.card(stripe_server.CHALLENGE))
    server.confirm(remote(intent_id), success=False)
    failed = pay.finish(intent_id)
    assert failed.failure is not None
    assert failed.failure.code == "not_authenticated"
    declined = start(intent_id, server.card(stripe_server.DECLINED), key="2")
    assert declined.failure is not None
    assert declined.failure.code == "card_declined"
    assert start(intent_id, server.card(), key="3").kind == "succeeded"


def test_a_card_of_one_gateway_is_unknown_to_the_other(make_intent: Make, server: Server) -> None:
    with pytest.raises(NotFound):
        start(make_intent(), "card_ok")
    with pytest.raises(NotFound):
        pay.start(
            make_intent(),
            card_token=server.card(),
            save_card=False,
            browser={},
            key="1",
            return_url="",
        )


def test_a_card_is_never_kept(make_intent: Make, server: Server, payer: UUID) -> None:
    start(make_intent(), server.card())
    assert queries.saved_cards(payer) == ()


def test_a_refund_goes_back_through_stripe(paid: UUID, server: Server) -> None:
    refund_id = give_back(paid, 390)
    assert [each["amount"] for each in server.refunds(remote(paid))] == [390]
    assert queries.refund(refund_id).state == "settled"


def test_the_event_completes_what_the_browser_left(make_intent: Make, server: Server) -> None:
    intent_id = make_intent()
    start(intent_id, server.card(stripe_server.CHALLENGE))
    server.confirm(remote(intent_id))
    told = event(HELD, server.intent(remote(intent_id)))
    assert stripe_news.receive(told)
    assert queries.step(intent_id).kind == "succeeded"
    assert not stripe_news.receive(told)


def test_an_event_is_never_believed_about_a_payment(make_intent: Make, server: Server) -> None:
    intent_id = make_intent()
    start(intent_id, server.card(stripe_server.CHALLENGE))
    found = server.intent(remote(intent_id)) | {"status": "succeeded"}
    assert stripe_news.receive(event("payment_intent.succeeded", found))
    assert queries.step(intent_id).kind == "challenge"


def test_money_held_for_a_try_that_is_over_is_given_back(make_intent: Make, server: Server) -> None:
    intent_id = make_intent()
    start(intent_id, server.card(stripe_server.CHALLENGE))
    left = remote(intent_id)
    assert start(intent_id, server.card(), key="2").kind == "succeeded"
    server.confirm(left)
    assert stripe_news.receive(event(HELD, server.intent(left)))
    assert server.intent(left)["status"] == "canceled"
    assert queries.intent(intent_id).captured_minor == 8_390


def test_money_held_for_a_cancelled_payment_is_given_back(
    make_intent: Make, server: Server
) -> None:
    intent_id = make_intent()
    start(intent_id, server.card(stripe_server.CHALLENGE))
    actions.cancel_intent(intent_id=intent_id)
    server.confirm(remote(intent_id))
    stripe_news.receive(event(HELD, server.intent(remote(intent_id))))
    assert server.intent(remote(intent_id))["status"] == "canceled"


def test_a_try_that_has_just_begun_is_left_for_later(make_intent: Make, server: Server) -> None:
    intent_id = make_intent()
    start(intent_id, server.card(stripe_server.CHALLENGE))
    Attempt.objects.filter(intent_id=intent_id).update(state="begun")
    told = event(HELD, server.intent(remote(intent_id)))
    with pytest.raises(InDoubt):
        stripe_news.receive(told)
    assert not AcquirerEvent.objects.filter(event_id=told["id"]).exists()


def test_a_refund_that_waits_is_settled_by_its_event(
    paid: UUID, waiting: UUID, server: Server
) -> None:
    key = f"{waiting}:refund"
    pending = refund(remote(paid), key, status="pending")
    assert stripe_news.receive(event("refund.created", pending))
    assert queries.refund(waiting).state == "sent"
    for kind in ("refund.updated", "charge.refund.updated"):
        assert stripe_news.receive(event(kind, refund(remote(paid), key)))
    found = queries.refund(waiting)
    assert (found.state, found.network_reference) == ("settled", "24492150800001234567890")
    assert ledger.balance(AccountRef(AccountKind.REFUND_IN_TRANSIT, str(waiting), "EUR")) == 0


def test_a_refund_that_fails_waits_for_its_buyers_choice(
    paid: UUID, waiting: UUID, server: Server
) -> None:
    failed = refund(
        remote(paid),
        f"{waiting}:refund",
        status="failed",
        failure_reason="lost_or_stolen_card",
    )
    assert stripe_news.receive(event("refund.failed", failed))
    assert queries.refund(waiting).state == "refused"
    assert queries.intent(paid).refunded_minor == 0


def test_a_refund_that_comes_back_after_it_succeeded_is_the_buyers_to_choose_again(
    paid: UUID, waiting: UUID, server: Server
) -> None:
    key = f"{waiting}:refund"
    transit = AccountRef(AccountKind.REFUND_IN_TRANSIT, str(waiting), "EUR")
    settled = event("refund.updated", refund(remote(paid), key))
    assert stripe_news.receive(settled)
    before = ledger.balance(transit)
    amount = queries.refund(waiting).amount_minor
    back = refund(remote(paid), key, status="failed", failure_reason="expired_or_canceled_card")
    for number in range(2):
        told = event("charge.refund.updated", back, event_id=f"evt_back_{number}")
        assert stripe_news.receive(told)
    assert queries.refund(waiting).state == "refused"
    assert ledger.balance(transit) == before + amount
    assert queries.intent(paid).refunded_minor == 0
    late = event("refund.updated", refund(remote(paid), key), event_id="evt_late")
    assert stripe_news.receive(late)
    assert queries.refund(waiting).state == "refused"
    member_id = queries.intent(paid).member_id
    refund_choice.to_credit(refund_id=waiting, member_id=member_id)
    assert ledger.balance(transit) == before
    assert queries.intent(paid).refunded_minor == amount


def test_our_words_are_not_promised_for_a_statement_that_stripe_writes(
    paid: UUID, settings: Any
) -> None:
    assert queries.intent(paid).statement_descriptor == ""
    settings.FONDACO_STRIPE_STATEMENT = "FONDACO SHOP"
    assert queries.intent(paid).statement_descriptor == "FONDACO SHOP"


def test_a_refunded_charge_tells_of_its_refunds(paid: UUID, waiting: UUID, server: Server) -> None:
    listed = [refund(remote(paid), f"{waiting}:refund")]
    found = {"id": "ch_1", "object": "charge", "refunds": {"object": "list", "data": listed}}
    assert stripe_news.receive(event("charge.refunded", found))
    assert queries.refund(waiting).state == "settled"


def test_a_refund_made_by_hand_at_stripe_is_told_to_the_operator(
    paid: UUID, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    assert not stripe_news.receive(event("refund.created", refund(remote(paid), "")))
    assert "did not ask for" in caplog.text
    assert queries.intent(paid).refunded_minor == 0


def test_a_dispute_is_a_chargeback_in_any_order(paid: UUID, server: Server) -> None:
    lost = dispute(remote(paid), status="lost")
    assert stripe_news.receive(event("charge.dispute.closed", lost))
    assert stripe_news.receive(event("charge.dispute.created", dispute(remote(paid))))
    found = Chargeback.objects.get()
    assert (found.state, found.reason_code, found.amount_minor) == ("lost", "13.1", 8_390)
    assert found.answer_due_at.year == 2026


def test_a_dispute_that_is_won_frees_the_payment(paid: UUID, server: Server) -> None:
    assert stripe_news.receive(event("charge.dispute.created", dispute(remote(paid))))
    assert queries.is_disputed(paid)
    won = dispute(remote(paid), status="won")
    assert stripe_news.receive(event("charge.dispute.closed", won))
    assert not queries.is_disputed(paid)
    assert Chargeback.objects.get().state == "won"


def test_an_inquiry_takes_no_money(paid: UUID, server: Server) -> None:
    asked = dispute(remote(paid), status="warning_needs_response")
    assert not stripe_news.receive(event("charge.dispute.created", asked))
    assert not Chargeback.objects.exists()


def test_what_is_not_ours_is_passed_over(server: Server) -> None:
    assert not stripe_news.receive(event("charge.dispute.created", dispute("pi_another")))
    assert not stripe_news.receive(event("customer.created", {"id": "cus_1"}))
    found = refund("pi_another", f"{new_id()}:refund")
    assert not stripe_news.receive(event("refund.updated", found))


@pytest.mark.parametrize(
    "change", [{"amount": "8390"}, {"amount": 0}, {"currency": "usd"}, {"id": ""}]
)
def test_a_dispute_that_cannot_be_right_changes_nothing(
    paid: UUID, server: Server, change: dict[str, Any]
) -> None:
    told = event("charge.dispute.created", dispute(remote(paid), **change), event_id="evt_1")
    with pytest.raises(Refusal) as refused:
        stripe_news.receive(told)
    assert refused.value.status == 422
    assert not Chargeback.objects.exists()
