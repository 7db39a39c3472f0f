"""Several chargebacks against one payment: what holds it, and what exceeds it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import chargeback, queries
from fondaco.market.payments.models import Attempt, Chargeback
from fondaco.market.payments.values import Step
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def balance(kind: AccountKind) -> int:
    return books.balance(AccountRef(kind, "", "EUR"))


@pytest.fixture
def paid(
    make_intent: Callable[..., UUID], start: Callable[..., Step], at_time: Any
) -> Callable[..., UUID]:
    """A payment of 80.00; gives what opens chargebacks against it."""
    at_time(NOON)
    intent_id = make_intent(8_000)
    start(intent_id)
    attempt_id = Attempt.objects.get(intent_id=intent_id).id

    def opened(name: str, amount_minor: int) -> UUID:
        return chargeback.record_opened(
            network_case_id=name,
            attempt_id=attempt_id,
            reason_code="10.4",
            amount_minor=amount_minor,
            answer_due_at=NOON + timedelta(days=30),
        )

    return opened


def disputed(chargeback_id: UUID) -> bool:
    return queries.is_disputed(Chargeback.objects.get(id=chargeback_id).intent_id)


def test_one_that_is_won_does_not_free_a_payment_that_another_holds(
    paid: Callable[..., UUID],
) -> None:
    first, second = paid("cb-1", 4_000), paid("cb-2", 4_000)
    assert chargeback.another_undecided(first) == second
    chargeback.record_decided(network_case_id="cb-1", won=True)
    assert disputed(first)
    assert (chargeback.is_undecided(first), chargeback.is_undecided(second)) == (False, True)
    assert chargeback.another_undecided(second) is None
    chargeback.record_decided(network_case_id="cb-2", won=True)
    assert not disputed(first)
    assert balance(AccountKind.CHARGEBACK) == 0


def test_one_that_is_lost_and_in_nobodys_books_yet_holds_the_payment(
    paid: Callable[..., UUID],
) -> None:
    first = paid("cb-1", 4_000)
    paid("cb-2", 4_000)
    chargeback.record_decided(network_case_id="cb-1", won=False)
    chargeback.record_decided(network_case_id="cb-2", won=True)
    assert disputed(first)
    chargeback.record_borne(chargeback_id=first)
    chargeback.record_borne(chargeback_id=first)
    assert not disputed(first)


def test_what_exceeds_the_capture_is_no_part_of_the_order_and_listed(
    paid: Callable[..., UUID],
) -> None:
    first = paid("cb-1", 8_000)
    assert queries.over_captured() == ()
    second = paid("cb-2", 5_000)
    assert (balance(AccountKind.CHARGEBACK), balance(AccountKind.UNMATCHED)) == (-8_000, -5_000)
    [listed] = queries.over_captured()
    assert (listed.id, listed.excess_minor) == (second, 5_000)
    assert queries.totals()["over_captured"] == (listed,)
    chargeback.record_decided(network_case_id="cb-2", won=True)
    assert (balance(AccountKind.CHARGEBACK), balance(AccountKind.UNMATCHED)) == (-8_000, 0)
    assert queries.over_captured() == ()
    assert books.audit() == []
    third = paid("cb-3", 9_000)
    assert Chargeback.objects.get(id=third).excess_minor == 9_000
    assert Chargeback.objects.get(id=first).excess_minor == 0


def test_one_that_the_network_never_decided_counts_as_lost_once(
    paid: Callable[..., UUID],
) -> None:
    first = paid("cb-1", 8_000)
    chargeback.record_unanswered(chargeback_id=first)
    chargeback.record_unanswered(chargeback_id=first)
    chargeback.record_decided(network_case_id="cb-1", won=True)
    row = Chargeback.objects.get(id=first)
    assert (row.state, balance(AccountKind.CHARGEBACK)) == ("lost", -8_000)
