"""Whatever refunds are asked for, settled and refused in whatever order, the sums hold."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import actions, pay, queries, refund
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.values import Allocation
from tests.rooms.payments.conftest import RETURN_URL, SCRIPTED, make_payer
from tests.rooms.payments.test_refunds import ORDER, give_back

CAPTURED = 1_000
STEP = st.one_of(
    st.tuples(st.just("ask"), st.integers(1, CAPTURED + 200)),
    st.tuples(st.sampled_from(["settle", "refuse", "again"]), st.integers(0, 9)),
)


def take_back(refund_id: UUID) -> None:
    """A refused refund's owner puts its money back, to give it another way."""
    ledger.post(
        key=f"refused:{refund_id}",
        cause_kind="refund",
        cause_id=refund_id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), "EUR"),
                AccountRef(AccountKind.ESCROW, str(ORDER), "EUR"),
                queries.refund(refund_id).amount_minor,
            )
        ],
    )


@override_settings(FONDACO_GATEWAY=SCRIPTED)
class RefundsInAnyOrder(TestCase):
    def setUp(self) -> None:
        chosen._made.cache_clear()
        checkout_id = new_id()
        self.intent_id = actions.create_intent(
            key=f"checkout:{checkout_id}",
            member_id=make_payer(),
            amount_minor=CAPTURED,
            currency="EUR",
            payee="Fondaco",
            reference="FO-1",
            reference_id=checkout_id,
            allocations=[Allocation(str(ORDER), CAPTURED)],
        )
        step = pay.start(
            self.intent_id,
            card_token="card_slow",
            save_card=False,
            browser={},
            key="1",
            return_url=RETURN_URL,
        )
        assert step.kind == "succeeded"

    @settings(max_examples=12)
    @given(steps=st.lists(STEP, max_size=8))
    def test_nothing_is_given_back_that_was_not_taken(self, steps: list[tuple[str, Any]]) -> None:
        asked: list[UUID] = []
        for number, (what, value) in enumerate(steps):
            if what == "ask":
                with suppress(Refusal):
                    asked.append(give_back(self.intent_id, value, key=str(number)))
            elif asked:
                self._answer(what, asked[value % len(asked)])
        self._check()

    def _answer(self, what: str, refund_id: UUID) -> None:
        if what == "settle":
            refund.record_settled(refund_id=refund_id)
        elif what == "again":
            refund.send(refund_id)
        elif queries.refund(refund_id).state == "sent":
            refund.record_refused(refund_id=refund_id, reason="14")
            take_back(refund_id)

    def _check(self) -> None:
        intent = queries.intent(self.intent_id)
        views = queries.refunds_of([self.intent_id]).get(self.intent_id, [])
        counted = sum(view.amount_minor for view in views if view.state != "refused")
        settled = sum(view.amount_minor for view in views if view.state == "settled")
        assert intent.refunded_minor == counted <= intent.captured_minor == CAPTURED
        receivable = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")
        assert books.balance(receivable) == settled - CAPTURED
        for view in views:
            transit = AccountRef(AccountKind.REFUND_IN_TRANSIT, str(view.id), "EUR")
            assert books.balance(transit) == (view.amount_minor if view.state == "sent" else 0)
        assert books.audit() == []
