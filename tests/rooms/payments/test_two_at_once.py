"""Two tabs, two workers: the database decides, and money is asked for once."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members.models import Member
from fondaco.market.payments import (
    actions,
    credit,
    pay,
    pay_out,
    queries,
    reconcile,
    refund_choice,
    transfer_queries,
)
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt, OutgoingPayment, Refund
from fondaco.market.payments.rules import exemptions
from fondaco.market.payments.values import Step
from tests.rooms.payments.conftest import make_payer
from tests.rooms.payments.exempting import Shopper, in_force
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.payments.test_transfers import refund
from tests.rooms.payments.transferring import SENDER, comes, expect, sound
from tests.rules.market.payments.statements import statement

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
            partial(start, intent_id),
            partial(actions.cancel_intent, intent_id=intent_id),
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


def credit_of(member_id: UUID, minor: int) -> None:
    """Give a member credit, as a refund would."""
    ledger.post(
        key=f"test-credit:{new_id()}",
        cause_kind="refund_credit",
        cause_id=new_id(),
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.BANK_CASH, "", "EUR"),
                AccountRef(AccountKind.BUYER_WALLET, str(member_id), "EUR"),
                minor,
            )
        ],
    )


def test_a_double_click_spends_credit_once(make_intent: Make, payer: UUID) -> None:
    credit_of(payer, 1_000)
    intent_id = make_intent(600)
    together(*[lambda: credit.pay(intent_id=intent_id, member_id=payer)] * 2)
    assert queries.intent(intent_id).way == "credit"
    assert transfer_queries.credit_of(payer, "EUR") == 400


def test_credit_spent_in_two_tabs_never_goes_below_zero(make_intent: Make, payer: UUID) -> None:
    credit_of(payer, 1_000)
    one, two = make_intent(600), make_intent(700)
    results = together(
        lambda: credit.pay(intent_id=one, member_id=payer),
        lambda: credit.pay(intent_id=two, member_id=payer),
        lambda: credit.move_out(
            key="k", member_id=payer, amount_minor=800, currency="EUR", iban=SENDER,
            holder_name="Marta Ruiz",
        ),
    )  # fmt: skip
    refused = [result for result in results if isinstance(result, Refusal)]
    assert [each.code for each in refused] == ["credit_too_little"] * 2
    assert transfer_queries.credit_of(payer, "EUR") in {400, 300, 200}


def test_two_parts_at_once_are_both_counted(
    make_intent: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id)
    bank = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [bank])
    days = [clock.today(), clock.today() + timedelta(days=1)]
    for day, number in zip(days, "12", strict=True):
        line = comes(600, creditor=expected.reference, number=number, day=day)
        bank.statements[day.isoformat()] = statement(line)
    together(*[partial(reconcile.run, day) for day in days])
    for day in days:
        assert reconcile.run(day)
    assert queries.intent(intent_id).captured_minor == 1_000
    assert [row.amount_minor for row in Refund.objects.all()] == [200]
    assert sound()


def test_the_last_part_and_the_lapse_at_once_end_in_one_of_the_two(
    make_intent: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [bank])
    for number in range(4):
        intent_id = make_intent(1_000)
        expected = expect(intent_id)
        day = clock.today() + timedelta(days=number)
        line = comes(1_000, creditor=expected.reference, number=f"N{number}", day=day)
        bank.statements[day.isoformat()] = statement(line)
        together(
            partial(reconcile.run, day),
            partial(actions.cancel_intent, intent_id=intent_id),
        )
        assert reconcile.run(day)
        end = queries.intent(intent_id)
        back = Refund.objects.filter(intent_id=intent_id, cause_kind="transfer_late")
        assert (end.state, end.captured_minor, back.count()) in {
            ("succeeded", 1_000, 0),
            ("cancelled", 0, 1),
        }
        assert sound()


def test_a_refund_chosen_in_two_tabs_goes_one_way(
    make_intent: Make, start: Start, payer: UUID
) -> None:
    order = new_id()
    intent_id = make_intent(1_000, orders=(order,))
    start(intent_id, "card_closed")
    refund_id = refund(intent_id, order, 300)
    together(
        lambda: refund_choice.to_credit(refund_id=refund_id, member_id=payer),
        lambda: refund_choice.to_account(
            refund_id=refund_id, member_id=payer, iban=SENDER, holder_name="Marta Ruiz"
        ),
    )
    way = (queries.refund(refund_id).state, transfer_queries.credit_of(payer, "EUR"))
    assert way in {("credited", 300), ("held", 0)}
    assert OutgoingPayment.objects.count() == (way[0] == "held")
    assert queries.intent(intent_id).refunded_minor == 300
    assert sound()


def test_two_members_with_one_card_count_each_other_for_low_value(
    make_intent: Make, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = gateway.card
    monkeypatch.setattr(gateway, "card", lambda token: replace(known(token), fingerprint="one"))
    shoppers = []
    for name in ("card_judged:a", "card_judged:b"):
        shopper = Shopper(gateway, partial(make_intent, member_id=make_payer()))
        shopper.pays(4_000, name, save=True)
        shoppers.append((shopper, name))
    in_force()
    for _ in range(4):
        assert shoppers[0][0].pays(1_000, shoppers[0][1]).exemption == "low_value"
    judge = exemptions.decide

    both = threading.Barrier(2)

    def slowly(*known: Any) -> Any:
        with suppress(threading.BrokenBarrierError):  # so it is where one waits for the other
            both.wait(timeout=0.5)
        return judge(*known)

    monkeypatch.setattr(exemptions, "decide", slowly)
    intents = [shopper.make_intent(1_000) for shopper, _ in shoppers]
    steps = together(
        *(
            partial(shopper.begins, intent_id, name)
            for (shopper, name), intent_id in zip(shoppers, intents, strict=True)
        )
    )
    assert not [step for step in steps if isinstance(step, Exception)]
    claimed = Attempt.objects.filter(intent__in=intents).values_list(
        "exemption", "no_exemption_because"
    )
    assert sorted(claimed) == [("", "low_value_used_up"), ("low_value", "")]
