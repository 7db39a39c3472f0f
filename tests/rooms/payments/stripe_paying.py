"""Events of the shape that Stripe's API reference gives, and their signature."""

import hashlib
import hmac
import json
from typing import Any

from fondaco.kernel import clock

SECRET = "whsec_fondaco"

Body = dict[str, Any]


def event(kind: str, found: Body, *, event_id: str = "") -> Body:
    """An Event as a webhook receives it."""
    return {
        "id": event_id or f"evt_{kind}_{found['id']}",
        "object": "event",
        "api_version": "2026-10-28.endive",
        "created": 1_795_518_490,
        "data": {"object": found},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }


def dispute(intent_id: str, **change: Any) -> Body:
    """A Dispute about a whole payment of 83.90 EUR for goods that did not arrive."""
    found: Body = {
        "id": "du_1MtJUT2eZvKYlo2CNaw2HvEv",
        "object": "dispute",
        "amount": 8_390,
        "charge": "ch_1AZtxr2eZvKYlo2CJDX8whov",
        "created": 1_795_518_490,
        "currency": "eur",
        "evidence": {"uncategorized_text": None},
        "evidence_details": {
            "due_by": 1_797_000_000,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": intent_id,
        "payment_method_details": {
            "card": {"brand": "visa", "case_type": "chargeback", "network_reason_code": "13.1"},
            "type": "card",
        },
        "reason": "product_not_received",
        "status": "needs_response",
    }
    return found | change


def refund(intent_id: str, key: str, **change: Any) -> Body:
    """A Refund of a card, as ``refund.updated`` brings it."""
    found: Body = {
        "id": "re_1Nispe2eZvKYlo2Cd31jOCgZ",
        "object": "refund",
        "amount": 390,
        "charge": "ch_1NirD82eZvKYlo2CIvbtLWuY",
        "created": 1_795_518_490,
        "currency": "eur",
        "destination_details": {
            "card": {
                "reference": "24492150800001234567890",
                "reference_status": "available",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        },
        "metadata": {"key": key},
        "payment_intent": intent_id,
        "reason": None,
        "status": "succeeded",
    }
    return found | change


def signed(body: bytes, *, secret: str = SECRET, at_s: int | None = None) -> str:
    """The value of ``Stripe-Signature``."""
    at_s = int(clock.real_now().timestamp()) if at_s is None else at_s
    value = hmac.new(secret.encode(), b"%d.%s" % (at_s, body), hashlib.sha256).hexdigest()
    return f"t={at_s},v1={value}"


def raw(of: Body) -> bytes:
    return json.dumps(of).encode()
