"""A chargeback is answered: by its day, once, with what is true."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel import deadlines, outbox
from fondaco.kernel.ids import new_id
from fondaco.market.cases import network_evidence
from fondaco.market.cases.models import Case, CaseEvent
from fondaco.market.payments import chargeback, evidence, queries
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Chargeback, ChargebackAnswer
from tests.conftest import NOON
from tests.rooms.payments.disputing import dispute, purchase
from tests.rooms.trade import story
from tests.rooms.trade.conftest import what_migrations_seed

__all__ = ["what_migrations_seed"]

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


def state(chargeback_id: object) -> str:
    return Chargeback.objects.get(id=chargeback_id).state


def test_the_answer_is_sent_by_itself_and_the_case_says_so(
    gateway: ScriptedGateway, at_time: AtTime
) -> None:
    at_time(NOON)
    checkout = purchase()
    chargeback_id = dispute(checkout, case_id="n-1")
    assert deadlines.open_deadlines(chargeback_id)[network_evidence.KIND] == NOON + 2 * DAY
    at_time(NOON + 1 * DAY)
    deadlines.fire_due()
    assert state(chargeback_id) == "opened"
    at_time(NOON + 3 * DAY)
    deadlines.fire_due()
    deadlines.fire_due()
    assert state(chargeback_id) == "answered"
    sent = gateway.evidence["n-1"]
    assert sent.reason_code == "10.4"
    assert [each["kind"] for each in sent.documents] == [
        "3ds_authentication",
        "receipt",
        "listing_snapshot",
    ]
    assert [name for name, _ in gateway.calls].count("evidence") == 1
    case = Case.objects.get(chargeback_id=chargeback_id)
    [told] = CaseEvent.objects.filter(case=case, event="chargeback_answered")
    assert told.at == NOON + 3 * DAY
    [view] = queries.chargebacks([checkout.intent_id])[checkout.intent_id]
    assert (view.answered_at, view.answer_refusal) == (NOON + 3 * DAY, "")
    assert "did not make this payment" in view.reason_words


def test_an_answer_in_doubt_is_sent_again_word_for_word(
    gateway: ScriptedGateway, at_time: AtTime
) -> None:
    at_time(NOON)
    chargeback_id = dispute(purchase(), case_id="n-1")
    gateway.lose_answers.add("evidence")
    assert network_evidence.answer_now(chargeback_id=chargeback_id)
    assert state(chargeback_id) == "opened"
    evidence.send_prepared(outbox.Event(new_id(), "chargeback.prepared", chargeback_id, {}))
    assert state(chargeback_id) == "answered"
    keys = {key for name, key in gateway.calls if name == "evidence"}
    assert keys == {f"{chargeback_id}:evidence"}


def test_an_answer_that_comes_too_late_is_kept_as_refused(
    gateway: ScriptedGateway, at_time: AtTime
) -> None:
    at_time(NOON)
    checkout = purchase()
    chargeback_id = dispute(checkout, case_id="late-1", due_at=NOON + DAY)
    deadlines.fire_due()
    [view] = queries.chargebacks([checkout.intent_id])[checkout.intent_id]
    assert (view.state, view.answer_refusal) == ("opened", "answer_too_late")
    chargeback.record_decided(network_case_id="late-1", won=False)
    assert state(chargeback_id) == "lost"


def test_a_decided_chargeback_is_not_answered(gateway: ScriptedGateway, at_time: AtTime) -> None:
    at_time(NOON)
    chargeback_id = dispute(purchase(), case_id="n-1")
    chargeback.record_decided(network_case_id="n-1", won=True)
    assert not network_evidence.answer_now(chargeback_id=chargeback_id)
    at_time(NOON + 5 * DAY)
    deadlines.fire_due()
    assert gateway.evidence == {}
    assert not ChargebackAnswer.objects.exists()


def test_earlier_payments_of_the_card_are_shown(gateway: ScriptedGateway, at_time: AtTime) -> None:
    buyer_id = story.a_buyer()
    for days in (200, 150):
        at_time(NOON - days * DAY)
        purchase(buyer_id)
    at_time(NOON)
    dispute(purchase(buyer_id), case_id="n-1")
    at_time(NOON + 3 * DAY)
    deadlines.fire_due()
    first = gateway.evidence["n-1"].documents[0]
    assert first["kind"] == "prior_payments"
    for element in ("member account", "ip address", "device", "shipping address"):
        assert element in first["text"]


def test_disputed_payments_show_nothing(gateway: ScriptedGateway, at_time: AtTime) -> None:
    buyer_id = story.a_buyer()
    at_time(NOON - 200 * DAY)
    purchase(buyer_id)
    at_time(NOON - 150 * DAY)
    dispute(purchase(buyer_id))
    at_time(NOON)
    known = evidence.known(dispute(purchase(buyer_id)))
    assert known is not None
    assert len(known.earlier) == 1


def test_a_delivery_is_proven_to_the_bank(gateway: ScriptedGateway, at_time: AtTime) -> None:
    at_time(NOON)
    checkout = purchase()
    story.arrive(checkout.orders[0].id)
    dispute(checkout, reason_code="13.1", case_id="n-1")
    network_evidence.answer_now(chargeback_id=Chargeback.objects.get().id)
    first = gateway.evidence["n-1"].documents[0]
    assert first["kind"] == "delivery_proof"
    assert "RB204811734IT" in first["text"]
