"""Money back to the card: never more than was taken, whatever is repeated or overtaken."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.db import transaction as db_transaction

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import acquirer_news, actions, queries, refund
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt, Intent
from fondaco.market.payments.values import Step

pytestmark = pytest.mark.django_db

ORDER = new_id()
RECEIVABLE = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")


@pytest.fixture
def paid(make_intent: Callable[..., UUID], start: Callable[..., Step]) -> Callable[[str], UUID]:
    def pay(token: str = "card_ok") -> UUID:
        intent_id = make_intent(8_000, orders=(ORDER,))
        assert start(intent_id, token).kind == "succeeded"
        return intent_id

    return pay


@action
def give_back(intent_id: UUID, amount_minor: int, key: str = "r1") -> UUID:
    """As trade does it: the decision, the books and the request in one transaction."""
    refund_id = actions.request_refund(
        key=key, intent_id=intent_id, amount_minor=amount_minor, cause_kind="case", cause_id=ORDER
    )
    ledger.post(
        key=f"refund:{refund_id}",
        cause_kind="refund",
        cause_id=refund_id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.ESCROW, str(ORDER), "EUR"),
                AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), "EUR"),
                amount_minor,
            )
        ],
    )
    return refund_id


def test_a_refund_that_settles_at_once_leaves_nothing_in_transit(
    paid: Callable[..., UUID],
) -> None:
    intent_id = paid()
    refund_id = give_back(intent_id, 3_000)
    [view] = queries.refunds([ORDER])[ORDER]
    assert (view.id, view.state, view.amount_minor) == (refund_id, "settled", 3_000)
    assert view.network_reference
    assert queries.intent(intent_id).refunded_minor == 3_000
    assert books.balance(AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), "EUR")) == 0
    assert books.balance(RECEIVABLE) == -5_000


def test_the_acquirer_settles_later(paid: Callable[..., UUID]) -> None:
    refund_id = give_back(paid("card_slow"), 3_000)
    assert queries.refund(refund_id).state == "sent"
    body = {"refund_key": f"{refund_id}:refund", "network_reference": "ARN123"}
    assert acquirer_news.receive(event_id="e1", kind="refund.settled", body=body)
    assert not acquirer_news.receive(event_id="e1", kind="refund.settled", body=body)
    assert acquirer_news.receive(event_id="e2", kind="refund.settled", body=body)
    settled = queries.refund(refund_id)
    assert (settled.state, settled.network_reference) == ("settled", "ARN123")
    assert books.balance(RECEIVABLE) == -5_000


def test_a_closed_card_refuses_and_the_money_stays_in_transit(paid: Callable[..., UUID]) -> None:
    intent_id = paid("card_closed")
    refund_id = give_back(intent_id, 3_000)
    assert queries.refund(refund_id).state == "refused"
    assert queries.intent(intent_id).refunded_minor == 0
    assert books.balance(AccountRef(AccountKind.REFUND_IN_TRANSIT, str(refund_id), "EUR")) == 3_000


def test_no_more_is_refunded_than_was_captured(paid: Callable[..., UUID]) -> None:
    intent_id = paid()
    give_back(intent_id, 5_000, "r1")
    with pytest.raises(Refusal) as refused:
        give_back(intent_id, 3_001, "r2")
    assert refused.value.code == "refund_too_large"
    assert refused.value.details["left_minor"] == 3_000
    give_back(intent_id, 3_000, "r3")
    assert queries.intent(intent_id).refunded_minor == 8_000


def test_the_database_too_refuses_more_than_was_captured(paid: Callable[..., UUID]) -> None:
    intent_id = paid()
    with pytest.raises(IntegrityError), db_transaction.atomic():
        Intent.objects.filter(id=intent_id).update(refunded_minor=8_001)


def test_the_same_key_refunds_once(paid: Callable[..., UUID], gateway: ScriptedGateway) -> None:
    intent_id = paid()
    assert give_back(intent_id, 1_000) == give_back(intent_id, 1_000)
    assert queries.intent(intent_id).refunded_minor == 1_000
    assert [name for name, _ in gateway.calls].count("refund") == 1
    with pytest.raises(ValueError, match="another refund"):
        give_back(intent_id, 999)


def test_a_lost_answer_is_read_back_before_anything_is_repeated(
    paid: Callable[..., UUID], gateway: ScriptedGateway
) -> None:
    intent_id = paid()
    gateway.lose_answers.add("refund")
    refund_id = give_back(intent_id, 1_000)
    assert queries.refund(refund_id).state == "requested"
    refund.send(refund_id)
    refund.send(refund_id)
    assert queries.refund(refund_id).state == "settled"
    assert [name for name, _ in gateway.calls].count("refund") == 1


def test_an_unpaid_intent_has_nothing_to_refund(make_intent: Callable[..., UUID]) -> None:
    with pytest.raises(Refusal) as refused:
        give_back(make_intent(100, orders=(ORDER,)), 100)
    assert refused.value.code == "not_captured"


def opened(intent_id: UUID, amount_minor: int = 8_000) -> dict[str, object]:
    attempt = Attempt.objects.get(intent_id=intent_id, state="captured")
    return {
        "chargeback_id": "cb-1",
        "capture_key": f"{attempt.id}:capture",
        "reason_code": "10.4",
        "amount_minor": amount_minor,
        "answer_until_at": "2026-12-24T12:00:00+00:00",
    }


def test_a_chargeback_disputes_the_payment_and_blocks_refunds(paid: Callable[..., UUID]) -> None:
    intent_id = paid()
    body = opened(intent_id)
    assert acquirer_news.receive(event_id="c1", kind="chargeback.opened", body=body)
    acquirer_news.receive(event_id="c1-again", kind="chargeback.opened", body=body)
    assert queries.is_disputed(intent_id)
    [view] = queries.chargebacks([intent_id])[intent_id]
    assert (view.reason_code, view.state, view.amount_minor) == ("10.4", "opened", 8_000)
    assert books.balance(RECEIVABLE) == 0
    with pytest.raises(Refusal) as refused:
        give_back(intent_id, 100)
    assert refused.value.code == "payment_disputed"
    won = {"chargeback_id": "cb-1"}
    assert acquirer_news.receive(event_id="c2", kind="chargeback.won", body=won)
    assert not queries.is_disputed(intent_id)
    assert books.balance(RECEIVABLE) == -8_000


def test_a_lost_chargeback_stays_on_its_account(paid: Callable[..., UUID]) -> None:
    intent_id = paid()
    acquirer_news.receive(event_id="c1", kind="chargeback.opened", body=opened(intent_id))
    acquirer_news.receive(event_id="c2", kind="chargeback.lost", body={"chargeback_id": "cb-1"})
    assert queries.is_disputed(intent_id)
    assert books.balance(AccountRef(AccountKind.CHARGEBACK, "", "EUR")) == -8_000


def test_news_out_of_order_is_asked_for_again(paid: Callable[..., UUID]) -> None:
    intent_id = paid()
    won = {"chargeback_id": "cb-1"}
    with pytest.raises(NotFound):
        acquirer_news.receive(event_id="c2", kind="chargeback.won", body=won)
    acquirer_news.receive(event_id="c1", kind="chargeback.opened", body=opened(intent_id))
    assert acquirer_news.receive(event_id="c2", kind="chargeback.won", body=won)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("refund.vanished", {}),
        ("refund.settled", {}),
        ("refund.settled", {"refund_key": "x"}),
        ("refund.settled", {"refund_key": f"{ORDER}:refund"}),
        ("chargeback.opened", {"chargeback_id": "x"}),
        (
            "chargeback.opened",
            {
                "chargeback_id": "x",
                "capture_key": f"{ORDER}:capture",
                "amount_minor": 1,
                "reason_code": "1",
                "answer_until_at": "soon",
            },
        ),
    ],
)
def test_news_that_can_never_be_right_is_refused_for_good(
    db: None, kind: str, body: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        acquirer_news.receive(event_id="e", kind=kind, body=body)
    assert refused.value.status == 422
