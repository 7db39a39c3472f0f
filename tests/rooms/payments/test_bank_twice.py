"""What the bank books or returns twice, or in the wrong order, still counts as its cash."""

from datetime import date, timedelta
from typing import Any

import pytest

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments import bank_queries, pay_out, reconcile
from fondaco.market.payments.models import OutgoingPayment
from fondaco.market.payments.values import PayoutView
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import (
    IBANS,
    FakeBank,
    balance_of,
    bank,
    cash,
    make_seller,
    noon,
)
from tests.rules.market.payments.statements import entry, statement

__all__ = ["bank", "noon"]

ALONE = 10_000_000
"""Nothing in these stories is so much that it needs a second person."""

pytestmark = pytest.mark.django_db

FINANCE = Actor("finance", new_id())


def sent(bank: FakeBank, noon: Any) -> PayoutView:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    pay_out.run(clock.now())
    [payout] = bank_queries.payouts_of(seller_id)
    return payout


def told(bank: FakeBank, *days: tuple[str, ...]) -> None:
    """Read one statement a day from December 2 on."""
    for number, lines in enumerate(days, 2):
        day = date(2026, 12, number)
        bank.statements[day.isoformat()] = statement(*lines)
        assert reconcile.run(day)


def out(end_to_end_id: str) -> str:
    return entry("50.00", "DBIT", end_to_end_id=end_to_end_id)


def back(end_to_end_id: str) -> str:
    return entry("50.00", "CRDT", end_to_end_id=end_to_end_id, text="Returned: AC04")


def state_of(payout: PayoutView) -> tuple[str, int]:
    [now] = bank_queries.payouts_of(payout.seller_id)
    return now.state, books.balance(balance_of(payout.seller_id))


def test_a_payout_booked_twice_waits_for_a_person(bank: FakeBank, noon: Any) -> None:
    payout = sent(bank, noon)
    one = out(payout.end_to_end_id)
    told(bank, (one, one), (one,))
    assert cash() == -15_000
    assert state_of(payout) == ("booked", 0)
    lines = bank_queries.unmatched_lines()
    assert [line.amount_minor for line in lines] == [-5_000, -5_000]
    assert all("before" in line.note for line in lines)
    assert books.audit() == []


def test_the_bank_mending_its_double_booking_gives_the_seller_nothing(
    bank: FakeBank, noon: Any
) -> None:
    payout = sent(bank, noon)
    told(
        bank, (out(payout.end_to_end_id), out(payout.end_to_end_id)), (back(payout.end_to_end_id),)
    )
    assert cash() == -5_000
    assert state_of(payout) == ("booked", 0)
    assert books.total(AccountKind.UNMATCHED, "EUR") == 0
    assert [line.amount_minor for line in bank_queries.unmatched_lines()] == [-5_000, 5_000]


def test_a_payout_returned_twice_is_given_back_once(bank: FakeBank, noon: Any) -> None:
    payout = sent(bank, noon)
    one = back(payout.end_to_end_id)
    told(bank, (out(payout.end_to_end_id),), (one,), (one,))
    assert cash() == 5_000
    assert state_of(payout) == ("returned", 5_000)
    assert [line.amount_minor for line in bank_queries.unmatched_lines()] == [5_000]


def test_a_return_told_before_its_booking_is_the_same_in_the_end(bank: FakeBank, noon: Any) -> None:
    payout = sent(bank, noon)
    told(bank, (back(payout.end_to_end_id),))
    assert cash() == 5_000
    assert state_of(payout) == ("returned", 5_000)
    bank.statements["2026-12-03"] = statement(out(payout.end_to_end_id))
    assert reconcile.run(date(2026, 12, 3))
    assert cash() == 0
    assert bank_queries.unmatched_lines() == ()
    bank.statements["2026-12-04"] = statement(out(payout.end_to_end_id))
    assert reconcile.run(date(2026, 12, 4))
    assert cash() == -5_000
    assert len(bank_queries.unmatched_lines()) == 1


def test_a_payout_that_the_bank_refused_and_booked_waits_for_a_person(
    bank: FakeBank, noon: Any
) -> None:
    bank.fails = Refusal("control_sum", "The sum is wrong.")
    payout = sent(bank, noon)
    told(bank, (out(payout.end_to_end_id),))
    assert cash() == -5_000
    assert state_of(payout) == ("returned", 5_000)
    assert [line.amount_minor for line in bank_queries.unmatched_lines()] == [-5_000]


@pytest.mark.parametrize(
    ("days", "in_bank", "state", "open_minor"),
    [
        (("out", "out"), -10_000, "booked", [-5_000]),
        (("out", "back", "back"), 5_000, "returned", [5_000]),
        (("back", "out"), 0, "returned", []),
    ],
)
def test_what_goes_back_to_others_is_taken_once_too(
    bank: FakeBank,
    noon: Any,
    days: tuple[str, ...],
    in_bank: int,
    state: str,
    open_minor: list[int],
) -> None:
    bank.statements["2026-12-01"] = statement(
        entry("50.00", "CRDT", text="For the cat", iban=IBANS[0], name="Marta Ruiz")
    )
    noon(NOON + timedelta(days=7))
    assert reconcile.run(date(2026, 12, 1))
    [line] = bank_queries.unmatched_lines()
    reconcile.place(
        line_id=line.id, place="back", note="Not ours", actor=FINANCE, alone_up_to_minor=ALONE
    )
    pay_out.run(clock.now())
    payment = OutgoingPayment.objects.get()
    told(bank, *[({"out": out, "back": back}[what](payment.end_to_end_id),) for what in days])
    payment.refresh_from_db()
    assert (payment.state, cash()) == (state, 5_000 + in_bank)
    again = [5_000] if state == "returned" else []
    found = sorted(each.amount_minor for each in bank_queries.unmatched_lines())
    assert found == sorted(again + open_minor)
    assert books.audit() == []


def test_a_balance_that_the_books_do_not_have_is_listed(bank: FakeBank, noon: Any) -> None:
    noon(NOON + timedelta(days=7))
    told(bank, (entry("12.00", "CRDT"),))
    found = bank_queries.differences()
    assert [(each.what, each.stated_minor, each.expected_minor) for each in found] == [
        ("books", -750, 11_200),
        ("lines", -750, 11_200),
    ]


def test_a_balance_that_fits_is_not_listed(bank: FakeBank, noon: Any) -> None:
    payout = sent(bank, noon)
    told(bank, (out(payout.end_to_end_id), entry("57.50", "DBIT", text="Rent")))
    assert bank_queries.differences() == ()
