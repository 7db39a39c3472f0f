"""``/v1/chargebacks``: the merchant's evidence on its way to the acquirer."""

from collections.abc import Mapping
from typing import Any

from fondaco.vault.acquirers import evidence as acquirers
from fondaco.vault.acquirers.protocol import Document
from fondaco.vault.doors import bodies
from fondaco.vault.doors.calls import market_door

MOST_DOCUMENTS = 40
LONGEST_TEXT = 20_000
LONGEST_SUMMARY = 4_000


@market_door("POST")
def evidence(body: dict[str, Any], network_case_id: str) -> dict[str, Any]:
    """Answer a chargeback. The same key is received once."""
    acquirers.send(
        key=bodies.text(body, "key", longest=255),
        network_case_id=network_case_id,
        reason_code=bodies.text(body, "reason_code", longest=6),
        documents=_documents(body),
        summary=bodies.prose(body, "summary", longest=LONGEST_SUMMARY),
    )
    return {"state": "received"}


def _documents(body: Mapping[str, Any]) -> list[Document]:
    listed = bodies.objects(body, "documents", most=MOST_DOCUMENTS)
    return [
        Document(
            kind=bodies.text(entry, "kind", longest=40),
            title=bodies.text(entry, "title", longest=140),
            text=bodies.prose(entry, "text", longest=LONGEST_TEXT),
        )
        for entry in listed
    ]
