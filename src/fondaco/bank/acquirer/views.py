"""The acquirer's doors: authorizations, reversals, captures, refunds for the vault."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from fondaco.bank.acquirer import authorize, capture
from fondaco.bank.acquirer.evidence import read_documents, take_evidence
from fondaco.bank.acquirer.keys import by_key
from fondaco.bank.acquirer.models import Authorization, Capture, Refund, Reversal
from fondaco.bank.acquirer.rules import (
    EXPIRY,
    NUMBER,
    SECURITY_CODE,
    read_amount,
    read_currency,
    read_exemption,
    read_shaped,
    read_text,
    read_wallet,
)
from fondaco.bank.faults.wrap import feels
from fondaco.kernel.errors import NotFound
from fondaco.kernel.wire import signed_by

KINDS = {
    "authorizations": (Authorization, authorize.view),
    "reversals": (Reversal, authorize.reversal_view),
    "captures": (Capture, capture.capture_view),
    "refunds": (Refund, capture.refund_view),
}


@signed_by("vault")
@feels("acquirer")
def authorizations(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Authorize; the answer is the issuer's."""
    security_code = None
    if body.get("security_code") is not None:
        security_code = read_shaped(body, "security_code", SECURITY_CODE)
    return authorize.authorize(
        key=read_text(body, "key", 255),
        request=authorize.Request(
            number=read_shaped(body, "pan", NUMBER),
            expiry=read_shaped(body, "expiry", EXPIRY),
            security_code=security_code,
            amount_minor=read_amount(body),
            currency=read_currency(body),
            merchant_id=read_text(body, "merchant_id", 35),
            descriptor=read_text(body, "descriptor", 40),
            eci=read_text(body, "eci", 2, needed=False) or None,
            authentication_value=read_text(body, "authentication_value", 28, needed=False) or None,
            ds_trans_id=read_text(body, "ds_trans_id", 36, needed=False) or None,
            wallet=read_wallet(body),
            exemption=read_exemption(body),
            cryptogram=read_text(body, "cryptogram", 64, needed=False),
        ),
    )


@signed_by("vault")
@feels("acquirer")
def reversals(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Give up a hold."""
    return authorize.reverse(
        key=read_text(body, "key", 255), authorization_id=_id(body, "authorization_id")
    )


@signed_by("vault")
@feels("acquirer")
def captures(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Take the money."""
    return capture.capture(
        key=read_text(body, "key", 255),
        authorization_id=_id(body, "authorization_id"),
        amount_minor=read_amount(body),
    )


@signed_by("vault")
@feels("acquirer")
def refunds(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Send money back."""
    return capture.refund(
        key=read_text(body, "key", 255),
        capture_id=_id(body, "capture_id"),
        amount_minor=read_amount(body),
        descriptor=read_text(body, "descriptor", 40, needed=False),
    )


@signed_by("vault")
@feels("acquirer")
def evidence(request: HttpRequest, body: dict[str, Any], network_case_id: str) -> dict[str, Any]:
    """The shop's answer to a chargeback."""
    return take_evidence(
        key=read_text(body, "key", 255),
        chargeback_id=_read_id(network_case_id),
        reason_code=read_text(body, "reason_code", 6),
        documents=read_documents(body),
        summary=read_text(body, "summary", 4_000, needed=False),
    )


@signed_by("vault")
@feels("acquirer")
def read_back(request: HttpRequest, body: dict[str, Any], kind: str, key: str) -> dict[str, Any]:
    """What a key did."""
    if kind not in KINDS:
        raise NotFound("There is no such kind of request.")
    table, view = KINDS[kind]
    answer: dict[str, Any] = view(by_key(table, key))  # type: ignore[operator]
    return answer


def _id(body: dict[str, Any], field: str) -> UUID:
    return _read_id(read_text(body, field, 36))


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no record with this id.") from None
