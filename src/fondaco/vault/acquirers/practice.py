"""The connector to the practice bank's acquirer, by signed HTTP."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import quote

from django.conf import settings

from fondaco.kernel.errors import InDoubt
from fondaco.kernel.wire import Client, PeerRefused
from fondaco.vault.acquirers.protocol import (
    Authorized,
    Captured,
    Charge,
    Document,
    Refunded,
    Reversed,
)

TIMEOUT_S = 10.0
R = TypeVar("R")


class PracticeAcquirer:
    """Implements :class:`fondaco.vault.acquirers.protocol.Acquirer`."""

    def __init__(self) -> None:
        self._client = Client("bank", settings.BANK_URL, timeout_s=TIMEOUT_S)

    def authorize(self, key: str, charge: Charge) -> Authorized:
        body = {
            "key": key,
            "pan": charge.number,
            "expiry": charge.expiry,
            "security_code": charge.security_code,
            "amount_minor": charge.amount_minor,
            "currency": charge.currency,
            "merchant_id": charge.merchant_id,
            "descriptor": charge.descriptor,
            "eci": charge.eci,
            "authentication_value": charge.authentication_value,
            "ds_trans_id": charge.ds_trans_id,
        }
        told = {
            "wallet": charge.wallet,
            "cryptogram": charge.cryptogram,
            "exemption": charge.exemption,
        }
        body |= {name: value for name, value in told.items() if value}
        return _authorized(self._client.post("/acquirer/authorizations", body))

    def find_authorization(self, key: str) -> Authorized | None:
        try:
            found = self._client.get(f"/acquirer/authorizations/by-key/{quote(key, safe='')}")
        except PeerRefused as refused:
            if refused.status == 404:
                return None
            raise InDoubt("bank: the authorization can't be read") from None
        return _authorized(found)

    def capture(self, key: str, authorization_reference: str, amount_minor: int) -> Captured:
        body = {
            "key": key,
            "authorization_id": authorization_reference,
            "amount_minor": amount_minor,
        }
        answer = self._client.post("/acquirer/captures", body)
        return _read(
            lambda: Captured(
                reference=str(answer["capture_id"]),
                captured_at=datetime.fromisoformat(answer["captured_at"]),
                settlement_date=date.fromisoformat(answer["settlement_date"]),
            )
        )

    def refund(
        self, key: str, capture_reference: str, amount_minor: int, descriptor: str
    ) -> Refunded:
        body = {
            "key": key,
            "capture_id": capture_reference,
            "amount_minor": amount_minor,
            "descriptor": descriptor,
        }
        answer = self._client.post("/acquirer/refunds", body)
        return _read(
            lambda: Refunded(
                reference=str(answer["refund_id"]),
                response_code=str(answer["response_code"]),
                network_reference=str(answer.get("network_reference") or ""),
            )
        )

    def reverse(self, key: str, authorization_reference: str) -> Reversed:
        body = {"key": key, "authorization_id": authorization_reference}
        answer = self._client.post("/acquirer/reversals", body)
        return Reversed(str(answer.get("reversal_id", "")))

    def send_evidence(
        self,
        key: str,
        network_case_id: str,
        reason_code: str,
        documents: Sequence[Document],
        summary: str,
    ) -> None:
        body = {
            "key": key,
            "reason_code": reason_code,
            "documents": [asdict(document) for document in documents],
            "summary": summary,
        }
        case = quote(network_case_id, safe="")
        answer = self._client.post(f"/acquirer/chargebacks/{case}/evidence", body)
        if answer.get("state") != "received":
            raise InDoubt("bank: the evidence is not known to be received")


def _authorized(answer: dict[str, Any]) -> Authorized:
    return _read(
        lambda: Authorized(
            reference=str(answer["authorization_id"]),
            response_code=str(answer["response_code"]),
            network_reference=str(answer.get("network_reference") or ""),
            approval_code=str(answer.get("approval_code") or ""),
            authorized_at=datetime.fromisoformat(answer["authorized_at"]),
        )
    )


def _read(make: Callable[[], R]) -> R:
    """An answer that can't be read leaves in doubt what it says, like no answer at all."""
    try:
        return make()
    except (KeyError, TypeError, ValueError):
        raise InDoubt("bank: an answer without what it must have") from None
