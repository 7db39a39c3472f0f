"""A dispute from the cardholder's word to its end, and the shop's answer on the way."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.bank.acquirer.evidence import decide_due
from fondaco.bank.acquirer.models import Chargeback, ChargebackAnswer
from fondaco.bank.acquirer.settle import close_days
from fondaco.bank.issuer.cards import VirtualCard, delete_card, make_virtual_card
from fondaco.bank.issuer.models import Account, Card, CardPayment
from fondaco.bank.issuer.queries import holders
from fondaco.kernel import clock
from tests.rooms.bank.conftest import NOON, Peer, Results, Told
from tests.rooms.bank.paying import MARTA, TESSA, authorize, take
from tests.rooms.bank.test_cardholder import sign_in

pytestmark = pytest.mark.usefixtures("bank")
DELIVERY = {"kind": "delivery_proof", "title": "Signed for on 26 November", "text": "Ruiz"}


def disputed(
    vault: Peer, page: Client, results: Results, told: Told, reason: str = "13.1"
) -> dict[str, Any]:
    """Marta disputes what she paid; returns the market's news of it."""
    take(vault, page, results)
    sign_in(page)
    page.post(f"/payments/{CardPayment.objects.get().id}/", {"reason": reason})
    return told.events[-1]


def evidence(vault: Peer, event: dict[str, Any], **changes: Any) -> tuple[int, Any]:
    body = {
        "key": "e",
        "reason_code": event["reason_code"],
        "documents": [DELIVERY],
        "summary": "It was delivered.",
    } | changes
    return vault.call("POST", f"/acquirer/chargebacks/{event['chargeback_id']}/evidence", body)


def at(moment: datetime) -> Any:
    return clock.frozen(moment)


def pages(page: Client) -> tuple[str, str]:
    """The payment's page and the statement."""
    payment = CardPayment.objects.get()
    account = Account.objects.get(cards__number=MARTA)
    return (
        page.get(f"/payments/{payment.id}/").content.decode(),
        page.get(f"/accounts/{account.id}/").content.decode(),
    )


def test_the_cardholder_follows_a_dispute_the_shop_wins(
    vault: Peer, page: Client, results: Results, told: Told
) -> None:
    event = disputed(vault, page, results, told)
    payment, statement = pages(page)
    for text in ("You told us", "Credited for now", "The shop may answer", "Until 24 Dec 2026"):
        assert text in payment
    assert "for now" in statement
    assert evidence(vault, event) == (200, {"state": "received"})
    assert evidence(vault, event) == (200, {"state": "received"})
    assert ChargebackAnswer.objects.count() == 1
    payment, _ = pages(page)
    for text in ("The shop answered", "Proof of delivery", "Signed for on 26 November"):
        assert text in payment
    assert "Ruiz</p>" not in payment
    assert decide_due() == 0
    with at(NOON + timedelta(days=11)):
        assert (decide_due(), decide_due()) == (1, 0)
    assert told.events[-1]["kind"] == "chargeback.won"
    assert told.events[-1]["because"] == "The shop proved that the goods were delivered."
    payment, statement = pages(page)
    assert "Decided for the shop" in payment
    assert "proved that the goods were delivered" in payment
    assert "taken back later" in statement
    for words in ("Disputed, credited for now: Fondaco*", "Decided for the shop: Fondaco*"):
        assert words in statement


def test_silence_loses(vault: Peer, page: Client, results: Results, told: Told) -> None:
    event = disputed(vault, page, results, told, "10.4")
    with at(NOON + timedelta(days=29)):
        assert decide_due() == 0
    with at(NOON + timedelta(days=31)):
        assert decide_due() == 1
        assert evidence(vault, event)[1]["code"] == "decided"
    assert told.events[-1]["kind"] == "chargeback.lost"
    payment, statement = pages(page)
    assert "Decided for you" in payment
    assert "did not answer in time" in payment
    assert "yours for good" in statement


