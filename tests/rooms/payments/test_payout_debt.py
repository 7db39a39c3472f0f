"""What a seller owes is taken before they are paid, also from a payout that comes back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import bank_queries, pay_out, reconcile
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import FakeBank, balance_of, bank, cash, make_seller, noon
from tests.rules.market.payments.statements import entry, statement

__all__ = ["bank", "noon"]

pytestmark = pytest.mark.django_db


def debt_of(seller_id: UUID) -> AccountRef:
    return AccountRef(AccountKind.SELLER_DEBT, str(seller_id), "EUR")


def owe(seller_id: UUID, amount_minor: int) -> None:
    """A refund found neither balance nor reserve, so that the platform paid it."""
    loss = AccountRef(AccountKind.PLATFORM_LOSS, "", "EUR")
    ledger.post(
        key=f"debt:{new_id()}",
        cause_kind="refund",
        cause_id=new_id(),
        transfers=[TransferDraft(debt_of(seller_id), loss, amount_minor)],
    )


def amounts(seller_id: UUID) -> list[tuple[str, int]]:
    return [(each.state, each.amount_minor) for each in bank_queries.payouts_of(seller_id)]


def test_a_returned_payout_pays_the_debt_first(bank: FakeBank, noon: Any) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    pay_out.run(clock.now())
    [payout] = bank_queries.payouts_of(seller_id)
    owe(seller_id, 4_000)
    out = entry("50.00", "DBIT", end_to_end_id=payout.end_to_end_id)
    back = entry("50.00", "CRDT", end_to_end_id=payout.end_to_end_id, text="Returned: AC04")
    bank.statements["2026-12-02"] = statement(out)
    bank.statements["2026-12-03"] = statement(back)
    noon(NOON + timedelta(days=10))
    reconcile.run(date(2026, 12, 2))
    reconcile.run(date(2026, 12, 3))
    assert (books.balance(debt_of(seller_id)), books.balance(balance_of(seller_id))) == (0, 1_000)
    pay_out.run(clock.now())
    assert amounts(seller_id) == [("sent", 1_000), ("returned", 5_000)]
    assert cash() == 0
    assert books.audit() == []


def test_a_refused_file_leaves_no_more_than_the_debt_allows(bank: FakeBank, noon: Any) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    bank.fails = InDoubt("lost")
    [batch_id] = pay_out.run(clock.now())
    owe(seller_id, 9_000)
    bank.fails = Refusal("control_sum", "The sum is wrong.")
    pay_out.send(batch_id)
    assert books.balance(balance_of(seller_id)) == 0
    assert books.balance(debt_of(seller_id)) == -4_000


def test_a_balance_is_paid_out_less_the_debt(bank: FakeBank, noon: Any) -> None:
    one, two = (make_seller(n, balance_minor=5_000) for n in (0, 1))
    owe(one, 1_500)
    owe(two, 6_000)
    noon(NOON + timedelta(days=7))
    assert bank_queries.next_payout(one, "EUR").amount_minor == 3_500
    assert bank_queries.next_payout(two, "EUR").reason == "below_minimum"
    pay_out.run(clock.now())
    assert (amounts(one), amounts(two)) == ([("sent", 3_500)], [])
    assert (books.balance(debt_of(one)), books.balance(debt_of(two))) == (0, -1_000)
    assert books.balance(balance_of(two)) == 0
    assert books.audit() == []
