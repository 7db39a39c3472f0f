"""Two tabs, two workers: the database decides, and money is asked for once."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.members.models import Member
from fondaco.market.payments import actions, pay, queries
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt, Refund
from fondaco.market.payments.values import Step

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

Make = Callable[..., UUID]
Start = Callable[..., Step]


def together(*calls: Callable[[], object]) -> list[object]:
    """Run all at once, each with its own connection; refusals are results too."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(position: int, call: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            results[position] = call()
        except Exception as error:  # a thread's error is the test's to judge
            results[position] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(position, call)) for position, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def money_was_asked_for(gateway: ScriptedGateway) -> int:
    return len({key for name, key in gateway.calls if name == "authorize"})


def test_a_double_click_makes_one_charge(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    results = together(*[lambda: start(intent_id, "card_ok", key="one form")] * 2)
    assert not [result for result in results if isinstance(result, Exception)]
    assert pay.finish(intent_id).kind in {"succeeded", "in_doubt"}
    assert queries.intent(intent_id).captured_minor == 8_390
    assert money_was_asked_for(gateway) == 1


def test_two_tabs_make_one_charge(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    together(
        lambda: start(intent_id, "card_ok:1", key="tab one"),
        lambda: start(intent_id, "card_ok:2", key="tab two"),
    )
    assert queries.intent(intent_id).state == "succeeded"
    assert Attempt.objects.filter(intent_id=intent_id, state="captured").count() == 1
    assert money_was_asked_for(gateway) == 1


def test_two_returns_from_one_challenge_make_one_charge(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    intent_id = make_intent()
    start(intent_id, "card_challenge")
    gateway.passed.add(Attempt.objects.get(intent_id=intent_id).authentication_id)
    together(*[lambda: pay.finish(intent_id)] * 2)
    assert queries.intent(intent_id).state == "succeeded"
    assert money_was_asked_for(gateway) == 1


def test_cancelling_and_paying_at_once_end_in_one_of_the_two(
    make_intent: Make, start: Start, gateway: ScriptedGateway
) -> None:
    for _ in range(5):
        intent_id = make_intent()
        together(
            lambda intent_id=intent_id: start(intent_id),
            lambda intent_id=intent_id: actions.cancel_intent(intent_id=intent_id),
        )
        end = queries.intent(intent_id)
        assert (end.state, end.captured_minor) in {("succeeded", 8_390), ("cancelled", 0)}


def test_two_refunds_at_once_never_exceed_the_capture(make_intent: Make, start: Start) -> None:
    intent_id = make_intent(1_000)
    start(intent_id)

    def ask(key: str) -> UUID:
        return actions.request_refund(
            key=key, intent_id=intent_id, amount_minor=700, cause_kind="case", cause_id=new_id()
        )

    results = together(lambda: ask("a"), lambda: ask("b"))
    assert len([result for result in results if isinstance(result, Refusal)]) == 1
    assert Refund.objects.filter(intent_id=intent_id).count() == 1
    assert queries.intent(intent_id).refunded_minor == 700


def test_a_freeze_that_came_first_stops_the_payment(make_intent: Make, start: Start) -> None:
    intent_id = make_intent()
    member_id = queries.intent(intent_id).member_id
    Member.objects.filter(id=member_id).update(payments_frozen_at="2026-11-24T00:00:00Z")
    results = together(lambda: start(intent_id), lambda: start(intent_id, key="2"))
    assert all(isinstance(result, Refusal) for result in results)