def test_an_answer_may_come_in_parts_and_never_late(
    vault: Peer, page: Client, results: Results, told: Told
) -> None:
    event = disputed(vault, page, results, told)
    assert evidence(vault, event)[0] == 200
    more = [{"kind": "messages", "title": "What was written", "text": ""}]
    assert evidence(vault, event, key="e2", documents=more)[0] == 200
    assert "What was written" in pages(page)[0]
    assert evidence(vault, event, key="e2")[1]["code"] == "key_reused"
    with at(NOON + timedelta(days=31)):
        assert evidence(vault, event, key="e3")[1]["code"] == "answer_too_late"


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"documents": []}, 400, "documents"),
        ({"documents": "x"}, 400, "documents"),
        ({"documents": ["x"]}, 400, "documents"),
        ({"documents": [DELIVERY] * 41}, 400, "documents"),
        ({"documents": [{"kind": "", "title": "x", "text": ""}]}, 400, "kind"),
        ({"documents": [{"kind": "x", "title": "x" * 141, "text": ""}]}, 400, "title"),
        ({"documents": [{"kind": "x", "title": "x", "text": 5}]}, 400, "text"),
        ({"summary": "x" * 4001}, 400, "summary"),
        ({"reason_code": "10.4"}, 422, "reason_code"),
        ({"key": ""}, 400, "key"),
    ],
)
def test_a_bad_answer_is_refused(
    vault: Peer,
    page: Client,
    results: Results,
    told: Told,
    changes: dict[str, Any],
    status: int,
    field: str,
) -> None:
    event = disputed(vault, page, results, told)
    answered, refusal = evidence(vault, event, **changes)
    assert (answered, refusal["field"]) == (status, field)
    assert not ChargebackAnswer.objects.exists()


def test_an_unknown_chargeback_is_not_found(vault: Peer) -> None:
    event = {"chargeback_id": "01a20d13-338c-7249-89d2-5885945b9230", "reason_code": "13.1"}
    assert evidence(vault, event)[0] == 404
    assert evidence(vault, {**event, "chargeback_id": "x"})[0] == 404


@pytest.mark.parametrize(
    ("word", "kind"),
    [("winning_evidence", "chargeback.won"), ("losing_evidence", "chargeback.lost")],
)
def test_a_word_decides_at_once(
    vault: Peer, page: Client, results: Results, told: Told, word: str, kind: str
) -> None:
    event = disputed(vault, page, results, told)
    evidence(vault, event, summary=f"Our case: {word}")
    assert told.events[-1]["kind"] == kind


def test_the_desk_shows_the_answer_and_decides_once(
    vault: Peer, page: Client, results: Results, told: Told
) -> None:
    event = disputed(vault, page, results, told)
    evidence(vault, event)
    path = f"/developers/chargebacks/{event['chargeback_id']}/"
    html = page.get(path).content.decode()
    for text in ("Signed for on 26 November", "It was delivered.", "I did not receive"):
        assert text in html
    assert path in page.get("/developers/clearing/").content.decode()
    page.post(path, {"won": "maybe"})
    assert Chargeback.objects.get().state == "open"
    page.post(path, {"won": "0"})
    page.post(path, {"won": "1"})
    assert Chargeback.objects.get().state == "lost"
    assert "Decided for the cardholder" in page.get(path).content.decode()
    assert (
        page.get("/developers/chargebacks/01a20d13-338c-7249-89d2-5885945b9230/").status_code == 404
    )


@pytest.mark.parametrize(
    ("number", "reason"), [("4000000000002685", "13.1"), ("4000000100000902", "13.3")]
)
def test_a_number_brings_a_dispute_with_its_reason(
    vault: Peer, page: Client, results: Results, told: Told, number: str, reason: str
) -> None:
    take(vault, page, results, number, phone=TESSA)
    with at(NOON + timedelta(days=2)):
        close_days(clock.today())
    assert told.events[0]["reason_code"] == reason


@pytest.mark.parametrize("end", ["used", "deleted"])
def test_a_used_or_deleted_virtual_card_takes_no_refund(vault: Peer, end: str) -> None:
    marta = holders()[0].id
    card_id = make_virtual_card(
        cardholder_id=marta,
        account_id=Account.objects.get(cards__number=MARTA).id,
        wish=VirtualCard("Once", single_use=end == "used"),
    )
    card = Card.objects.get(id=card_id)
    paid = authorize(
        vault,
        None,
        card.number,
        expiry=card.expiry,
        security_code=card.security_code,
        amount_minor=2_000,
    )
    body = {"key": "c", "authorization_id": paid["authorization_id"], "amount_minor": 2_000}
    taken = vault.post("/acquirer/captures", body)
    if end == "deleted":
        delete_card(cardholder_id=marta, card_id=card_id)
    refund = {"key": "r", "capture_id": taken["capture_id"], "amount_minor": 500}
    assert vault.post("/acquirer/refunds", refund)["response_code"] == "46"
