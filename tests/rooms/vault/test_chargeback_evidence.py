"""The market's answer to a chargeback goes on to the acquirer, whole, once, or is refused."""

from typing import Any
from uuid import uuid4

import pytest

from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.vault.acquirers.practice import PracticeAcquirer
from fondaco.vault.acquirers.protocol import Document
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer

CASE = str(uuid4())
PATH = f"/v1/chargebacks/{CASE}/evidence"


def body(**changes: Any) -> dict[str, Any]:
    return {
        "key": "evidence-1",
        "reason_code": "13.1",
        "documents": [
            {"kind": "delivery_proof", "title": "Signed for", "text": "Line one\nLine two"}
        ],
        "summary": "It was delivered.",
    } | changes


def test_evidence_is_passed_on_whole(market: callers.Caller, acquirer: FakeAcquirer) -> None:
    assert market.post(PATH, body()) == (200, {"state": "received"})
    proof = Document("delivery_proof", "Signed for", "Line one\nLine two")
    assert acquirer.evidence == [("evidence-1", CASE, "13.1", (proof,), "It was delivered.")]


def test_evidence_as_large_as_may_be_is_taken(
    market: callers.Caller, acquirer: FakeAcquirer
) -> None:
    documents = [{"kind": "messages", "title": "Talk", "text": "x" * 20_000}] * 40
    assert market.post(PATH, body(documents=documents))[0] == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": ""}, "key"),
        ({"reason_code": None}, "reason_code"),
        ({"reason_code": "x" * 7}, "reason_code"),
        ({"documents": []}, "documents"),
        ({"documents": ["text"]}, "documents"),
        ({"documents": [{}] * 41}, "documents"),
        ({"documents": [{"title": "x"}]}, "kind"),
        ({"documents": [{"kind": "x", "title": "x", "text": "x" * 20_001}]}, "text"),
        ({"documents": [{"kind": "x", "title": "x", "text": 7}]}, "text"),
        ({"summary": "\x00"}, "summary"),
        ({"summary": "x" * 4_001}, "summary"),
    ],
)
def test_evidence_that_cannot_be_is_refused_by_field(
    market: callers.Caller, acquirer: FakeAcquirer, changes: dict[str, Any], field: str
) -> None:
    status, refused = market.post(PATH, body(**changes))
    assert (status, refused["field"]) == (422, field)
    assert acquirer.evidence == []


def test_what_the_acquirer_refuses_is_told_and_doubt_is_doubt(
    market: callers.Caller, acquirer: FakeAcquirer
) -> None:
    acquirer.refused = PeerRefused("answer_too_late", "The time to answer is over.")
    status, refused = market.post(PATH, body())
    assert (status, refused["code"]) == (409, "answer_too_late")
    acquirer.refused = PeerUnavailable("bank")
    status, refused = market.post(PATH, body())
    assert (status, refused["code"]) == (503, "in_doubt")


def test_the_practice_connector_sends_what_the_bank_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, dict[str, Any]]] = []

    def post(_: object, path: str, told: dict[str, Any]) -> dict[str, Any]:
        sent.append((path, told))
        return {"state": "received"}

    monkeypatch.setattr("fondaco.kernel.wire.Client.post", post)
    document = Document("messages", "Talk", "")
    PracticeAcquirer().send_evidence("k", "a/b", "13.1", [document], "s")
    assert sent == [
        (
            "/acquirer/chargebacks/a%2Fb/evidence",
            {
                "key": "k",
                "reason_code": "13.1",
                "documents": [{"kind": "messages", "title": "Talk", "text": ""}],
                "summary": "s",
            },
        )
    ]
