"""Sellers' money to their banks, and the bank's statement back against the books."""

import base64
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import actions as members
from fondaco.market.members.rules import PostalAddress
from fondaco.market.payments import bank_queries, chargeback, pay_out, reconcile, sweep
from fondaco.market.payments.models import Attempt, Payout
from fondaco.market.payments.values import Step
from tests.conftest import NOON
from tests.rooms.payments.conftest import make_payer
from tests.rules.market.payments.statements import entry, statement

ALONE = 10_000_000
"""Nothing in these stories is so much that it needs a second person."""

pytestmark = pytest.mark.django_db

ACTOR = Actor("system")
MERCHANT = ("PMNT", "MCRD", "POSC")
COST = ("PMNT", "MCRD", "CHRG")
IBANS = ("DE89370400440532013000", "NL91ABNA0417164300")


class FakeBank:
    """The bank's two doors in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.statements: dict[str, bytes] = {}
        self.rejected: list[dict[str, str]] = []
        self.fails: Exception | None = None

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        assert path == "/payments/pain001"
        if self.fails is not None:
            raise self.fails
        self.files[body["key"]] = base64.b64decode(body["document_base64"])
        return {"payment_file_id": "file-1", "state": "accepted", "rejected": self.rejected}

    def get(self, path: str) -> dict[str, Any]:
        day = path.rpartition("/")[2]
        if day not in self.statements:
            raise Refusal("day_not_over", "The day is not over.")
        return {"document_base64": base64.b64encode(self.statements[day]).decode()}


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


def make_seller(number: int = 0, *, balance_minor: int, verified: bool = True) -> UUID:
    owner = make_payer()
    seller_id = members.apply_as_seller(
        member_id=owner,
        name=f"Officina Brenta {number}",
        legal_name="Officina Brenta S.r.l.",
        kind="trader",
        country="IT",
        city="Padova",
        address=PostalAddress(
            name="Officina Brenta",
            line1="Via Roma 1",
            line2="",
            city="Padova",
            region="PD",
            postcode="35100",
            country="IT",
            phone="+390490000000",
        ),
        register_number="IT-PD-123456",
        contact_email="brenta@example.org",
        contact_phone="+390490000000",
        story="We mend hand tools and sell those that outlive us.",
    )
    if verified:
        members.verify_seller(seller_id=seller_id, actor=ACTOR, facts=["identity"])
        members.set_payout_account(
            seller_id=seller_id,
            iban=IBANS[number],
            holder_name="Officina Brenta S.r.l.",
            actor=Actor("member", owner),
        )
    ledger.post(
        key=f"test-balance:{seller_id}",
        cause_kind="intent",
        cause_id=new_id(),
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR"),
                balance_of(seller_id),
                balance_minor,
            )
        ],
    )
    return seller_id


def balance_of(seller_id: UUID) -> AccountRef:
    return AccountRef(AccountKind.SELLER_BALANCE, str(seller_id), "EUR")


def cash() -> int:
    """What the books say the bank holds."""
    return -books.balance(AccountRef(AccountKind.BANK_CASH, "", "EUR"))


@pytest.fixture
def noon(at_time: Callable[[datetime], None]) -> Callable[[datetime], None]:
    at_time(NOON)
    return at_time


def test_due_balances_leave_in_one_valid_file(bank: FakeBank, noon: Any) -> None:
    one, two = (make_seller(n, balance_minor=5_000 + n) for n in (0, 1))
    noon(NOON + timedelta(days=7))
    [batch_id] = pay_out.run(clock.now())
    assert books.balance(balance_of(one)) == books.balance(balance_of(two)) == 0
    batch = bank_queries.batch(batch_id)
    assert (batch.state, batch.count, batch.total_minor) == ("sent", 2, 10_001)
    [document] = bank.files.values()
    assert document == bank_queries.batch_document(batch_id)
    root = ET.fromstring(document)  # noqa: S314 made by ourselves
    assert root.findtext(".//{*}CtrlSum") == "100.01"
    assert {e.text for e in root.iterfind(".//{*}CdtrAcct/{*}Id/{*}IBAN")} == set(IBANS)
    ids = {payout.end_to_end_id for payout in bank_queries.payouts_in(batch_id)}
    assert {e.text for e in root.iterfind(".//{*}EndToEndId")} == ids
    assert pay_out.run(clock.now()) == []


def test_a_held_account_an_unverified_seller_and_a_small_balance_wait(
    bank: FakeBank, noon: Any
) -> None:
    make_seller(0, balance_minor=99)
    make_seller(1, balance_minor=5_000, verified=False)
    assert pay_out.run(clock.now() + timedelta(days=7)) == []


def test_a_balance_that_no_file_carries_stays_where_it_is(bank: FakeBank, noon: Any) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    pay_out.run(clock.now())
    yen = AccountRef(AccountKind.SELLER_BALANCE, str(seller_id), "JPY")
    ledger.post(
        key="yen",
        cause_kind="intent",
        cause_id=seller_id,
        transfers=[
            TransferDraft(AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "JPY"), yen, 5_000)
        ],
    )
    assert pay_out.run(clock.now()) == []
    assert books.balance(yen) == 5_000


def test_no_file_is_made_when_the_bank_is_closed(bank: FakeBank, noon: Any) -> None:
    make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=11))
    assert clock.now().weekday() == 5
    assert pay_out.run(clock.now()) == []


def test_a_file_whose_answer_was_lost_is_sent_again_under_its_key(
    bank: FakeBank, noon: Any
) -> None:
    make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    bank.fails = InDoubt("lost")
    [batch_id] = pay_out.run(clock.now())
    assert bank_queries.batch(batch_id).state == "made"
    bank.fails = None
    sweep.run()
    sweep.run()
    assert bank_queries.batch(batch_id).state == "sent"
    assert len(bank.files) == 1


@pytest.mark.parametrize("whole", [True, False])
def test_what_the_bank_refuses_stands_on_the_balance_again(
    bank: FakeBank, noon: Any, whole: bool
) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    if whole:
        bank.fails = Refusal("control_sum", "The sum is wrong.")
        pay_out.run(clock.now())
    else:
        bank.fails = InDoubt("lost")
        [batch_id] = pay_out.run(clock.now())
        bank.fails = None
        end_to_end_id = Payout.objects.get(batch=batch_id).end_to_end_id
        bank.rejected = [{"end_to_end_id": end_to_end_id, "reason_code": "AC01"}]
        pay_out.send(batch_id)
    assert books.balance(balance_of(seller_id)) == 5_000
    [payout] = bank_queries.payouts_of(seller_id)
    assert payout.state == "returned"
    assert payout.reason


def test_the_statement_books_payouts_settlement_and_cost(bank: FakeBank, noon: Any) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    pay_out.run(clock.now())
    [payout] = bank_queries.payouts_of(seller_id)
    document = statement(
        entry("50.00", "CRDT", code=MERCHANT, reference="SETTLEMENT-1"),
        entry("0.70", "DBIT", code=COST, reference="COST-1"),
        entry("50.00", "DBIT", end_to_end_id=payout.end_to_end_id),
    )
    bank.statements["2026-12-02"] = document
    assert reconcile.run(date(2026, 12, 2))
    assert reconcile.run(date(2026, 12, 2))
    assert bank_queries.payouts_of(seller_id)[0].state == "booked"
    assert books.balance(AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")) == 0
    assert books.balance(AccountRef(AccountKind.PROCESSING_COST, "", "EUR")) == -70
    assert cash() == -70
    assert bank_queries.unmatched_lines() == ()
    assert books.audit() == []


def test_a_settlement_is_known_though_its_payment_was_charged_back_meanwhile(
    bank: FakeBank, noon: Any, make_intent: Callable[..., UUID], start: Callable[..., Step]
) -> None:
    intent_id = make_intent(8_000)
    start(intent_id)
    attempt = Attempt.objects.get(intent_id=intent_id)
    chargeback.record_opened(
        network_case_id="cb-1",
        attempt_id=attempt.id,
        reason_code="10.4",
        amount_minor=8_000,
        answer_due_at=NOON + timedelta(days=30),
    )
    bank.statements["2026-11-23"] = statement(entry("80.00", "CRDT", code=MERCHANT))
    bank.statements["2026-11-24"] = statement(entry("80.00", "DBIT", code=MERCHANT))
    bank.statements["2026-11-25"] = statement(entry("80.01", "CRDT", code=MERCHANT))
    assert all(reconcile.run(date(2026, 11, day)) for day in (23, 24))
    assert bank_queries.unmatched_lines() == ()
    assert books.balance(AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")) == 0
    assert reconcile.run(date(2026, 11, 25))
    assert len(bank_queries.unmatched_lines()) == 1


def test_a_payout_that_comes_back_stands_on_the_balance_again(bank: FakeBank, noon: Any) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    pay_out.run(clock.now())
    [payout] = bank_queries.payouts_of(seller_id)
    out = entry("50.00", "DBIT", end_to_end_id=payout.end_to_end_id)
    back = entry("50.00", "CRDT", end_to_end_id=payout.end_to_end_id, text="Returned: AC04")
    bank.statements["2026-12-02"] = statement(out)
    bank.statements["2026-12-03"] = statement(back)
    noon(NOON + timedelta(days=10))
    reconcile.run_daily()
    reconcile.run(date(2026, 12, 2))
    reconcile.run(date(2026, 12, 3))
    [payout] = bank_queries.payouts_of(seller_id)
    assert (payout.state, payout.reason) == ("returned", "Returned: AC04")
    assert books.balance(balance_of(seller_id)) == 5_000
    assert cash() == 0


def test_what_nobody_knows_waits_for_a_person_and_still_counts_as_cash(
    bank: FakeBank, noon: Any
) -> None:
    bank.statements["2026-11-23"] = statement(entry("12.00", "CRDT", text="For the cat"))
    assert reconcile.run(date(2026, 11, 23))
    assert cash() == 1_200
    [line] = bank_queries.unmatched_lines()
    assert (line.amount_minor, line.remittance) == (1_200, "For the cat")
    finance = Actor("finance", new_id())
    with pytest.raises(Refusal):
        reconcile.place(
            line_id=line.id, place="loss", note="", actor=finance, alone_up_to_minor=ALONE
        )
    with pytest.raises(Refusal):
        reconcile.place(
            line_id=line.id,
            place="pocket",
            note="It is mine",
            actor=finance,
            alone_up_to_minor=ALONE,
        )
    reconcile.place(
        line_id=line.id,
        place="fee",
        note="A gift, see letter",
        actor=finance,
        alone_up_to_minor=ALONE,
    )
    assert bank_queries.unmatched_lines() == ()
    assert books.balance(AccountRef(AccountKind.PLATFORM_FEE, "", "EUR")) == 1_200
    with pytest.raises(Refusal) as refused:
        reconcile.place(
            line_id=line.id, place="fee", note="Once more", actor=finance, alone_up_to_minor=ALONE
        )
    assert refused.value.code == "line_placed"


def test_a_statement_of_another_account_is_not_taken(bank: FakeBank, noon: Any) -> None:
    other = statement(entry("1.00", "CRDT"), iban="DE89370400440532013000")
    bank.statements["2026-11-23"] = other
    assert not reconcile.run(date(2026, 11, 23))
    assert bank_queries.statement_days() == ()
