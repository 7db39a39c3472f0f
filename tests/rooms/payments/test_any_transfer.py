"""Whatever money comes, in whatever parts and order, every cent is the payment's or goes back."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments import actions, pay_out, queries, transfer, transfer_queries
from fondaco.market.payments.models import OutgoingPayment, Refund
from fondaco.market.payments.values import Allocation
from tests.rooms.payments.conftest import SCRIPTED, make_payer
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.payments.test_transfers import refund
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

SUM = 1_000
STEP = st.one_of(
    st.tuples(st.just("comes"), st.integers(1, SUM + 300)),
    st.tuples(
        st.sampled_from(["mangled", "aside", "again", "cancel", "over", "pay_out", "told"]),
        st.just(0),
    ),
    st.tuples(st.sampled_from(["refund", "books", "returns"]), st.integers(1, SUM)),
)


@override_settings(FONDACO_GATEWAY=SCRIPTED)
class TransfersInAnyOrder(TestCase):
    def setUp(self) -> None:
        self.bank = FakeBank()
        self.before = list(pay_out._bank)
        pay_out._bank[:] = [self.bank]  # type: ignore[list-item]  # the bank's two doors
        self.order, checkout_id = new_id(), new_id()
        self.intent_id = actions.create_intent(
            key=f"checkout:{checkout_id}",
            member_id=make_payer(),
            amount_minor=SUM,
            currency="EUR",
            payee="Fondaco",
            reference="FO-1",
            reference_id=checkout_id,
            allocations=[Allocation(str(self.order), SUM)],
        )
        self.expected = expect(self.intent_id, days=400)

    def tearDown(self) -> None:
        pay_out._bank[:] = self.before

    @settings(max_examples=25, deadline=None)
    @given(steps=st.lists(STEP, max_size=10))
    def test_every_cent_is_somewhere(self, steps: list[tuple[str, Any]]) -> None:
        self.day = clock.today()
        self.came_minor = self.mangled_minor = self.number = 0
        for what, value in steps:
            with suppress(Refusal):
                getattr(self, f"_{what}")(value)
            self._check()

    def _read(self, *lines: str) -> None:
        self.day += timedelta(days=1)
        read(self.bank, *lines, day=self.day)

    def _comes(self, minor: int) -> None:
        self.number += 1
        self.came_minor += minor
        iban = SENDER if self.number % 2 else OTHER
        reference = self.expected.reference
        line = comes(minor, creditor=reference, number=f"N{self.number}", iban=iban, day=self.day)
        self._read(line)

    def _told(self, _: int) -> None:
        if self.number:
            self.mangled_minor += 7
            again = comes(7, creditor=self.expected.reference, number=f"N{self.number}")
            self._read(again)

    def _mangled(self, _: int) -> None:
        self.mangled_minor += 5
        self._read(comes(5, text=self.expected.reference[:-2]))

    def _aside(self, _: int) -> None:
        transfer.set_aside(intent_id=self.intent_id)

    def _again(self, _: int) -> None:
        expect(self.intent_id, days=400)

    def _cancel(self, _: int) -> None:
        actions.cancel_intent(intent_id=self.intent_id)

    def _over(self, _: int) -> None:
        self.day = max(self.day, self.expected.until_date)
        self._read()
        actions.cancel_intent(intent_id=self.intent_id, time_is_over=True)

    def _pay_out(self, _: int) -> None:
        pay_out._pay_back(self.day)

    def _refund(self, minor: int) -> None:
        refund(self.intent_id, self.order, minor)

    def _books(self, which: int) -> None:
        rows = list(OutgoingPayment.objects.filter(state="sent").order_by("id"))
        if rows:
            row = rows[which % len(rows)]
            self._read(goes(row.amount_minor, row.end_to_end_id))

    def _returns(self, which: int) -> None:
        rows = list(OutgoingPayment.objects.filter(state="booked").order_by("id"))
        if rows:
            row = rows[which % len(rows)]
            self._read(returns(row.amount_minor, row.end_to_end_id))

    def _check(self) -> None:
        assert sound()
        intent = queries.intent(self.intent_id)
        now = transfer_queries.transfer_of(self.intent_id)
        assert now is not None
        assert intent.captured_minor in {0, SUM}
        assert intent.refunded_minor <= intent.captured_minor
        back_minor = sum(row.amount_minor for row in Refund.objects.filter(of_capture=False))
        held_minor = balance(AccountKind.TRANSFER_HELD, self.expected.id)
        assert self.came_minor == intent.captured_minor + held_minor + back_minor
        assert held_minor == (now.held_minor if now.state == "partly" else 0)
        assert total(AccountKind.UNMATCHED) == self.mangled_minor
        counted = Refund.objects.filter(of_capture=True).exclude(state="refused")
        assert intent.refunded_minor == sum(row.amount_minor for row in counted)
