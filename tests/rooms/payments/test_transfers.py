"""Bank transfers: exact, too little, too much, too late, and what nobody can place."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import (
    actions,
    bank_queries,
    pay_out,
    queries,
    reconcile,
    transfer,
    transfer_queries,
)
from fondaco.market.payments.models import OutgoingPayment, Refund
from fondaco.market.payments.values import Step
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.payments.transferring import (
    OTHER,
    SENDER,
    balance,
    comes,
    expect,
    goes,
    read,
    returns,
    sound,
    total,
)

ALONE = 10_000_000
"""Nothing in these stories is so much that it needs a second person."""

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
FINANCE = Actor("finance")


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch, at_time: Callable[[Any], None]) -> FakeBank:
    at_time(NOON)
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


def test_the_exact_sum_pays_into_escrow_once(bank: FakeBank, make_intent: Make) -> None:
    order_a, order_b = new_id(), new_id()
    intent_id = make_intent(5_000, 3_390, orders=(order_a, order_b))
    expected = expect(intent_id)
    assert queries.step(intent_id).kind == "transfer"
    read(bank, comes(8_390, creditor=expected.reference))
    intent = queries.intent(intent_id)
    assert (intent.state, intent.way, intent.captured_minor) == ("succeeded", "transfer", 8_390)
    assert balance(AccountKind.ESCROW, order_a) == 5_000
    assert balance(AccountKind.ESCROW, order_b) == 3_390
    assert balance(AccountKind.TRANSFER_HELD, expected.id) == 0
    assert sound()


@pytest.mark.parametrize(
    "written",
    [
        lambda reference: reference.lower(),
        lambda reference: " ".join(reference),
        lambda reference: f"Order of lamps, ref. {reference} thank you",
        lambda reference: f"{reference}/MARTA",
    ],
)
def test_a_reference_is_read_however_people_write_it(
    bank: FakeBank, make_intent: Make, written: Callable[[str], str]
) -> None:
    intent_id = make_intent(1_000)
    read(bank, comes(1_000, text=written(expect(intent_id).reference)))
    assert queries.intent(intent_id).state == "succeeded"


def test_parts_wait_until_the_sum_is_whole(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id)
    read(bank, comes(400, creditor=expected.reference, number="1"))
    assert queries.intent(intent_id).captured_minor == 0
    now = transfer_queries.transfer_of(intent_id)
    assert now is not None
    assert (now.state, now.held_minor, now.missing_minor) == ("partly", 400, 600)
    assert balance(AccountKind.TRANSFER_HELD, expected.id) == 400
    assert sound()
    read(
        bank,
        comes(600, creditor=expected.reference, number="2", iban=OTHER),
        day=clock.today() + timedelta(days=1),
    )
    assert queries.intent(intent_id).state == "succeeded"
    assert sound()


def test_what_is_too_much_goes_back_to_its_sender(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    read(bank, comes(1_250, creditor=expect(intent_id).reference))
    assert queries.intent(intent_id).captured_minor == 1_000
    [back] = Refund.objects.all()
    assert (back.amount_minor, back.of_capture, back.state) == (250, False, "requested")
    assert queries.intent(intent_id).refunded_minor == 0
    pay_out.run(NOON)
    [document] = bank.files.values()
    root = ET.fromstring(document)  # noqa: S314 made by ourselves
    assert root.findtext(".//{*}InstdAmt") == "2.50"
    assert root.findtext(".//{*}CdtrAcct/{*}Id/{*}IBAN") == SENDER
    back.refresh_from_db()
    assert back.state == "sent"
    read(bank, goes(250, back.network_reference), day=clock.today() + timedelta(days=1))
    back.refresh_from_db()
    assert back.state == "settled"
    assert total(AccountKind.REFUND_IN_TRANSIT) == 0
    assert sound()


def test_all_goes_back_when_the_time_is_over(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id, days=1)
    read(bank, comes(400, creditor=expected.reference))
    with pytest.raises(Refusal, match="come already"):
        actions.cancel_intent(intent_id=intent_id)
    with pytest.raises(Refusal) as refusal:
        actions.cancel_intent(intent_id=intent_id, time_is_over=True)
    assert refusal.value.code == "capture_in_doubt"
    read(bank, day=clock.today() + timedelta(days=1))
    actions.cancel_intent(intent_id=intent_id, time_is_over=True)
    assert queries.intent(intent_id).state == "cancelled"
    [back] = OutgoingPayment.objects.all()
    assert (back.amount_minor, back.iban) == (400, SENDER)
    assert balance(AccountKind.TRANSFER_HELD, expected.id) == 0
    assert sound()


def test_what_comes_too_late_goes_back(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id)
    actions.cancel_intent(intent_id=intent_id)
    read(bank, comes(1_000, creditor=expected.reference))
    assert queries.intent(intent_id).captured_minor == 0
    [back] = Refund.objects.all()
    assert (back.cause_kind, back.amount_minor) == ("transfer_late", 1_000)
    assert sound()


def test_what_is_booked_after_the_last_day_goes_back(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id, days=1)
    late = clock.today() + timedelta(days=2)
    read(bank, comes(1_000, creditor=expected.reference, day=late), day=late)
    assert queries.intent(intent_id).state == "awaiting_transfer"
    assert Refund.objects.get().cause_kind == "transfer_late"


def test_the_same_transfer_told_twice_counts_once(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    line = comes(500, creditor=expect(intent_id).reference, number="BANK-7")
    read(bank, line, line)
    assert queries.intent(intent_id).captured_minor == 0
    read(bank, line, day=clock.today() + timedelta(days=1))
    held = transfer_queries.transfer_of(intent_id)
    assert held is not None
    assert held.held_minor == 500
    waiting = bank_queries.unmatched_lines()
    assert [each.note for each in waiting] == ["the bank told this transfer before"] * 2
    assert sound()


def test_a_person_places_a_mangled_reference(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id)
    wrong = expected.reference[:-1] + ("Z" if expected.reference[-1] != "Z" else "Y")
    read(bank, comes(1_000, text=wrong))
    [line] = bank_queries.unmatched_lines()
    assert "mangled" in line.note
    assert queries.intent(intent_id).captured_minor == 0
    with pytest.raises(Refusal) as refusal:
        reconcile.place(
            line_id=line.id,
            place="transfer",
            note="same sum",
            actor=FINANCE,
            reference="RF00X",
            alone_up_to_minor=ALONE,
        )
    assert refusal.value.code == "reference_unknown"
    assert bank_queries.line(line.id).resolved_at is None
    reconcile.place(
        line_id=line.id,
        place="transfer",
        note="the buyer wrote to us",
        actor=FINANCE,
        reference=expected.reference_printed,
        alone_up_to_minor=ALONE,
    )
    assert queries.intent(intent_id).state == "succeeded"
    assert total(AccountKind.UNMATCHED) == 0
    assert sound()


def test_nobodys_money_is_sent_back_and_may_come_back(bank: FakeBank) -> None:
    read(bank, comes(700, text="for the nice sweater"))
    [line] = bank_queries.unmatched_lines()
    reconcile.place(
        line_id=line.id, place="back", note="nobody's here", actor=FINANCE, alone_up_to_minor=ALONE
    )
    assert total(AccountKind.UNMATCHED) == 0
    pay_out.run(NOON)
    [back] = OutgoingPayment.objects.all()
    tomorrow = clock.today() + timedelta(days=1)
    read(bank, goes(700, back.end_to_end_id), returns(700, back.end_to_end_id), day=tomorrow)
    [again] = bank_queries.unmatched_lines()
    assert again.id == line.id
    assert total(AccountKind.UNMATCHED) == 700
    assert sound()
    reconcile.place(
        line_id=line.id,
        place="back",
        note="they have a new account",
        actor=FINANCE,
        alone_up_to_minor=ALONE,
    )
    reopened = OutgoingPayment.objects.latest("id")
    assert reopened.id != back.id
    assert sound()


def test_another_way_may_be_taken_until_money_comes(bank: FakeBank, make_intent: Make) -> None:
    intent_id = make_intent(1_000)
    first = expect(intent_id)
    assert transfer.set_aside(intent_id=intent_id)
    assert not transfer.set_aside(intent_id=intent_id)
    assert queries.step(intent_id).kind == "open"
    assert expect(intent_id).reference == first.reference
    read(bank, comes(1, creditor=first.reference))
    with pytest.raises(Refusal) as refusal:
        transfer.set_aside(intent_id=intent_id)
    assert refusal.value.code == "transfer_begun"


def test_a_transfer_to_a_payment_made_by_card_goes_back(
    bank: FakeBank, make_intent: Make, start: Callable[..., Step]
) -> None:
    intent_id = make_intent(1_000)
    expected = expect(intent_id)
    assert start(intent_id).kind == "transfer"
    transfer.set_aside(intent_id=intent_id)
    assert start(intent_id).kind == "succeeded"
    read(bank, comes(1_000, creditor=expected.reference))
    assert Refund.objects.get().cause_kind == "transfer_late"
    assert queries.intent(intent_id).way == "card"


def test_a_card_that_waits_for_its_bank_is_given_up_for_a_transfer(
    bank: FakeBank, make_intent: Make, start: Callable[..., Step]
) -> None:
    intent_id = make_intent(1_000)
    assert start(intent_id, "card_challenge").kind == "challenge"
    expect(intent_id)
    assert queries.step(intent_id).kind == "transfer"


def test_a_refund_goes_to_who_transferred_the_newest_money_first(
    bank: FakeBank, make_intent: Make
) -> None:
    order = new_id()
    intent_id = make_intent(1_000, orders=(order,))
    expected = expect(intent_id)
    read(
        bank,
        comes(400, creditor=expected.reference, number="1"),
        comes(600, creditor=expected.reference, number="2", iban=OTHER, name="Ana Ruiz"),
    )
    refund_id = refund(intent_id, order, 800)
    parts = {row.iban: row.amount_minor for row in OutgoingPayment.objects.all()}
    assert parts == {OTHER: 600, SENDER: 200}
    pay_out.run(NOON)
    assert queries.refund(refund_id).state == "sent"
    ids = {row.iban: row.end_to_end_id for row in OutgoingPayment.objects.all()}
    tomorrow = clock.today() + timedelta(days=1)
    read(bank, goes(600, ids[OTHER]), goes(200, ids[SENDER]), day=tomorrow)
    settled = queries.refund(refund_id)
    assert (settled.state, settled.route) == ("settled", "transfer")
    assert balance(AccountKind.ESCROW, order) == 200
    assert sound()


def test_a_part_that_comes_back_waits_for_its_buyer(bank: FakeBank, make_intent: Make) -> None:
    order = new_id()
    intent_id = make_intent(1_000, orders=(order,))
    expected = expect(intent_id)
    read(
        bank,
        comes(400, creditor=expected.reference, number="1"),
        comes(600, creditor=expected.reference, number="2", iban=OTHER),
    )
    refund_id = refund(intent_id, order, 1_000)
    pay_out.run(NOON)
    ids = {row.iban: row.end_to_end_id for row in OutgoingPayment.objects.all()}
    lines = [goes(600, ids[OTHER]), goes(400, ids[SENDER])]
    read(bank, *lines, day=clock.today() + timedelta(days=1))
    read(bank, returns(400, ids[SENDER]), day=clock.today() + timedelta(days=2))
    assert queries.refund(refund_id).state == "settled"
    assert queries.refund(refund_id).amount_minor == 600
    part = Refund.objects.get(state="refused")
    assert part.amount_minor == 400
    assert balance(AccountKind.REFUND_IN_TRANSIT, part.id) == 400
    assert queries.intent(intent_id).refunded_minor == 600
    assert sound()


def test_a_file_that_the_bank_refuses_leaves_the_choice_to_the_buyer(
    bank: FakeBank, make_intent: Make
) -> None:
    order = new_id()
    intent_id = make_intent(1_000, orders=(order,))
    read(bank, comes(1_000, creditor=expect(intent_id).reference))
    refund_id = refund(intent_id, order, 300)
    bank.fails = Refusal("not_taken", "We take nothing today.")
    pay_out.run(NOON)
    assert queries.refund(refund_id).state == "refused"
    assert balance(AccountKind.REFUND_IN_TRANSIT, refund_id) == 300
    assert sound()


def test_money_in_another_currency_is_for_a_person(bank: FakeBank, make_intent: Make) -> None:
    expected = expect(make_intent(1_000))
    read(bank, comes(1_000, creditor=expected.reference, currency="USD"))
    [line] = bank_queries.unmatched_lines()
    assert line.note == "transfers are expected in EUR only"
    with pytest.raises(Refusal, match="euro only"):
        reconcile.place(
            line_id=line.id,
            place="transfer",
            note="it was meant so",
            actor=FINANCE,
            reference=expected.reference,
            alone_up_to_minor=ALONE,
        )


@action
def refund(intent_id: UUID, order: UUID, minor: int) -> UUID:
    """As trade refunds: asks for it, and moves the escrow to it."""
    refund_id = actions.request_refund(
        key=f"r:{new_id()}",
        intent_id=intent_id,
        amount_minor=minor,
        cause_kind="order",
        cause_id=order,
    )
    ledger.post(
        key=f"refund:{refund_id}",
        cause_kind="refund",
        cause_id=refund_id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.ESCROW, str(order), "EUR"),
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), "EUR"),
                minor,
            )
        ],
    )
    return refund_id
