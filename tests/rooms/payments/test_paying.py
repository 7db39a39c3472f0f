"""A card payment from the first card to the books, and every way it can be repeated or stopped."""

from collections.abc import Callable
from uuid import UUID

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import actions, pay, queries
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.values import Step

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
Start = Callable[..., Step]


def escrow(order_id: UUID) -> int:
    return ledger.balance(AccountRef(AccountKind.ESCROW, str(order_id), "EUR"))


def pass_challenge(gateway: ScriptedGateway, intent_id: UUID) -> None:
    gateway.passed.add(Attempt.objects.filter(intent_id=intent_id).latest("id").authentication_id)


def test_a_challenged_payment_ends_in_escrow(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    orders = (new_id(), new_id())
    intent_id = make_intent(5_000, 3_390, orders=orders)
    step = start(intent_id, "card_challenge")
    assert step.kind == "challenge"
    assert step.challenge is not None
    assert step.challenge["window_size"] == "02"
    assert queries.intent(intent_id).state == "requires_action"
    pass_challenge(gateway, intent_id)
    assert pay.finish(intent_id).kind == "succeeded"
    paid = queries.intent(intent_id)
    assert (paid.state, paid.captured_minor) == ("succeeded", 8_390)
    assert paid.authentication is not None
    assert paid.authentication.liability_shift
    assert (escrow(orders[0]), escrow(orders[1])) == (5_000, 3_390)
    assert paid.statement_descriptor == "FONDACO*FO-7Q2M-19XK-3"


def test_a_method_runs_before_the_challenge(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    assert start(intent_id, "card_method").kind == "method"
    assert pay.continue_method(intent_id, "Y").kind == "challenge"
    pass_challenge(gateway, intent_id)
    assert pay.finish(intent_id).kind == "succeeded"


def test_a_frictionless_payment_succeeds_at_once(make_intent: Make, start: Start) -> None:
    assert start(make_intent()).kind == "succeeded"


def test_paying_again_charges_once(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    for key in ("1", "1", "2"):
        assert start(intent_id, key=key).kind == "succeeded"
    assert pay.finish(intent_id).kind == "succeeded"
    assert [name for name, _ in gateway.calls].count("authorize") == 1
    assert [name for name, _ in gateway.calls].count("capture") == 1
