"""``/v1/authorizations``, ``/v1/captures``, ``/v1/refunds``."""

from typing import Any
from uuid import UUID

from fondaco.vault.acquirers import authorize, capture, queries, refund, reverse
from fondaco.vault.acquirers.queries import (
    AuthorizationView,
    CaptureView,
    RefundView,
    ReversalView,
)
from fondaco.vault.doors import bodies
from fondaco.vault.doors.calls import market_door, tenant

EXEMPTIONS = ("", "low_value", "risk_analysis")


@market_door("POST")
def new_authorization(body: dict[str, Any]) -> dict[str, Any]:
    """Ask the issuer for an amount that its cardholder confirmed."""
    wish = authorize.Wish(
        card_token=bodies.text(body, "card_token", longest=40),
        authentication_id=bodies.identifier(body, "authentication_id"),
        amount_minor=bodies.amount(body),
        currency=bodies.currency(body),
        payee=bodies.text(body, "payee", longest=40),
        descriptor=bodies.text(body, "descriptor", longest=40),
        exemption=bodies.choice(body, "exemption", EXEMPTIONS, ""),
    )
    key = bodies.text(body, "key", longest=255)
    return _authorization(authorize.authorize(tenant=tenant(), key=key, wish=wish))


@market_door("GET")
def authorization_by_key(_body: dict[str, Any], key: str) -> dict[str, Any]:
    """What came of an authorization. One in doubt is looked up at the acquirer first: that is the
    read the caller asked for, and what it finds is written down."""
    return _authorization(authorize.settled(tenant=tenant(), key=key))


@market_door("POST")
def new_reversal(body: dict[str, Any], authorization_id: UUID) -> dict[str, Any]:
    """Give an authorization up before it is captured."""
    key = bodies.text(body, "key", longest=255)
    return _reversal(reverse.reverse(tenant=tenant(), key=key, authorization_id=authorization_id))


@market_door("GET")
def reversal_by_key(_body: dict[str, Any], key: str) -> dict[str, Any]:
    """What came of a reversal."""
    return _reversal(reverse.settled(tenant=tenant(), key=key))


@market_door("POST")
def new_capture(body: dict[str, Any]) -> dict[str, Any]:
    """Claim an authorized amount."""
    return _capture(
        capture.capture(
            tenant=tenant(),
            key=bodies.text(body, "key", longest=255),
            authorization_id=bodies.identifier(body, "authorization_id"),
            amount_minor=bodies.amount(body),
        )
    )


@market_door("GET")
def capture_by_key(_body: dict[str, Any], key: str) -> dict[str, Any]:
    """What came of a capture."""
    return _capture(capture.settled(tenant=tenant(), key=key))


@market_door("POST")
def new_refund(body: dict[str, Any]) -> dict[str, Any]:
    """Give a captured amount back, whole or in part."""
    return _refund(
        refund.refund(
            tenant=tenant(),
            key=bodies.text(body, "key", longest=255),
            capture_id=bodies.identifier(body, "capture_id"),
            amount_minor=bodies.amount(body),
            descriptor=bodies.text(body, "descriptor", longest=40, default=""),
        )
    )


@market_door("GET")
def refund_by_key(_body: dict[str, Any], key: str) -> dict[str, Any]:
    """What came of a refund."""
    return _refund(refund.settled(tenant=tenant(), key=key))


def _authorization(view: AuthorizationView) -> dict[str, Any]:
    return {
        "authorization_id": str(view.id),
        "state": view.state.value,
        "response_code": view.response_code,
        "response_text": view.response_text,
        "advice": queries.advice(view.response_code),
        "network_reference": view.network_reference,
        "authorized_at": view.authorized_at.isoformat() if view.authorized_at else None,
    }


def _reversal(view: ReversalView) -> dict[str, Any]:
    return {
        "reversal_id": str(view.id),
        "authorization_id": str(view.authorization_id),
        "state": view.state.value,
    }


def _capture(view: CaptureView) -> dict[str, Any]:
    return {
        "capture_id": str(view.id),
        "state": view.state.value,
        "captured_at": view.captured_at.isoformat() if view.captured_at else None,
        "settlement_date": view.settlement_date.isoformat() if view.settlement_date else None,
    }


def _refund(view: RefundView) -> dict[str, Any]:
    return {
        "refund_id": str(view.id),
        "state": view.state.value,
        "response_code": view.response_code,
        "response_text": queries.text(view.response_code),
        "network_reference": view.network_reference,
    }
