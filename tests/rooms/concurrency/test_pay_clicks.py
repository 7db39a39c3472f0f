"""Fifty clicks on Pay, in one tab or in fifty: one authorization, one capture, one order."""

from datetime import timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.payments import pay
from fondaco.market.payments import queries as payments
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.values import Step
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CheckoutView
from tests.rooms.concurrency import crowd

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("what_migrations_seed", "noon"),
]

CLICKS = 50


def check_charged_once(gateway: ScriptedGateway, checkout: CheckoutView) -> None:
    """One payment of the whole total, whatever happened to the other clicks."""
    intent = payments.intent(checkout.intent_id)
    assert (intent.state, intent.captured_minor) == ("succeeded", checkout.total_minor)
    assert (crowd.asked(gateway, "authorize"), crowd.asked(gateway, "capture")) == (1, 1)
    assert Attempt.objects.filter(intent_id=checkout.intent_id, state="captured").count() == 1
    assert trade.order(checkout.orders[0].id).state == "paid"
    assert crowd.whole()


def test_fifty_clicks_in_one_tab_charge_once(gateway: ScriptedGateway) -> None:
    checkout = crowd.a_checkout(crowd.a_lamp())
    results = crowd.crowd(CLICKS, lambda _number: crowd.click_pay(checkout))
    assert len(crowd.of_kind(results, Step)) == CLICKS, results
    assert Attempt.objects.filter(intent_id=checkout.intent_id).count() == 1
    check_charged_once(gateway, checkout)


def test_fifty_tabs_with_a_card_each_charge_once(gateway: ScriptedGateway) -> None:
    checkout = crowd.a_checkout(crowd.a_lamp())
    results = crowd.crowd(
        CLICKS, lambda number: crowd.click_pay(checkout, f"card_ok:{number}", key=f"tab{number}")
    )
    others = [each for each in results if not isinstance(each, Step | Refusal)]
    assert others == []
    check_charged_once(gateway, checkout)


def test_fifty_returns_from_one_challenge_charge_once(gateway: ScriptedGateway) -> None:
    checkout = crowd.a_checkout(crowd.a_lamp())
    assert crowd.click_pay(checkout, "card_challenge").kind == "challenge"
    crowd.pass_challenge(gateway, checkout)
    results = crowd.crowd(CLICKS, lambda _number: pay.finish(checkout.intent_id))
    assert len(crowd.of_kind(results, Step)) == CLICKS, results
    check_charged_once(gateway, checkout)


def test_clicks_after_a_lost_answer_charge_once(
    gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The issuer approved, its answer was lost: fifty impatient returns find it out, once."""
    checkout = crowd.a_checkout(crowd.a_lamp())
    gateway.lose_answers.add("authorize")
    assert crowd.click_pay(checkout).kind == "in_doubt"
    monkeypatch.setattr(pay, "ANSWER_OUT_FOR", -timedelta(seconds=1))
    results = crowd.crowd(CLICKS, lambda _number: pay.finish(checkout.intent_id))
    assert len(crowd.of_kind(results, Step)) == CLICKS, results
    check_charged_once(gateway, checkout)
