"""Money that a card or a bank refused goes the way its buyer chooses, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.messaging import models as mails
from fondaco.market.payments import (
    chargeback,
    credit,
    pay_out,
    queries,
    refund_choice,
    transfer_queries,
)
from fondaco.market.payments.models import Attempt, OutgoingPayment
from fondaco.market.payments.values import Step
from tests.conftest import NOON
from tests.rooms.payments.conftest import make_payer
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.payments.test_transfers import refund
from tests.rooms.payments.transferring import (
    SENDER,
    balance,
    comes,
    expect,
    goes,
    read,
    returns,
    sound,
)

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
Start = Callable[..., Step]
At = Callable[[datetime], None]


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch, at_time: At) -> FakeBank:
    at_time(NOON)
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


@pytest.fixture
def order() -> UUID:
    return new_id()


@pytest.fixture
def refused(bank: FakeBank, make_intent: Make, start: Start, order: UUID, payer: UUID) -> UUID:
    """A refund of 3.00 to a card that has been closed."""
    intent_id = make_intent(1_000, orders=(order,))
    assert start(intent_id, "card_closed").kind == "succeeded"
    refund_id = refund(intent_id, order, 300)
    assert queries.refund(refund_id).state == "refused"
    return refund_id


def intent_of(refund_id: UUID) -> Any:
    return queries.intent(queries.refund(refund_id).intent_id)


def test_a_refused_refund_becomes_credit_at_once(refused: UUID, payer: UUID) -> None:
    assert intent_of(refused).refunded_minor == 0
    refund_choice.to_credit(refund_id=refused, member_id=payer)
    refund_choice.to_credit(refund_id=refused, member_id=payer)
    assert transfer_queries.credit_of(payer, "EUR") == 300
    assert (queries.refund(refused).state, queries.refund(refused).route) == ("credited", "credit")
    assert intent_of(refused).refunded_minor == 300
    assert sound()
    with pytest.raises(Refusal) as refusal:
        name_account(refused, payer)
    assert refusal.value.code == "refund_chosen"


def name_account(
    refund_id: UUID, member_id: UUID, *, iban: str = SENDER, holder: str = "RUIZ MARTA"
) -> None:
    refund_choice.to_account(
        refund_id=refund_id, member_id=member_id, iban=iban, holder_name=holder
    )


def test_a_named_account_is_paid_after_72_hours(
    refused: UUID, payer: UUID, bank: FakeBank, at_time: At
) -> None:
    name_account(refused, payer)
    name_account(refused, payer)
    assert OutgoingPayment.objects.count() == 1
    assert queries.refund(refused).state == "held"
    assert intent_of(refused).refunded_minor == 300
    assert mails.Notice.objects.filter(kind="refund_held").count() == 1
    at_time(NOON + timedelta(hours=71))
    deadlines.fire_due()
    assert pay_out.run(clock.now()) == []
    at_time(NOON + timedelta(hours=72))
    deadlines.fire_due()
    assert queries.refund(refused).state == "requested"
    [_batch] = pay_out.run(clock.now())
    assert queries.refund(refused).state == "sent"
    payment = OutgoingPayment.objects.get()
    read(bank, goes(300, payment.end_to_end_id))
    settled = queries.refund(refused)
    assert (settled.state, settled.route) == ("settled", "account")
    assert settled.network_reference == payment.end_to_end_id
    assert balance(AccountKind.REFUND_IN_TRANSIT, refused) == 0
    assert sound()
    read(bank, returns(300, payment.end_to_end_id), day=clock.today() + timedelta(days=1))
    assert queries.refund(refused).state == "refused"
    assert balance(AccountKind.REFUND_IN_TRANSIT, refused) == 300
    assert intent_of(refused).refunded_minor == 0
    assert sound()


def test_it_can_be_stopped_while_it_waits(refused: UUID, payer: UUID, at_time: At) -> None:
    name_account(refused, payer)
    refund_choice.stop(refund_id=refused, member_id=payer)
    refund_choice.stop(refund_id=refused, member_id=payer)
    assert intent_of(refused).refunded_minor == 0
    at_time(NOON + timedelta(days=4))
    deadlines.fire_due()
    assert pay_out.run(clock.now()) == []
    name_account(refused, payer)
    at_time(NOON + timedelta(days=8))
    deadlines.fire_due()
    with pytest.raises(Refusal) as refusal:
        refund_choice.stop(refund_id=refused, member_id=payer)
    assert refusal.value.code == "refund_under_way"
    assert sound()


@pytest.mark.parametrize(
    ("iban", "holder", "code", "field"),
    [
        ("DE00370400440532013000", "Marta Ruiz", "iban_invalid", "iban"),
        ("", "Marta Ruiz", "iban_invalid", "iban"),
        (SENDER, "", "holder_missing", "holder_name"),
        (SENDER, "Ana Torres", "holder_differs", "holder_name"),
        (SENDER, "Marta", "holder_differs", "holder_name"),
    ],
)
def test_an_account_is_valid_and_the_buyers_own(
    refused: UUID, payer: UUID, iban: str, holder: str, code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        name_account(refused, payer, iban=iban, holder=holder)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert queries.refund(refused).state == "refused"


def test_nobody_else_chooses(refused: UUID) -> None:
    stranger = make_payer()
    for act in (refund_choice.to_credit, refund_choice.stop):
        with pytest.raises(NotFound):
            act(refund_id=refused, member_id=stranger)
    with pytest.raises(NotFound):
        name_account(refused, stranger)


def test_a_disputed_payment_gives_nothing_back(refused: UUID, payer: UUID) -> None:
    attempt = Attempt.objects.get(intent_id=queries.refund(refused).intent_id)
    chargeback.record_opened(
        network_case_id="CB-1",
        attempt_id=attempt.id,
        reason_code="10.4",
        amount_minor=700,
        answer_due_at=clock.now() + timedelta(days=20),
    )
    with pytest.raises(Refusal) as refusal:
        refund_choice.to_credit(refund_id=refused, member_id=payer)
    assert refusal.value.code == "payment_disputed"


def test_the_buyer_is_reminded_three_times(refused: UUID, at_time: At) -> None:
    for week in range(1, 8):
        at_time(NOON + timedelta(days=7 * week))
        deadlines.fire_due()
    assert mails.Notice.objects.filter(kind="refund_reminded").count() == 3
    assert [each.id for each in transfer_queries.waiting_choices()] == [refused]


def test_a_strangers_transfer_is_no_credit_of_the_buyer(
    bank: FakeBank, make_intent: Make, payer: UUID
) -> None:
    intent_id = make_intent(1_000)
    read(bank, comes(1_100, creditor=expect(intent_id).reference, iban=""))
    [waiting] = transfer_queries.waiting_choices()
    assert not waiting.may_be_credit
    with pytest.raises(Refusal) as refusal:
        refund_choice.to_credit(refund_id=waiting.id, member_id=payer)
    assert refusal.value.code == "credit_not_possible"
    name_account(waiting.id, payer)
    assert queries.refund(waiting.id).state == "held"
    assert sound()


def test_credit_pays_a_whole_payment_once(refused: UUID, payer: UUID, make_intent: Make) -> None:
    refund_choice.to_credit(refund_id=refused, member_id=payer)
    order = new_id()
    intent_id = make_intent(200, orders=(order,))
    credit.pay(intent_id=intent_id, member_id=payer)
    credit.pay(intent_id=intent_id, member_id=payer)
    assert (queries.intent(intent_id).state, queries.intent(intent_id).way) == (
        "succeeded",
        "credit",
    )
    assert transfer_queries.credit_of(payer, "EUR") == 100
    assert balance(AccountKind.ESCROW, order) == 200
    too_much = make_intent(101)
    with pytest.raises(Refusal) as refusal:
        credit.pay(intent_id=too_much, member_id=payer)
    assert refusal.value.code == "credit_too_little"
    back = refund(intent_id, order, 150)
    assert (queries.refund(back).state, queries.refund(back).route) == ("credited", "credit")
    assert transfer_queries.credit_of(payer, "EUR") == 250
    assert sound()
    kinds = [(each.kind, each.amount_minor) for each in transfer_queries.credit_moves(payer)]
    assert kinds == [("refund", 150), ("paid", -200), ("refund", 300)]


def test_credit_is_not_spent_on_what_is_paid_another_way(
    refused: UUID, payer: UUID, make_intent: Make
) -> None:
    refund_choice.to_credit(refund_id=refused, member_id=payer)
    intent_id = make_intent(200)
    expect(intent_id)
    with pytest.raises(Refusal) as refusal:
        credit.pay(intent_id=intent_id, member_id=payer)
    assert refusal.value.code == "payment_under_way"
    with pytest.raises(NotFound):
        credit.pay(intent_id=intent_id, member_id=make_payer())


def move(member_id: UUID, minor: int, key: str = "k", holder: str = "Marta Ruiz") -> UUID:
    return credit.move_out(
        key=key,
        member_id=member_id,
        amount_minor=minor,
        currency="EUR",
        iban=SENDER,
        holder_name=holder,
    )


def test_credit_moves_to_the_bank_and_may_come_back(
    refused: UUID, payer: UUID, bank: FakeBank, at_time: At
) -> None:
    refund_choice.to_credit(refund_id=refused, member_id=payer)
    first = move(payer, 100)
    assert move(payer, 100) == first
    assert transfer_queries.credit_of(payer, "EUR") == 200
    credit.stop_move(payment_id=first, member_id=payer)
    credit.stop_move(payment_id=first, member_id=payer)
    assert transfer_queries.credit_of(payer, "EUR") == 300
    move(payer, 250, key="again")
    at_time(NOON + timedelta(hours=73))
    [_batch] = pay_out.run(clock.now())
    payment = OutgoingPayment.objects.latest("id")
    with pytest.raises(Refusal) as refusal:
        credit.stop_move(payment_id=payment.id, member_id=payer)
    assert refusal.value.code == "move_under_way"
    read(bank, goes(250, payment.end_to_end_id))
    assert mails.Notice.objects.filter(kind="credit_moved").count() == 1
    assert sound()
    read(bank, returns(250, payment.end_to_end_id), day=clock.today() + timedelta(days=1))
    assert transfer_queries.credit_of(payer, "EUR") == 300
    assert sound()


@pytest.mark.parametrize("minor", [0, -5, 301, 10**16])
def test_no_more_credit_moves_than_there_is(refused: UUID, payer: UUID, minor: int) -> None:
    refund_choice.to_credit(refund_id=refused, member_id=payer)
    with pytest.raises(Refusal) as refusal:
        move(payer, minor)
    assert refusal.value.field == "amount"
    assert transfer_queries.credit_of(payer, "EUR") == 300
